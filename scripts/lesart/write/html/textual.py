"""Render the textual introduction: the editors' prose, and figures taken from the recipe."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from lesart.annotation.notes import textual_path
from lesart.core.elements import count, make, spaced
from lesart.core.references import dom_id
from lesart.model import Text
from lesart.source.transmission import Transmission
from lesart.view.prose import Targets
from lesart.view.xhtml import paragraphs

RULES = {
    "trailing-blank": "a blank at the end of a line ends a word; a line without one goes on",
    "hyphen": "a hyphen at the end of a line joins; every other line end ends a word",
    "space": "every line end ends a word",
}
JOINS = {"join": "as one word", "space": "as two words", "hyphen": "with a hyphen",
         "ck": "as one word with ck", "break": "by a line break"}  # fmt: skip


def textual(text: Text, facts: Transmission | None, page: str, targets: Targets) -> Element:
    """Render what is known of a text's transmission; *page* is the address of the text."""
    record = text.record
    title = make("cite", record.title.de, lang="de", translate="no")
    head = make("p", *spaced(make("span", "To"), make("a", title, href=page)), class_="kicker")
    parts = [head]
    if text.textual:
        path = textual_path(record.id)
        german = make("div", *paragraphs(text.textual.de, targets, path), lang="de")
        english = make("div", *paragraphs(text.textual.en, targets, path), lang="en")
        parts.append(make("div", *spaced(german, english), class_="textual__prose"))
    if facts:
        parts += [make("h2", "In figures", id="figures"), _facts(text, facts)]
        parts += _entries(text, page)
    return make("div", *parts, class_="textual")


def _facts(text: Text, facts: Transmission) -> Element:
    witness = next((w for w in text.record.witnesses if w.siglum == facts.siglum), None)
    rows: list[tuple[str, list[Element]]] = []
    if witness:
        german = make("span", witness.description.de, lang="de")
        rows.append((f"Witness {witness.siglum}", [make("span", witness.description.en), german]))
    rows.append(("Raw lines", [make("span", _lines(facts))]))
    blocks = count(facts.blocks, "run of lines", "runs of lines")
    again = f", {facts.continued} of them where a paragraph goes on elsewhere"
    rows.append(("Blocks", [make("span", f"{blocks}{again if facts.continued else ''}.")]))
    ends = f"{count(facts.ends, 'line end', 'line ends')} by the rule: {RULES[facts.rule]}."
    rows.append(("Joins", [make("span", ends)]))
    exceptions = [
        make("li", f"raw line {one.line}, joined {JOINS[one.join]}: {one.reason}")
        for one in facts.exceptions
    ]
    rows.append(("Exceptions", [make("ul", *exceptions) if exceptions else make("span", "None.")]))
    reasons = [make("li", f"{reason} × {number}") for reason, number in facts.reasons]
    rows.append(("Emendations", [make("ul", *reasons) if reasons else make("span", "None.")]))
    rows.append(("Lacunae", [make("span", f"{facts.lacunae or 'None'}.")]))
    items = [make("div", make("dt", name), " ", make("dd", *spaced(*said))) for name, said in rows]
    return make("dl", *spaced(*items), class_="entry__facts")


def _lines(facts: Transmission) -> str:
    said = [f"{facts.used:,} in the text", f"{facts.omitted:,} left out with a reason"]
    if facts.raw_lines:
        empty = facts.raw_lines - facts.used - facts.omitted
        said = [f"{facts.raw_lines:,}", *said, f"{empty:,} empty"]
    return f"{'; '.join(said)}."


def _entries(text: Text, page: str) -> list[Element]:
    """Name the places of the apparatus, which stands below the text itself."""
    if not text.apparatus:
        return []
    links = []
    for place in dict.fromkeys(entry.at for entry in text.apparatus if entry.at):
        links.append(make("a", place, href=f"{page}#{dom_id(place)}", class_="ref"))
    more = make("a", "apparatus", href=f"{page}#apparatus")
    said = make("span", "Every single change stands in the ", more, " below the text.")
    return [make("p", said, " ", make("span", "Places:"), " ", *spaced(*links))]
