"""Render what stands before the rows: the record of a text, and what its reader must know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from lesart.core.elements import make, spaced
from lesart.model import Text
from lesart.view.calls import SIDES
from lesart.view.drafts import counted, draft_notice
from lesart.view.held import MISSING, notice
from lesart.view.record import facts, people
from lesart.view.sentences import title_sentences
from lesart.view.terms import NO_PLACES
from lesart.view.xhtml import publication
from lesart.write.html.choice import box
from lesart.write.html.rows import Display, draft_mark, spans_of

VIEWS = (
    ("both", "Side by side"),
    ("stacked", "Stacked"),
    ("de", "Deutsch"),
    ("en", "English"),
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


def work_head(text: Text, display: Display, here: Sequence[tuple[str, str]] = ()) -> Element:
    """Render the record of a text, and links to what stands far below: *here*."""
    below = [make("a", name, href=address) for name, address in here]
    place = [f"{text.number} of {text.total}"] if text.total else []
    return make(
        "header",
        make("p", *_dotted([text.record.kind.en, *place]), class_="work__kind"),
        *_titles(text, display),
        make("p", *_dotted(people(text)), class_="work__by"),
        *publication(text.record.publication),
        make("p", *_dotted([*facts(text), *counted(text)]), class_="work__facts"),
        *([make("p", *spaced(*below), class_="work__below")] if below else []),
        class_="work",
    )


def notices(text: Text, links: Links) -> list[Element]:
    """Say what is not shown, why, and what the reader can do about it."""
    drafts = [make("p", said, class_="notice")] if (said := draft_notice(text)) else []
    if text.held_for == "drafts":
        return [make("p", notice(text), class_="notice")]
    if text.held.any:
        link = make("a", "Rights, and how to make a private reading copy", href=links.rights)
        said = notice(text)
    elif text.original == "missing":
        link = make("a", "How to add your own copy", href=links.originals)
        said = MISSING
    else:
        return drafts
    return [make("p", make("span", said), " ", link, ".", class_="notice"), *drafts]


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


def _titles(text: Text, display: Display) -> list[Element]:
    bare = replace(display, view=replace(display.view, terms=NO_PLACES))
    words, units = (spans_of(title_sentences(side, bare.view), side, bare) for side in SIDES)
    words[0].set("id", "title-de")
    marks = [mark for row in text.rows if row.role == "title" for mark in draft_mark(row)]
    return [
        make("h1", *spaced(*words), lang="de", translate="no", id="title"),
        make("p", *spaced(*units, *marks), class_="work__en", lang="en", id="title-en"),
    ]


def _dotted(words: Sequence[str]) -> list[Element | str]:
    return spaced(*(make("span", word) for word in words))
