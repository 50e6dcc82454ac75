"""The readers of HTML and EPUB: every word is in the text, in order, or among what is left out."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import pypandoc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lesart.core.findings import EditionError, Finding
from lesart.exchange.readers import Omission, read_blocks


def _read(page: str | bytes) -> tuple[list[str], list[tuple[str, str]]]:
    omissions: list[Omission] = []
    data = page.encode() if isinstance(page, str) else page
    blocks = read_blocks(data, "a.html", [], omissions)
    return [block.words for block in blocks], [(one.kind, one.words) for one in omissions]


def _book(
    pages: dict[str, str | bytes],
    manifest: str = "",
    spine: str = "",
    extra: dict[str, str] | None = None,
) -> bytes:
    listed = manifest or "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(pages)
    )
    order = spine or "".join(f'<itemref idref="i{n}"/>' for n in range(len(pages)))
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as book:
        book.writestr(
            "META-INF/container.xml",
            '<container><rootfiles><rootfile full-path="O/b.opf"/></rootfiles></container>',
        )
        book.writestr(
            "O/b.opf", f"<package><manifest>{listed}</manifest><spine>{order}</spine></package>"
        )
        for name, words in pages.items():
            book.writestr(f"O/{name}", words)
        for name, words in (extra or {}).items():
            book.writestr(name, words)
    return data.getvalue()


def _page(body: str) -> str:
    head = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head>'
    return f"{head}<body>{body}</body></html>"


BLOCKS = {
    "<center>eins</center><hr>zwei": ["eins", "zwei"],
    "eins<br><br>zwei<br>drei": ["eins", "zwei drei"],
    "<h2>eins<br><br>zwei</h2>": ["eins zwei"],
    "<pre>eins\nzwei\n\ndrei</pre>": ["eins zwei", "drei"],
    "<dl><dt>eins<dd>zwei<dt>drei<dd>vier</dl>": ["eins", "zwei", "drei", "vier"],
    "<table><caption>eins</caption><tr><th>zwei<td>drei<table><tr><td>vier</table></table>": [
        "eins", "zwei", "drei", "vier",
    ],
    "<details><summary>eins</summary>zwei</details><address>drei</address>": [
        "eins", "zwei", "drei",
    ],
    "<span style='display: block'>eins</span><span>zw</span>ei": ["eins", "zwei"],
    "<nav></nav><article>eins</article><article>zwei</article>": ["eins", "zwei"],
    "<p>ei<wbr>ns&hellip; &bdquo;zwei&#147; &dash; &#132;</p>": ["eins… „zwei“ ‐ „"],
    "<section>eins<footer>zwei</footer></section>": ["eins", "zwei"],
}  # fmt: skip


@pytest.mark.parametrize("page", BLOCKS)
def test_each_block_is_a_paragraph(page: str) -> None:
    assert _read(page) == (BLOCKS[page], [])


LEFT_OUT = {
    "<nav>Wort</nav>": "navigation",
    "<aside>Wort</aside>": "asides",
    "<p hidden>Wort</p>": "hidden text",
    "<p style='Display:None'>Wort</p>": "hidden text",
    "<p><span aria-hidden=true>Wort</span></p>":
    "text hidden from readers of the screen (aria-hidden)",
    "<noscript>Wort</noscript>": "what stands for scripts",
    "<template>Wort</template>": "what stands for scripts",
    "<img alt=Wort>": "images",
    "<svg><text>Wort</text></svg>": "drawings",
    "<ruby><rt>Wort</rt></ruby>": "readings of characters (ruby)",
    "<p><del>Wort</del></p>": "deletions",
    "<select><option>Wort</option></select>": "controls of forms",
    "<input value=Wort>": "controls of forms",
    "<iframe>Wort</iframe>": "embedded media",
    "<math><mfrac><mi>Wort</mi></mfrac></math>": "equations",
}  # fmt: skip


@pytest.mark.parametrize("page", LEFT_OUT)
def test_what_is_no_running_text_is_named_with_its_words(page: str) -> None:
    assert _read(f"<p>Da.</p>{page}") == (["Da."], [(LEFT_OUT[page], "Wort")])


def test_all_of_main_is_read_and_the_rest_named() -> None:
    page = (
        "<header>Kopf</header>lose<main><p>Eins.</p><article>Zwei.</article></main><div>Drei"
        "<p>Vier</p></div><main hidden>Fünf</main>"
    )
    blocks, omissions = _read(page)
    assert blocks == ["Eins.", "Zwei."]
    assert " ".join(words for _, words in omissions) == "Kopf lose Drei Vier Fünf"


def test_numbers_of_pages_are_left_out_wherever_they_stand() -> None:
    page = (
        "<p>Der <span class=pagenum>[Pg 12]</span>Hund<a epub:type='pagebreak' id='p13'>13</a> "
        "schläft.<span role='doc-pagebreak'></span></p><p class='page'>Text.</p>"
    )
    assert _read(page) == (
        ["Der Hund schläft.", "Text."],
        [("page numbers", "[Pg 12]"), ("page numbers", "13")],
    )


NOTES = {
    "Gutenberg": "<p>Hund<a id='FNanchor_1'></a><a href='#Footnote_1' class='fnanchor'>[1]</a> da."
    "</p><div class='footnote'><p><a id='Footnote_1'></a><a href='#FNanchor_1'><span>[1]</span>"
    "</a> Ein Dackel.</p><p>Sehr alt.</p></div>",
    "Word": "<p>Hund<a href='#_ftn1' name='_ftnref1'><span>[1]</span></a> da.</p><div><div "
    "id=ftn1><p><a href='#_ftnref1' name='_ftn1'>[1]</a> Ein Dackel.</p><p>Sehr alt.</p></div>"
    "</div>",
    "Writer": "<p>Hund<a class=sdfootnoteanc name=sdfootnote1anc href='#sdfootnote1sym'><sup>1"
    "</sup></a> da.</p><div id=sdfootnote1><p><a class=sdfootnotesym name=sdfootnote1sym "
    "href='#sdfootnote1anc'>1</a>Ein Dackel.</p><p>Sehr alt.</p></div>",
    "links that lead to each other": "<p>Hund<a id=x href='#y'>*</a> da.</p><aside id=y><a "
    "href='#x'>*</a> Ein Dackel. Sehr alt.</aside>",
    "raised, in a hidden aside": "<p>Hund<sup><a href='#y'>1</a></sup> da.</p><aside hidden "
    "id=y>1. Ein Dackel. Sehr alt.</aside>",
    "a list of definitions": "<p>Hund<a href='#fn1'>1</a> da.</p><dl><dt id=fn1>1</dt><dd>Ein "
    "Dackel. Sehr alt.</dd></dl>",
    "the note before the text": "<aside id=fn1><p>Ein Dackel. Sehr alt.</p></aside><p>Hund<a "
    "href='#fn1'>1</a> da.</p>",
}


@pytest.mark.parametrize("maker", NOTES)
def test_notes_are_kept_as_notes_whoever_made_the_page(maker: str) -> None:
    one, two = read_blocks(NOTES[maker].encode(), "a.html")
    assert (one.words, [call.at for call in one.calls]) == ("Hund da.", [4])
    assert (two.role, two.words) == ("note", "Ein Dackel. Sehr alt.")


def test_words_that_call_a_note_stay() -> None:
    page = "<p>Ein <a role=doc-noteref href='#y'>Hund mit einem sehr langen Namen</a> da.</p>"
    one, two = read_blocks(f"{page}<p id=y>Ein Dackel.</p>".encode(), "a.html")
    assert one.words == "Ein Hund mit einem sehr langen Namen da."
    assert (one.words[: one.calls[0].at], two.role) == (one.words[:-4], "note")


def test_links_with_numbers_that_call_no_note_stay() -> None:
    page = "<p><a href='#k1'>1</a> und <a href='b.html#k2'>2</a></p><h2 id=k1>1</h2>"
    assert _read(page) == (["1 und 2", "1"], [])
    entry = "<p><a href='#entry1'>1</a></p><div id=entry1><p>Text.</p></div>"
    assert _read(entry) == (["1", "Text."], [])


def test_links_of_one_block_that_lead_to_it_take_no_square_of_time() -> None:
    page = f"<p id=x>{'<a href=#x>1</a> ' * 20_000}</p>"
    (block,), _ = _read(page)
    assert block.count("1") == 20_000


# Encodings


@pytest.mark.parametrize(
    ("head", "coded", "words"),
    [
        ("<meta charset=iso-8859-9>", "„Iğdır“".encode("cp1254"), "„Iğdır“"),
        ("<?xml version='1.0' encoding='ISO-8859-1'?>", "„Tür“".encode("cp1252"), "„Tür“"),
        ("<meta charset=gb2312>", "云".encode("gbk"), "云"),
        ("<meta charset=iso-2022-jp>", "漢字".encode("iso-2022-jp"), "漢字"),
    ],
)
def test_encodings_are_read_as_browsers_read_them(head: str, coded: bytes, words: str) -> None:
    (block,), _ = _read(head.encode() + b"<p>" + coded + b"</p>")
    assert block == words


def test_utf_16_without_a_mark_is_read() -> None:
    assert _read("<p>Tür</p>".encode("utf-16-le"))[0] == ["Tür"]


# EPUB


def _of(data: bytes) -> tuple[list[str], list[str]]:
    warnings: list[Finding] = []
    return [one.words for one in read_blocks(data, "a.epub", warnings)], [
        str(one) for one in warnings
    ]


def test_a_page_of_a_book_is_xml() -> None:
    page = _page("<p>a<![CDATA[ < b]]><span/> c</p><p/>d&#132;")
    assert _of(_book({"a.xhtml": page})) == (["a < b c", "d„"], [])
    broken = _page("<p>a<![CDATA[ < b]]><br> c&nbsp;d</p>")
    assert _of(_book({"a.xhtml": broken})) == (["a < b c d"], [])


def test_pages_that_are_missing_or_locked_are_named_and_the_others_read() -> None:
    pages: dict[str, str | bytes] = {"a.xhtml": _page("<p>Eins.</p>"), "c.xhtml": _page("<p>x</p>")}
    manifest = "".join(
        f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"/>'
        for name in "abcd"
    )
    locked = '<e><CipherReference URI="O/c.xhtml"/></e>'
    spine = "".join(f'<itemref idref="{name}"/>' for name in "abcx")
    blocks, told = _of(_book(pages, manifest, spine, {"META-INF/encryption.xml": locked}))
    assert blocks == ["Eins."]
    for words in ("O/b.xhtml: warning[A006]: the archive has no such part",
                  "O/c.xhtml: warning[A006]: the page is encrypted",
                  "the spine names “x”", "O/d.xhtml has no place in the spine"):  # fmt: skip
        assert any(words in one for one in told), words
    alone = _book({"c.xhtml": "x"}, extra={"META-INF/encryption.xml": locked})
    with pytest.raises(EditionError, match="encrypted"):
        _of(alone)


def test_what_stands_beside_the_order_of_reading_comes_last() -> None:
    manifest = "".join(
        f'<item id="{name}" href="{name}.xhtml" properties="{name}" '
        'media-type="application/xhtml+xml"/>'
        for name in ("notes", "text", "nav")
    )
    pages: dict[str, str | bytes] = {
        "notes.xhtml": _page('<ol><li id="n1">Ein Dackel. <a href="text.xhtml#r1">1</a></li></ol>'),
        "text.xhtml": _page('<p>Hund<a id="r1" href="notes.xhtml#n1">1</a> da.</p>'),
        "nav.xhtml": _page("<h1>Inhalt</h1><nav>Eins</nav>"),
    }
    spine = '<itemref idref="notes" linear="no"/><itemref idref="nav"/><itemref idref="text"/>'
    blocks, told = _of(_book(pages, manifest, spine))
    assert blocks == ["Hund da.", "Ein Dackel."]
    assert any("linear=no" in one and "O/notes.xhtml" in one for one in told)
    assert any("O/nav.xhtml is the list of contents" in one for one in told)


def test_a_name_in_other_capitals_or_without_its_encoding_is_found() -> None:
    manifest = '<item id="i0" href="Kapitel.XHTML" media-type="application/xhtml+xml"/>'
    assert _of(_book({"kapitel.xhtml": _page("<p>Wort</p>")}, manifest))[0] == ["Wort"]
    data = _book({"über.xhtml": _page("<p>Wort</p>")})
    flagged = data.replace(b"\x00\x08\x00\x00", b"\x00\x00\x00\x00")
    assert flagged != data
    assert _of(flagged)[0] == ["Wort"]


def test_an_item_that_is_no_page_is_read_by_what_stands_for_it() -> None:
    manifest = (
        '<item id="i0" href="a.pdf" media-type="application/pdf" fallback="i1"/>'
        '<item id="i1" href="a.xhtml" media-type="application/xhtml+xml"/>'
    )
    pages: dict[str, str | bytes] = {"a.xhtml": _page("<p>Wort</p>")}
    assert _of(_book(pages, manifest, '<itemref idref="i0"/>')) == (["Wort"], [])


_WRITTEN = """# Vom Zählen

