"""A little text that has every role and every style, made in code: drama, verse, list, notes."""

from __future__ import annotations

from dataclasses import replace

from lesart.model import (
    ApparatusEntry,
    AuthorCall,
    Emendation,
    Mark,
    NamePlaces,
    Role,
    Row,
    Segment,
    Style,
    StyleKind,
    Text,
    TranslationUnit,
)

Line = tuple[str, str]
"""Words of the original, as `_styled` reads them, and of the translation; without, it has none."""


def structured(like: Text) -> Text:
    """Make the text, with the record of another one."""
    # fmt: off
    rows = [
        _row("title", "title", [("Die Waage", "The Scales")]),
        _row("h1", "heading", [("Erster Teil", "Part One")], level=1),
        _row("h2", "heading", [("Am Morgen", "In the Morning")], level=2),
        _row("1", "stage", [("Eine Werkstatt. /Es regnet./", "A workshop. It is raining.")]),
        _row("2", "turn", [("*Wer* wiegt, und {fn1}womit?", "Who weighs, and with what?")],
             speaker="zeitung"),
        _row("3", "turn", [("Ich wiege H_2_O, 10^3^ Gramm.", "I weigh H2O, 1,000 grams."),
                           ("Das Wort ist ~Waage~.", "The word is ‘scales’.")], speaker="korn"),
        _row("h3", "heading", [("Am /hellen/ Mittag", "At Bright Noon")], level=2),
        _row("4", "verse", [("Es hing ein Brett am Faden,", "A board hung by a thread,"),
                            ("  mit nichts als Licht{fn2} und Luft beladen,",
                             "  with nothing but light and air for load,"),
                            ("    und doch, sobald der Abend kam und alles leise wurde,",
                             "    and yet, as soon as evening came and all grew quiet,"),
                            ("  sank eine Seite tief hinab.", "  one side of it sank down.")]),
        _row("5", "verse", [("Da stand der Krämer vor der Tür", "The grocer stood at his door"),
                            ("und sah hinauf, und sprach dafür", ""),
                            ("  kein Wort.", "  and looked up, and said not a word.")]),
        _row("6", "paragraph", [("Er legte drei Dinge hinein:", "He put three things in:")]),
        _row("7", "item", [("eine /ganze, runde/ Feder,", "a whole, round feather,")]),
        _row("8", "item", [("ein Blatt,", "a leaf,")]),
        _row("9", "item", [("– und den Schatten davon.{fn1}", "– and the shadow of it.")]),
        _row("10", "quote", [("„Was leicht ist“, schrieb er, „wiegt am längsten.“",
                              "‘What is light’, he wrote, ‘weighs longest.’"),
                             ("So steht es über der Tür.", "So it stands above the door.")]),
        _row("h4", "heading", [("Zweiter Teil", "Part Two")], level=1),
        _row("11", "paragraph", [("Danach war alles *schwer und /leicht/* zugleich.",
                                  "After that, all was heavy and light at once.")]),
        _row("author", "author", [("Ada Korn wiegt in Jena.", "Ada Korn weighs in Jena.")]),
        _row("fn1", "note", [("Gemeint ist die /alte/ Waage.", "The old scales are meant."),
                             ("Sie hängt noch.", "They still hang there.")]),
        _row("fn2", "note", [("Vgl. das zweite Gedicht.", "Cf. the second poem.")]),
    ]  # fmt: skip
    rows[8] = _joined(rows[8])
    return replace(
        like,
        rows=tuple(_emended(row) for row in rows),
        notes=(),
        apparatus=(_ENTRY,),
        occurrences=(),
        renderings=(),
        textual=None,
        named=NamePlaces(),
    )


_SIGNS: dict[str, StyleKind] = {
    "/": "italic", "*": "bold", "~": "small-caps", "^": "superscript", "_": "subscript",
}  # fmt: skip


def _row(id_: str, role: Role, lines: list[Line], speaker: str = "", level: int = 0) -> Row:
    segments, units = [], []
    for number, (german, english) in enumerate(lines, 1):
        one = id_ if id_ in ("title", "author") else f"{id_}.{number}"
        segments.append(_segment(one, german))
        if english:
            units.append(TranslationUnit(one, (one,), english.strip(), "reviewed"))
    return Row(id_, role, speaker, tuple(segments), tuple(units), level)


def _segment(id_: str, written: str) -> Segment:
    """Read words with signs of styles, calls in braces and blanks before a line that is set in."""
    bare = written.lstrip()
    words, open_, styles, calls = "", {}, [], []
    at = 0
    while at < len(bare):
        sign = bare[at]
        if sign == "{":
            end = bare.index("}", at)
            calls.append(AuthorCall(len(words), bare[at + 1 : end]))
            at = end
        elif sign in _SIGNS and sign in open_:
            styles.append(Style(open_.pop(sign), len(words), _SIGNS[sign]))
        elif sign in _SIGNS:
            open_[sign] = len(words)
        else:
            words += sign
        at += 1
    indent = (len(written) - len(bare)) // 2
    return Segment(id_, words, words[:20], styles=tuple(styles), calls=tuple(calls), indent=indent)


def _joined(row: Row) -> Row:
    """Let the last unit of a stanza render its last two lines."""
    last = replace(row.units[-1], ids="5.2-5.3", segments=("5.2", "5.3"))
    return replace(row, units=(*row.units[:-1], last))


_REASON = "A letter is missing."
_ENTRY = ApparatusEntry("emended-h3.1-1", "emendation", "h3.1", _REASON, "helen", "hellen", 1)


def _emended(row: Row) -> Row:
    """Emend a word that is styled."""
    if row.id != "h3":
        return row
    mark = Mark(3, 9, Emendation(1, "helen", "hellen", _REASON))
    return replace(row, segments=(replace(row.segments[0], marks=(mark,)),))
