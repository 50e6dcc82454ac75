"""
Cut running German or English text into sentences by rules.

A stop ends a sentence unless an abbreviation, an initial or an ordinal number explains it, or
the text goes on in lower case. Where German capitals leave it open ("19. Jahrhundert", "der
F.A.Z. Er …"), the next word decides: articles, pronouns and the like begin a sentence.
"""

from __future__ import annotations

import re

_CLOSERS = "\"'“”’‘»«)]›‹"
_OPENERS = "\"'„“‚‘»«([›‹¿¡–—-"
_END = re.compile(rf"(?:[.!?…]+)[{re.escape(_CLOSERS)}]*(?=\s)")
_NEXT = re.compile(rf"\s+[{re.escape(_OPENERS)}\s]*(\w[\w'’]*)?")
_BEFORE = re.compile(r"(?:[\w.&/-]|’(?=\w))+$")

# Never at the end of a sentence: a name, number or word always follows.
_BOUND = frozenset(
    """
    dr prof mr mrs ms st hr fr frl hl rev gen col capt lt sgt sen rep gov hon messrs mme mlle
    abs art bd bde hrsg hg nr no nos vol vols vgl cf s pp p fig abb kap tel ca approx dipl ing
    geb gest verh sog bzw resp inkl exkl zzgl evtl ggf insb bes allg jr sr vs eg ie dt engl frz
    lat griech chin schweiz österr amer ev kath jan feb febr apr aug sept okt oct nov dez dec
    """.split()
)
# May end a sentence, so the next word decides: "usw. Der …".
_OPEN = frozenset("etc usw usf ff f al ua uam uä udgl inc ltd corp co ag st jh jhd chr".split())

_STARTERS = frozenset(
    """
    der die das den dem des ein eine einen einem einer eines kein keine er sie es wir ihr ich du
    man wer was wo wie wann warum weshalb wieso dieser diese dieses diesen diesem jener jene jedes
    jede jeder alle alles manche viele einige und aber oder denn doch sondern auch nur noch schon
    so da dann dort hier nun jetzt heute damals in im an am auf aus bei beim mit nach seit von vom
    zu zum zur für durch gegen ohne um über unter vor zwischen während wegen trotz wenn als ob weil
    obwohl damit dass daß bis nachdem bevor sobald solange nicht ist sind war waren hat haben wird
    werden kann können muss soll sein seine ihre ihr mein meine unser unsere ja nein zwar dabei
    dazu dafür dagegen daher deshalb darum trotzdem jedoch allerdings außerdem
    the a an this that these those he she it we they you i his her its their our my your there
    here then now when where why how what who which if as at by for from in of on to with after
    before because although while since but and or so yet nor not no yes is are was were has have
    had will would can could may might must should do does did all some many most few each every
    """.split()
)


def split_sentences(text: str) -> list[str]:
    """
    Cut a paragraph into sentences; joined by one blank they give the paragraph again.

    >>> split_sentences("Am 4. Juni sprach Dr. Wolf. „Wozu?“, fragte man. »Darum!« Dann ging er.")
    ['Am 4. Juni sprach Dr. Wolf.', '„Wozu?“, fragte man.', '»Darum!«', 'Dann ging er.']
    """
    sentences: list[str] = []
    start = 0
    for match in _END.finditer(text):
        if _ends_sentence(text, start, match):
            sentences.append(text[start : match.end()].strip())
            start = match.end()
    rest = text[start:].strip()
    return [*sentences, rest] if rest else sentences


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    if not text[start : match.start()].strip(_CLOSERS + _OPENERS + " "):
        return False
    following = _NEXT.match(text, match.end())
    word = (following[1] or "") if following else ""
    if word[:1].islower():
        return False
    mark = match[0].rstrip(_CLOSERS)
    if mark.endswith(("…", "..")):
        return not word or word.lower() in _STARTERS
    if mark != ".":
        return True
    before = _BEFORE.search(text, start, match.start())
    return not before or _stop_ends(before[0], word.lower())


def _stop_ends(token: str, following: str) -> bool:
    """Decide about a full stop after *token*, with *following* as the next word."""
    begins = not following or following in _STARTERS
    bare = token.replace(".", "").lower()
    if token.isdigit():
        return len(token) > 2 or begins
    if bare in _OPEN or "." in token:
        return begins and not _is_chain(token)
    if bare in _BOUND:
        return False
    return begins or not (len(token) == 1 and token.isalpha())


def _is_chain(token: str) -> bool:
    """Tell whether *token* is a chain that always goes on: `z.B`, `d.h`, `e.g`, `i.e`."""
    return token.lower() in {"z.b", "d.h", "u.a", "e.g", "i.e", "s.o", "s.u", "o.ä", "i.d.r"}
