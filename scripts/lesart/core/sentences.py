"""
Cut running German or English text into sentences by rules.

A stop ends a sentence unless an abbreviation, an initial, an ordinal or a list number explains
it, or the text goes on in lower case. Where German capitals leave it open ("19. Jahrhundert",
"der F.A.Z. Er …"), the next word decides: articles, pronouns and the like begin a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_CLOSERS = "\"'“”’‘»«)]›‹"
_OPENERS = "\"'„“‚‘»«([›‹¿¡–—-"
_SHUT = re.escape(_CLOSERS)
_MARK = (
    r"(?:(?:\[(?:\d{1,4}|[a-z*†‡]{1,3})\]){1,4}|\(\d{1,3}\)|[*†‡]{1,3}\)?|[¹²³⁰⁴-⁹]+"
    rf"|(?:(?<=[^\W\d_]{{2}}[.!?])|(?<=[^\W\d_][{_SHUT}][.!?])|(?<=[.!?][{_SHUT}]))"
    r"\d{1,3}(?:[,–-]\d{1,3}){0,3}\)?)"
)
"""The call of a note: it belongs to the sentence whose stop stands before it."""
# A run of stops is tried once, from its beginning: paragraphs are foreign, and may be long.
_END = re.compile(rf"(?<![.!?…])([.!?…]++)([{_SHUT}]*+)({_MARK}[{_SHUT}]*+)?(?=\s|$)")
_BLANKS = re.compile(r"\s+")
_AROUND = re.escape(_CLOSERS + _OPENERS) + r" \n\t"
_SAID = re.compile(rf"[^{_AROUND}]")
_NEXT = re.compile(rf"\s+([{re.escape(_OPENERS)}\s]*)(\w[\w'’]*)?")
_NUMERAL = r"(?=[IVXLCDM])M{0,3}(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})"
_LIST_NUMBER = re.compile(rf"(?:\d{{1,3}}|[a-zA-Z]|{_NUMERAL}|[ivx]{{1,5}})[{_AROUND}]*+")
_ROMAN = re.compile(rf"[IVXL]{{2,}}|[VX]|(?=.{{3}}){_NUMERAL}")
_SHORT_PARTS = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,4}")
_SPEAKING = re.compile(
    r"\s+[^\W\d_][\w'’-]*(?:\s+[^\W\d_a-z][\w'’-]*)?\s+"
    r"(?:said|asked|cried|replied|answered|exclaimed|shouted|whispered|says|asks|wrote|added)\b"
    # What goes on to a speech of its own is a sentence of its own.
    r"(?![^.!?…:\"“”„»«]{0,200}:\s*[\"“„»«])"
)

# Never at the end of a sentence: a name, number or word always follows.
_BOUND = frozenset(
    """
    dr prof mr mrs ms st hr fr frl hl rev gen col capt lt sgt sen rep gov hon messrs mme mlle mt
    abs bd bde hrsg hg nr nos vol vols vgl cf s pp p fig abb kap tel ca approx dipl ing mag hrn
    geb gest verh sog bzw resp inkl exkl zzgl evtl ggf insb bes allg vs eg ie dt engl frz ital
    lat griech chin schweiz österr amer ev kath jan feb febr apr aug sept okt oct nov dez dec str
    mind max min aufl ausg bspw einschl entspr ders dies ebd ges sept univ zit zt schr phil
    abth abthlg thl jahrg jhrg fa hptm oblt ltn uffz ew se frhr exz kgl königl kaiserl großh
    hochw wohlgeb
    th joh seb wilh friedr heinr ludw ferd gottfr gottl konr conr leop edm ulr nik hch jos
    chas wm geo thos jas robt benj saml
    """.split()
)
# May end a sentence, so the next word decides: "usw. Der …".
_OPEN = frozenset(
    """
    etc usw usf ff f al ua uam uä udgl inc ltd corp co ag jh jhd chr jr sr dept est ave
    cie mio mrd bio tsd thlr rthlr tlr sgr ngr mk pfg fl pfd ctr ztr
    """.split()
)
# Common words that abbreviate only before a number: "Art. 5", "No. 7".
_BEFORE_NUMBER = frozenset("art no nr zif ziff rn anm lit teil op cap".split())
_STREET = re.compile(r"[^\W\d_]{3,}-?str", re.IGNORECASE)
_CHAINS = frozenset("z.b d.h u.a e.g i.e s.o s.u o.ä i.d.r m.e u.u z.t v.a i.a o.g a.a.o".split())
_MONTHS = frozenset(
    """
    januar jänner februar märz april mai juni juli august september oktober november dezember
    """.split()
)

_STARTERS = frozenset(
    """
    der die das den dem des ein eine einen einem einer eines kein keine er sie es wir ihr ich du
    man wer was wo wie wann warum weshalb wieso dieser diese dieses diesen diesem jener jene jedes
    jede jeder alle alles manche viele einige und aber oder denn doch sondern auch nur noch schon
    so da dann dort hier nun jetzt heute damals in im an am auf aus bei beim mit nach seit von vom
    zu zum zur für durch gegen ohne um über unter vor zwischen während wegen trotz wenn als ob weil
    obwohl damit dass daß bis nachdem bevor sobald solange nicht ist sind war waren hat haben wird
    werden kann können muss soll sein seine ihre ihr mein meine unser unsere ja nein zwar dabei
    dazu dafür dagegen daher deshalb darum trotzdem jedoch allerdings außerdem später zuvor danach
    zudem dadurch hingegen vielleicht wieder immer ebenso somit bereits bald
    the a an this that these those he she it we they you i his her its their our my your there
    here then now when where why how what who which if as at by for from in of on to with after
    before because although while since but and or so yet nor not no yes is are was were has have
    had will would can could may might must should do does did all some many most few each every
    however later instead perhaps one two another both
    """.split()
)


def split_sentences(text: str, lang: str = "de") -> list[str]:
    """
    Cut a paragraph into sentences; joined by one blank they give the paragraph again.

    A blank line always ends a sentence, so that a heading without a stop stays alone. `lang`
    settles what the two languages write alike: a number and a stop are an ordinal in German.

    >>> split_sentences("Am 4. Juni sprach Dr. Wolf. „Wozu?“, fragte man. »Darum!« Dann ging er.")
    ['Am 4. Juni sprach Dr. Wolf.', '„Wozu?“, fragte man.', '»Darum!«', 'Dann ging er.']
    >>> split_sentences("That was in chapter 5. Nobody asked.", "en")
    ['That was in chapter 5.', 'Nobody asked.']
    """
    return [sentence for block in _blocks(text) for sentence in _split_block(block, lang)]


def _blocks(text: str) -> Iterator[str]:
    start = 0
    for blanks in _BLANKS.finditer(text):
        if blanks[0].count("\n") > 1:
            yield text[start : blanks.start()]
            start = blanks.end()
    yield text[start:]


def _split_block(text: str, lang: str) -> list[str]:
    sentences: list[str] = []
    start = said = 0
    for match in _END.finditer(text):
        found = _SAID.search(text, said, match.start())
        said = found.start() if found else match.start()
        if found and _ends_sentence(text, (start, said), match, lang):
            sentences.append(text[start : match.end()].strip())
            start = said = match.end()
    rest = text[start:].strip()
    return [*sentences, rest] if rest else sentences


def _ends_sentence(text: str, begins: tuple[int, int], match: re.Match[str], lang: str) -> bool:
    """Decide about a stop; *begins* tells where its sentence begins, and where its words do."""
    start, said = begins
    if match.end() == len(text):
        return False
    following = _NEXT.match(text, match.end())
    opened, word = (following[1], following[2] or "") if following else ("", "")
    listed = following and len(word) == 1 and text.startswith(")", following.end())
    if word[:1].islower() and not listed:
        return False
    mark, closed = match[1], match[2]
    quoted = bool(closed)
    if mark.endswith(("…", "..")):
        return quoted or bool(opened.strip()) or not word or word.lower() in _STARTERS
    if mark != ".":
        speaker = quoted and word.lower() not in _STARTERS - {"i"}
        return not (speaker and not opened.strip() and _SPEAKING.match(text, match.end()))
    if _LIST_NUMBER.fullmatch(text, said, match.start()) and closed in ("", ")"):
        return False
    if following and len(word) == 1 and text.startswith(".", following.end()):
        word = word.upper() * 2
    before = _token_before(text, start, match.start())
    if (match[3] or "")[:1].isdigit() and before.lower() in _BEFORE_NUMBER:
        return False
    if not before and text[match.start() - 1 : match.start()] == "§":
        return False
    return not before or _stop_ends(before, word, lang) or bool(quoted and len(before) > 2)


def _token_before(text: str, start: int, end: int) -> str:
    """Give the word, abbreviation or number that ends at *end*, signs within it included."""
    end -= text[end - 1] == "\n"
    at = end
    while at > start and (
        text[at - 1].isalnum()
        or text[at - 1] in "_.&/-"
        or (text[at - 1] == "’" and at < end and (text[at].isalnum() or text[at] == "_"))
    ):
        at -= 1
    return text[at:end]


def _stop_ends(token: str, word: str, lang: str) -> bool:
    """Decide about a full stop after *token*, with *word* as the next word."""
    following = word.lower()
    begins = not following or following in _STARTERS
    bare = token.replace(".", "").lower()
    if token.isdigit():
        if following in _MONTHS and lang != "en":
            return False
        return len(token) > 2 or begins or (lang == "en" and not word[0].isdigit())
    if bare in _BEFORE_NUMBER:
        return not (word[:1].isdigit() or _ROMAN.fullmatch(word))
    if bare in _OPEN or _SHORT_PARTS.fullmatch(token):
        return begins and token.lower() not in _CHAINS
    if bare in _BOUND or (_STREET.fullmatch(bare) and (word[:1].isdigit() or following == "nr")):
        return False
    if lang == "en" and token == "I":
        return True
    initial = len(token) == 1 and token.isalpha()
    return begins or not (initial or bool(_ROMAN.fullmatch(token)))
