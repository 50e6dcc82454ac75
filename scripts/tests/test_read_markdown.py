"""Markdown: numbers, notes, front matter, links, HTML in it, breaks; no word lost unseen."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from lesart.core.findings import Finding
from lesart.exchange.readers import Block, Omission, read_blocks


def read(text: str) -> tuple[list[Block], list[Omission], list[Finding]]:
    warnings: list[Finding] = []
    omitted: list[Omission] = []
    return read_blocks(text.encode(), "a.md", warnings, omitted), omitted, warnings


TEXTS = {
    "a year": ("1986. Das war so.\n", "paragraph 1986. Das war so."),
    "a year that is escaped": ("1986\\. Das war so.\n", "paragraph 1986. Das war so."),
    "years": ("1986. Das.\n\n1990. Und das.\n", "item 1986. Das.|item 1990. Und das."),
    "a list": ("1. Eins\n2. Zwei\n", "item Eins|item Zwei"),
    "a list in a list": ("1. Eins\n\n   3. Drei\n2. Zwei\n", "item Eins|item 3. Drei|item Zwei"),
    "an empty item": ("7.\n\nEnde\n", "paragraph Ende"),
    "hard breaks": ("Eins  \nzwei\\\ndrei\nvier", "paragraph Eins zwei drei vier"),
    "a reference link": ("Da [der Hund][h] da.\n\n[h]: https://a.example\n",
                         "paragraph Da der Hund da."),
    "a reference that is not there": ("Da [der Hund][h].", "paragraph Da [der Hund][h]."),
    "HTML in it": ("Der <b>Hund</b><br>da.\n\n<div>Ein <i>Wort</i></div>\n\nEnde",
                   "paragraph Der Hund da.|paragraph Ein Wort|paragraph Ende"),
    "struck out": ("Ein ~~altes~~ Wort", "paragraph Ein altes Wort"),
    "a definition": ("Hund\n: Ein Tier\n", "item Hund|item Ein Tier"),
    "a soft hyphen": ("Do&shy;nau und Do\u00adnau", "paragraph Donau und Donau"),
    "a dash that is no list": ("– Wer da?\n\n- Ich.\n", "paragraph – Wer da?|item Ich."),
    "a note": ("Er[^1] ging.\n\n[^1]: Eins.\n\n    Zwei.\n", "paragraph Er ging.|note Eins. Zwei."),
    "a note in the line": ("Er^[Der Hund.] ging.", "paragraph Er ging.|note Der Hund."),
    "a note that nothing calls": ("Er[^a] ging.\n\n[^a]: A.\n[^b]: B.\n",
                                  "paragraph Er ging.|note A.|note B."),
    "a note twice": ("Er[^a] ging[^a].\n\n[^a]: A.\n", "paragraph Er ging.|note A."),
}  # fmt: skip


@pytest.mark.parametrize("kind", TEXTS)
def test_markdown_is_read_as_it_is_meant(kind: str) -> None:
    text, wanted = TEXTS[kind]
    blocks, omitted, warnings = read(text)
    assert [f"{block.role} {block.words}" for block in blocks] == wanted.split("|")
    assert omitted == []
    assert all("kept as" in one.message for one in warnings)


LEFT = {
    "---\ntitle: Der Hof\n---\n\nEnde\n": ("front matter (YAML)", 1, "title: Der Hof"),
    "Ende\n\nEin ![Bild vom Hof](a.png) da\n": ("descriptions of pictures", 3, "Bild vom Hof"),
    "# Ende {#ende}\n": ("attributes in braces", 1, "{#ende}"),
    "Ende\n\n[Wort]: Nein\n": ("definitions of links that nothing uses", 3, "[Wort]: Nein"),
    "Ende [a].\n\n[a]: b\n[a]: c\n": ("definitions of links that stand twice", 4, "[a]: c"),
}


@pytest.mark.parametrize("text", LEFT)
def test_what_is_no_text_is_named(text: str) -> None:
    blocks, omitted, warnings = read(text)
    assert [(one.kind, one.line, one.words) for one in omitted] == [LEFT[text]]
    assert [one.where.line for one in warnings] == [LEFT[text][1]]
    assert "Ende" in " ".join(block.words for block in blocks)


def test_a_note_within_a_footnote_that_is_left_out_is_named_once() -> None:
    blocks, omitted, _ = read("A[^2]\n\n[^2]: B\n\n[^2]: C ^[D]\n")
    assert [block.words for block in blocks] == ["A", "B"]
    assert [one.words for one in omitted] == ["C ^[D]"]


_WORDS = st.text("ABCÄ.-:!", min_size=1, max_size=5).map(lambda words: f"{words}E")
_INLINE = st.sampled_from(
    ["{0}", "*{0}*", "**{0}** {1}", "[{0}](u)", "![{0}](u)", "`{0}`", "<b>{0}</b>", "{0}[^1]",
     "{0}  \n{1}", "~~{0}~~", "[{0}][r]", "^[{0}]", "&lt;{0}&gt;", "{0}\\\n{1}", "<span>{0}",
     "[{0}", "{0}](u)", "<!-- x -->{0}"]
)  # fmt: skip
_BLOCK = st.sampled_from(
    ["{0}", "# {0}", "{0}\n===", "> {0}\n{1}", "- {0}\n- {1}", "1. {0}\n2. {1}", "1986. {0}",
     "    {0}", "```\n{0}\n```", "[^1]: {0}", "[^2]: {0}\n\n    {1}", "<div>{0}</div>",
     "| {0} | {1} |\n|---|---|\n| {1} | {0} |", "{0}\n: {1}", "* * *", "[r]: u", "[{0}]: u",
     "- {0}\n\n  {1}", "# {0} {{#{1}}}"]
)  # fmt: skip
_PART = st.tuples(_BLOCK, _INLINE, _INLINE, st.lists(_WORDS, min_size=4, max_size=4))


@given(st.lists(_PART, min_size=1, max_size=5))
def test_no_word_is_lost_unseen(parts: list[tuple[str, str, str, list[str]]]) -> None:
    """Capitals are words here, and small letters are marks."""
    text = "\n\n".join(
        block.format(one.format(*words[:2]), two.format(*words[2:]))
        for block, one, two, words in parts
    )
    blocks, omitted, _ = read(f"EA\n\n{text}")
    said = [*(block.words for block in blocks), *(one.words for one in omitted)]
    found = Counter("".join(said))
    wanted = Counter(f"EA{text}")
    assert {one: found[one] for one in "ABCÄE"} == {one: wanted[one] for one in "ABCÄE"}
    assert all(one.line for one in omitted)


@given(st.lists(_WORDS, min_size=3, max_size=3))
def test_a_page_of_another_parser_says_the_same(words: list[str]) -> None:
    """What CommonMark makes a page of is read from either the same."""
    one, two, three = (f"{word} Ende" for word in words)
    text = f"# {one}\n\n> {two}\n\n- {three}\n- *{one}*\n"
    page = MarkdownIt("commonmark").render(text)
    from_page = [(block.role, block.words) for block in read_blocks(page.encode(), "a.html")]
    assert [(block.role, block.words) for block in read(text)[0]] == from_page
