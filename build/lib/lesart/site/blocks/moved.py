"""Tell what became of a text that was released and is gone: `/// moved | old`."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from lesart.annotation.text_signposts import led_on, told_of_text
from lesart.citing.known_texts import KnownText
from lesart.core.references import dom_id, note_dom_id
from lesart.site.blocks.base import EditionBlock
from lesart.site.page_place import PagePlace
from lesart.store.moved_texts import POSTS, read_text_signposts
from lesart.write.html.moved import moved_text


class MovedBlock(EditionBlock):
    """
    Tell what became of a text that was released and is gone: `/// moved | old`.

    Each address within the old page has a link to its place in the new one.
    """

    NAME = "moved"

    def render(self, place: PagePlace, argument: str) -> Element:
        settings = self.settings(place)
        post = led_on(argument, read_text_signposts(settings.root))
        if post is None:
            raise self.fault(place, "the block names no text that is gone", f"{POSTS} lists them")
        told = told_of_text(argument, post)
        known = next((text for text in self.snapshot(place).known if text.id == post.to), None)
        if known is None:
            return moved_text(told)
        page = place.relative(f"texts/{post.to}.md")
        return moved_text(told, known.record.title.en, page, _places(known))


def _places(text: KnownText) -> Iterator[tuple[str, str]]:
    for paragraph, segments in text.paragraphs.items():
        for id_ in dict.fromkeys((paragraph, *segments)):
            yield dom_id(id_), f"{text.id}:{id_}"
    for note in text.notes:
        yield note_dom_id(note), f"note {note}"
