"""The reader of Word files: every word is in the text, in order, or among what was left out."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lesart.core.findings import Finding
from lesart.exchange.readers import Omission, read_blocks

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def _relations(targets: dict[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="r{n}" Type="{_KINDS}{kind}" Target="{target}"/>'
        for n, (target, kind) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="r">{listed}</Relationships>'


def _word(body: str, parts: dict[str, tuple[str, str]] | None = None) -> bytes:
    """Make a Word file of a body and of parts beside it, by their names: kind and content."""
    beside = {
        f"{name}.xml": (kind, f"<w:{root} {_NAMES}>{content}</w:{root}>")
        for name, (kind, content) in (parts or {}).items()
        for root in [{"header": "hdr", "footer": "ftr"}.get(kind, kind)]
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        file.writestr("_rels/.rels", _relations({"word/document.xml": "officeDocument"}))
        document = f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>"
        file.writestr("word/document.xml", document)
        targets = {name: kind for name, (kind, _) in beside.items()}
        file.writestr("word/_rels/document.xml.rels", _relations(targets))
        for name, (_, content) in beside.items():
            file.writestr(f"word/{name}", content)
    return data.getvalue()


def _run(words: str, marks: str = "") -> str:
    return f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def _field(code: str, result: str) -> str:
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return sign.format("begin") + code + sign.format("separate") + result + sign.format("end")


def _read(data: bytes) -> tuple[list[str], list[Omission]]:
    omissions: list[Omission] = []
    return [block.words for block in read_blocks(data, "a.docx", [], omissions)], omissions


_BOX = "<w:txbxContent><w:p>{}</w:p></w:txbxContent>"
_IMAGE = '<w:r><w:drawing><wp:inline><wp:docPr descr="{}"/><a:blip/></wp:inline></w:drawing></w:r>'
KEPT = {
    "an insertion beside a deletion": f"<w:del>{_run('alt')}</w:del><w:ins>{_run('Wort')}</w:ins>",
    "the result of a field": _field("<w:r><w:instrText>REF x</w:instrText></w:r>", _run("Wort")),
    "a field in the instruction of another": _field(
        _field("<w:r><w:instrText>PAGE</w:instrText></w:r>", _run("7")), _run("Wort")
    ),
    "a field that never ends": '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + _run("Wort"),
    "the entry of a list": '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result '
    'w:val="1"/><w:listEntry w:val="Tat"/><w:listEntry w:val="Wort"/></w:ddList></w:ffData>'
    '</w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
    "a text box in two versions": "<w:r><mc:AlternateContent><mc:Choice>"
    f"{_BOX.format(_run('Wort'))}</mc:Choice><mc:Fallback>{_BOX.format(_run('Wort'))}"
    "</mc:Fallback></mc:AlternateContent></w:r>",
    "a hyphen that is soft": "<w:r><w:t>Wo</w:t><w:softHyphen/><w:t>rt</w:t></w:r>",
    "not hidden": _run("Wort", '<w:vanish w:val="0"/>'),
}
LEFT_OUT = {
    "hidden text": _run("Wort", "<w:vanish/>"),
    "texts that ask to be filled in": "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
    f"<w:sdtContent>{_run('Wort')}</w:sdtContent></w:sdt>",
    "deletions": "<w:del><w:r><w:delText>Wort</w:delText></w:r></w:del>",
    "equations": "<m:oMath><m:f><m:num><m:r><m:t>Wort</m:t></m:r></m:num></m:f></m:oMath>",
    "readings of characters (ruby)": "<w:r><w:ruby><w:rt><w:r><w:t>Wort</w:t></w:r></w:rt>"
    "</w:ruby></w:r>",
    "images": _IMAGE.format("Wort"),
    "instructions of fields": _field(_run("Wort"), ""),
}


@pytest.mark.parametrize("kind", KEPT)
def test_words_are_read_once_whatever_holds_them(kind: str) -> None:
    blocks, _ = _read(_word(f"<w:p>{KEPT[kind]}</w:p>"))
    assert blocks == ["Wort"]


@pytest.mark.parametrize("kind", LEFT_OUT)
def test_what_is_no_text_is_named_with_its_words(kind: str) -> None:
    body = f"<w:p>{_run('Davor.')}</w:p><w:p>{_run('Da.')}{LEFT_OUT[kind]}</w:p>"
    blocks, omissions = _read(_word(body))
    assert blocks == ["Davor.", "Da."]
    assert [(one.kind, one.words, one.at) for one in omissions] == [(kind, "Wort", "paragraph 2")]


def test_parts_beside_the_text_are_named_with_their_words() -> None:
    line = f"<w:p>{_run('Wort')}</w:p>"
    data = _word(
        f"<w:p>{_run('Da.')}</w:p>",
        {
            "kopf": ("header", line),
            "fuss": ("footer", line),
            "comments": ("comments", f"<w:comment>{line}</w:comment>"),
        },
    )
    blocks, omissions = _read(data)
    assert blocks == ["Da."]
    assert {(one.kind, one.words) for one in omissions} == {
        ("comments", "Wort"), ("heads of pages", "Wort"), ("feet of pages", "Wort"),
    }  # fmt: skip


def test_signs_of_symbol_fonts_are_letters_or_named() -> None:
    sign = '<w:r><w:sym w:font="{}" w:char="{}"/></w:r>'
    warnings: list[Finding] = []
    body = sign.format("Symbol", "F061") + _run(" und ") + sign.format("Wingdings", "F04A")
    (block,) = read_blocks(_word(f"<w:p>{body}</w:p>"), "a.docx", warnings)
    assert block.words == "α und"
    assert warnings[0].message == "left out (signs of a symbol font: 1)"
    assert warnings[0].evidence == ("paragraph 1: F04A of Wingdings",)


def test_an_equation_on_one_line_is_read_with_its_exponents() -> None:
    letter = "<m:r><m:t>{}</m:t></m:r>"
    power = f"<m:sSup><m:e>{letter.format('10')}</m:e><m:sup>{letter.format('30')}</m:sup></m:sSup>"
    blocks, omissions = _read(_word(f"<w:p>{_run('rund ')}<m:oMath>{power}</m:oMath></w:p>"))
    assert (blocks, omissions) == (["rund 10³⁰"], [])


def test_a_first_letter_in_a_frame_belongs_to_its_word() -> None:
    frame = '<w:pPr><w:framePr w:dropCap="drop"/></w:pPr>'
    blocks, _ = _read(_word(f"<w:p>{frame}{_run('D')}</w:p><w:p>{_run('ie Sonne.')}</w:p>"))
    assert blocks == ["Die Sonne."]


def test_a_deleted_end_before_a_table_glues_nothing() -> None:
    mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    table = f"<w:tbl><w:tr><w:tc><w:p>{mark}{_run('innen')}</w:p></w:tc></w:tr></w:tbl>"
    blocks, _ = _read(_word(f"<w:p>{mark}{_run('vor')}</w:p>{table}<w:p>{_run('nach')}</w:p>"))
    assert blocks == ["vor", "innen", "nach"]


def test_a_mark_set_by_hand_becomes_a_note() -> None:
    call = (
        f'<w:p>{_run("Hund")}<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/>'
        f"<w:t>*</w:t></w:r>{_run(' schläft.')}</w:p>"
    )
    note = f'<w:footnote w:id="2"><w:p>{_run("*")}{_run(" Ein Dackel.")}</w:p></w:footnote>'
    one, two = read_blocks(_word(call, {"noten": ("footnotes", note)}), "a.docx")
    assert (one.words, [call.at for call in one.calls]) == ("Hund schläft.", [4])
    assert (two.role, two.words) == ("note", "Ein Dackel.")


def test_a_file_of_another_program_is_read_whole() -> None:
    document = docx.Document()
    document.add_heading("Titel", 1)
    document.add_paragraph("Erster Punkt.", style="List Bullet")
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "links"
    inner = table.cell(0, 1).add_table(1, 1)
    inner.cell(0, 0).text = "innen"
    document.sections[0].header.paragraphs[0].text = "Kopf der Seite"
    document.sections[0].footer.paragraphs[0].text = "Fuß der Seite"
    data = io.BytesIO()
    document.save(data)
    omissions: list[Omission] = []
    blocks = read_blocks(data.getvalue(), "a.docx", [], omissions)
    assert [(one.role, one.words) for one in blocks] == [
        ("heading", "Titel"), ("item", "Erster Punkt."), ("paragraph", "links"),
        ("paragraph", "innen"),
    ]  # fmt: skip
    assert [one.words for one in omissions] == ["Kopf der Seite", "Fuß der Seite"]


# Any document: its words are counted, and each is looked for


@dataclass
class _Made:
    """Gather words while a document is made: those of the text, and those that are none."""

    shown: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    def word(self, is_text: bool) -> str:
        made = f"w{len(self.shown) + len(self.gone)}x"
        (self.shown if is_text else self.gone).append(made)
        return _run(f"{made} ")


_INLINE = st.sampled_from(
    "plain ins del moveTo moveFrom sdt field link hidden equation nested placeholder".split()
)
_BLOCK = st.recursive(
    st.lists(_INLINE, min_size=1, max_size=4),
    lambda inner: st.tuples(
        st.sampled_from(["table", "control", "row"]), st.lists(inner, max_size=3)
    ),
    max_leaves=8,
)


def _inline(kind: str, made: _Made) -> str:
    if kind == "nested":
        kept, gone = f"<w:smartTag>{made.word(True)}</w:smartTag>", made.word(False)
        return f"<w:ins>{kept}<w:del>{gone}</w:del></w:ins>"
    is_gone = kind in ("del", "moveFrom", "hidden", "equation", "placeholder")
    words = made.word(not is_gone)
    return {
        "plain": words,
        "sdt": f"<w:sdt><w:sdtPr><w:id/></w:sdtPr><w:sdtContent>{words}</w:sdtContent></w:sdt>",
        "field": _field("<w:r><w:instrText>X</w:instrText></w:r>", words),
        "link": f"<w:hyperlink>{words}</w:hyperlink>",
        "hidden": words.replace("<w:rPr>", "<w:rPr><w:vanish/>"),
        "equation": f"<m:oMath><m:rad><m:e>{words}</m:e></m:rad></m:oMath>",
        "placeholder": f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{words}"
        "</w:sdtContent></w:sdt>",
    }.get(kind) or f"<w:{kind}>{words}</w:{kind}>"


def _block(tree: object, made: _Made) -> str:
    if isinstance(tree, list):
        return f"<w:p>{''.join(_inline(str(kind), made) for kind in tree)}</w:p>"
    assert isinstance(tree, tuple)
    inner = "".join(_block(one, made) for one in tree[1])
    if tree[0] == "control":
        return f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    row = "<w:tr><w:tc>{}<w:p/></w:tc></w:tr>"
    more = row.format(f"<w:p>{made.word(True)}</w:p>") if tree[0] == "row" else ""
    return f"<w:tbl>{row.format(inner)}{more}</w:tbl>"


@given(st.lists(_BLOCK, min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_every_word_is_in_the_text_in_order_or_among_what_was_left_out(trees: list[object]) -> None:
    made = _Made()
    body = f"<w:p>{made.word(True)}</w:p>" + "".join(_block(tree, made) for tree in trees)
    blocks, omissions = _read(_word(body))
    assert " ".join(blocks).split() == made.shown
    assert " ".join(one.words for one in omissions).split() == made.gone