Wer *zählt*,[^1] ordnet 10^30^ Wolken & H~2~O.

> Niemand fragte.[^2]

| Jahr | Zahl |
|------|------|
| 1986 | zwei |

[^1]: Ein Dackel.

    Sehr alt.

[^2]: Nach acht.
"""


@pytest.mark.parametrize(("format_", "ending"), [("html", "html"), ("epub3", "epub"),
                                                 ("epub2", "epub"), ("docx", "docx")])  # fmt: skip
def test_what_pandoc_writes_is_read_back(format_: str, ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{ending}"
    pypandoc.convert_text(
        _WRITTEN, format_, "markdown", outputfile=str(path), extra_args=["--standalone"]
    )
    blocks = read_blocks(path.read_bytes(), path.name)
    words = [(one.role, one.words) for one in blocks]
    begun = words.index(("heading", "Vom Zählen"))
    assert words[begun + 1 :] == [
        ("paragraph", "Wer zählt, ordnet 10³⁰ Wolken & H2O."), ("quote", "Niemand fragte."),
        ("paragraph", "Jahr"), ("paragraph", "Zahl"), ("paragraph", "1986"), ("paragraph", "zwei"),
        ("note", "Ein Dackel. Sehr alt."), ("note", "Nach acht."),
    ]  # fmt: skip
    assert [call.at for one in blocks for call in one.calls] == [10, 15]


# Any page: its words are counted, and each is looked for


@dataclass
class _Made:
    """Gather words while a page is made: those of the text, and those that are none."""

    shown: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    def word(self, is_text: bool) -> str:
        made = f"w{len(self.shown) + len(self.gone)}x"
        (self.shown if is_text else self.gone).append(made)
        return made


_HIDING = ("nav", "aside", "template", "noscript", "svg", "del", "rt", "button", "iframe", "hidden")
_LEAVES = st.sampled_from(("text", "br", *_HIDING))
_HOLDING = ("p", "div", "span", "b", "sup", "ul", "blockquote", "section", "article", "figure",
            "center", "table", "pre", "details", "foo")  # fmt: skip
_TREES = st.recursive(
    _LEAVES, lambda inner: st.tuples(st.sampled_from(_HOLDING), st.lists(inner, max_size=4)),
    max_leaves=14,
)  # fmt: skip


def _markup(tree: object, made: _Made) -> str:
    if tree == "text":
        return f" {made.word(True)} "
    if tree == "br":
        return "<br/>"
    if tree == "hidden":
        return f"<div hidden=''>{made.word(False)}</div>"
    if isinstance(tree, str):
        return f"<{tree}>{made.word(False)}</{tree}>"
    assert isinstance(tree, tuple)
    inner = "".join(_markup(one, made) for one in tree[1])
    if tree[0] == "table":
        return f"<table><tbody><tr><td>{inner}</td></tr></tbody></table>"
    return f"<{tree[0]}>{inner}</{tree[0]}>"


@given(st.lists(_TREES, min_size=1, max_size=4), st.booleans(), st.booleans())
@settings(max_examples=150, deadline=None)
def test_every_word_is_in_the_text_in_order_or_among_what_was_left_out(
    trees: list[object], has_main: bool, is_book: bool
) -> None:
    made = _Made()
    outer = f"<header>{made.word(False)}</header>" if has_main else ""
    body = f"<p>{made.word(True)}</p>" + "".join(_markup(tree, made) for tree in trees)
    body = f"{outer}<main>{body}</main>" if has_main else body
    omissions: list[Omission] = []
    data = _book({"a.xhtml": _page(body)}) if is_book else _page(body).encode()
    blocks = read_blocks(data, "a.epub" if is_book else "a.html", [], omissions)
    assert " ".join(block.words for block in blocks).split() == made.shown
    assert " ".join(one.words for one in omissions).split() == made.gone
