"""Render what stands before the rows: the record of a text, and what its reader must know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from lesart.core.elements import make, spaced
from lesart.core.web_address import linked
from lesart.model import Publication, Text
from lesart.view.calls import SIDES
from lesart.view.drafts import counted, draft_notice, row_mark
from lesart.view.held import notice
from lesart.view.record import facts, people, written_date
from lesart.write.html.choice import box
from lesart.write.html.notes import NoteMarks
from lesart.write.html.rows import NO_NOTES, english, german

VIEWS = (
    ("both", "Side by side"),
    ("stacked", "Stacked"),
    ("de", "Deutsch"),
    ("en", "English"),
)
MISSING = (
    "The German original belongs to its publisher and is not part of this copy. Each of "
    "its sentences is shown by its first words."
)


@dataclass(frozen=True, slots=True)
class Links:
    """
    Give the addresses of other pages as they are written on this page.

    `corrections` and `textual` are empty where there is no such page; `here` are places further
    down on the page itself, by their names.
    """

    text: str = ""
    originals: str = ""
    rights: str = ""
    glossary: str = ""
    corrections: str = ""
    textual: str = ""
    here: tuple[tuple[str, str], ...] = ()


def work_head(
    text: Text, notes: NoteMarks = NO_NOTES, here: Sequence[tuple[str, str]] = ()
) -> Element:
    """Render the record of a text, and links to what stands far below: *here*."""
    below = [make("a", name, href=address) for name, address in here]
    place = [f"{text.number} of {text.total}"] if text.total else []
    return make(
        "header",
        make("p", *_dotted([text.record.kind.en, *place]), class_="work__kind"),
        *_titles(text, notes),
        make("p", *_dotted(people(text)), class_="work__by"),
        *published(text.record.publication),
        make("p", *_dotted([*facts(text), *counted(text)]), class_="work__facts"),
        *([make("p", *spaced(*below), class_="work__below")] if below else []),
        class_="work",
    )


def notices(text: Text, links: Links) -> list[Element]:
    """Say what is not shown, why, and what the reader can do about it."""
    if text.held_for == "drafts":
        return [make("p", notice(text), class_="notice")]
    if text.held.any:
        link = make("a", "Rights, and how to make a private reading copy", href=links.rights)
        said = notice(text)
    elif text.original == "missing":
        link = make("a", "How to add your own copy", href=links.originals)
        said = MISSING
    else:
        return draft_notice(text)
    return [make("p", make("span", said), " ", link, ".", class_="notice"), *draft_notice(text)]


def view_choice() -> Element:
    """Render the choice of layouts, which works by style rules alone."""
    labels = []
    for value, name in VIEWS:
        words = make("span", make("span", name, class_="wide"))
        if value in ("both", "stacked"):
            words.append(make("span", "Both languages", class_="narrow"))
        if value == "de":
            words.set("lang", "de")
        labels.append(make("label", box("radio", "view", value, value == "both"), words))
    return make("fieldset", make("legend", "Layout"), *labels, class_="views")


def _titles(text: Text, notes: NoteMarks) -> list[Element]:
    row = next((row for row in text.rows if row.role == "title"), None)
    record = text.record
    plain = {
        "de": make("span", record.title.de, class_="seg", data_seg="title"),
        "en": make("span", record.title.en, class_="seg", data_seg="title"),
    }
    words = [plain["de"]]
    if row and text.original == "present":
        words = german(row, notes=notes)
    elif row:
        words[0].extend(notes.behind(SIDES[0], row.id))
    units = [plain["en"]]
    if row and row.units:
        units = english(row, frozenset(["title"]), notes=notes)
    elif row:
        units[0].extend(notes.behind(SIDES[1], row.id))
    words[0].set("id", "title-de")
    marks = row_mark(row) if row else []
    return [
        make("h1", *spaced(*words), lang="de", translate="no", id="title"),
        make("p", *spaced(*units, *marks), class_="work__en", lang="en", id="title-en"),
    ]


def published(publication: Publication) -> list[Element]:
    """Say where and when an original appeared, and how sure that is."""
    said: list[Element] = []
    date = written_date(publication.date)
    if publication.container:
        url = linked(publication.url)
        more = {"href": url} if url else {}
        name = make("a" if url else "span", publication.container, **more)
        when = [make("span", f", {date}")] if date else []
        openings = {"certain": "Published in ", "likely": "Probably published in "}
        opening = openings.get(publication.certainty, "Not confirmed: published in ")
        said.append(make("span", opening, make("cite", name), *when, "."))
    elif publication.certainty == "unknown":
        when = [make("span", f"; the date, {date}, is not certain")] if date else []
        said.append(make("span", "Where it was published is not known", *when, "."))
    elif date:
        probably = "Probably published" if publication.certainty == "likely" else "Published"
        said.append(make("span", f"{probably} {date}."))
    if publication.note:
        said.append(make("span", publication.note.en))
    return [make("p", *spaced(*said), class_="work__published")] if said else []


def _dotted(words: Sequence[str]) -> list[Element | str]:
    return spaced(*(make("span", word) for word in words))
