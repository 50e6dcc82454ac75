"""Readers: what is damaged, locked, or made to do harm; no word lost, none made up."""

from __future__ import annotations

import io
import os
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from command import run as command

from lesart.core.findings import EditionError, Finding
from lesart.exchange import xml_data as xmldata
from lesart.exchange.readers import archive, read_paragraphs
from lesart.tasks.edition import Settings

W = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
RELATIONS = (
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
    "<Relationship Id='r' Type='http://schemas.openxmlformats.org/officeDocument/2006/"
    "relationships/officeDocument' Target='word/document.xml'/></Relationships>"
)


def packed(parts: dict[str, str | bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as book:
        for name, words in parts.items():
            book.writestr(name, words)
    return data.getvalue()


def word(body: str) -> bytes:
    document = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    return packed({"_rels/.rels": RELATIONS, "word/document.xml": document})


def run(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


def book(
    manifest: str, parts: dict[str, str | bytes], spine: str = "<itemref idref='a'/>"
) -> bytes:
    container = "<container><rootfiles><rootfile full-path='O/b.opf'/></rootfiles></container>"
    package = f"<package><manifest>{manifest}</manifest><spine>{spine}</spine></package>"
    return packed({"META-INF/container.xml": container, "O/b.opf": package, **parts})


def tei(words: str, doctype: str = "") -> bytes:
    return f"{doctype}<TEI><text><body><p>{words}</p></body></text></TEI>".encode()


def refusal(data: bytes, path: str) -> Finding:
    with pytest.raises(EditionError) as caught:
        read_paragraphs(data, path)
    (finding,) = caught.value.findings
    assert finding.where.path == path
    return finding


# Word


TRACKED = {
    "inserted": ("sagt das <w:ins>" + run("nicht ") + "</w:ins>", "sagt das nicht offen."),
    "deleted": ("<w:del>" + run("nie ") + "<w:r><w:delText>x</w:delText></w:r></w:del>", "offen."),
    "moved here": ("<w:moveTo>" + run("oft ") + "</w:moveTo>", "oft offen."),
    "moved away": ("<w:moveFrom>" + run("oft ") + "</w:moveFrom>", "offen."),
    "deleted within inserted": (
        f"<w:ins>{run('ganz ')}<w:del>{run('nie ')}</w:del></w:ins>", "ganz offen.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", TRACKED)
def test_tracked_changes_are_read_as_accepted_and_told(kind: str) -> None:
    change, wanted = TRACKED[kind]
    change = change.replace("sagt das ", run("sagt das "))
    warnings: list[Finding] = []
    data = word(f"<w:p>{change}{run('offen.')}</w:p>")
    assert read_paragraphs(data, "a.docx", warnings) == [wanted]
    warning = warnings[0]
    assert (warning.code, warning.severity) == ("A006", "warning")
    assert "tracked changes" in warning.message
    assert all("left out" in other.message for other in warnings[1:])


def test_a_deleted_paragraph_end_joins_what_it_parted() -> None:
    mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    body = f"<w:p>{mark}{run('Der eine ')}</w:p><w:p>{run('und der andere.')}</w:p>"
    assert read_paragraphs(word(body), "a.docx") == ["Der eine und der andere."]


def test_deleted_rows_and_cells_are_not_text() -> None:
    gone, cell = "<w:trPr><w:del/></w:trPr>", "<w:tc><w:p>{}</w:p></w:tc>"
    body = (
        f"<w:tbl><w:tr>{gone}{cell.format(run('weg'))}</w:tr><w:tr>{cell.format(run('da'))}"
        f"<w:tc><w:tcPr><w:cellDel/></w:tcPr><w:p>{run('weg')}</w:p></w:tc></w:tr></w:tbl>"
    )
    assert read_paragraphs(word(body), "a.docx") == ["da"]


HELD = {
    "a content control in a line": f"<w:p><w:sdt><w:sdtContent>{run('Wort')}"
    "</w:sdtContent></w:sdt></w:p>",
    "a content control of blocks": f"<w:sdt><w:sdtContent><w:p>{run('Wort')}</w:p>"
    "</w:sdtContent></w:sdt>",
    "a simple field": f"<w:p><w:fldSimple w:instr='DATE'>{run('Wort')}</w:fldSimple></w:p>",
    "a link": f"<w:p><w:hyperlink>{run('Wort')}</w:hyperlink></w:p>",
    "a field in runs": f"<w:p><w:r><w:instrText>PAGE</w:instrText></w:r>{run('Wort')}</w:p>",
    "a smart tag": f"<w:p><w:smartTag>{run('Wort')}</w:smartTag></w:p>",
    "a table in a table": "<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc><w:p>"
    f"{run('Wort')}</w:p></w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>",
    "a text box in two versions": "<w:p><w:r><mc:AlternateContent xmlns:mc='m'><mc:Choice>"
    f"<w:txbxContent><w:p>{run('Wort')}</w:p></w:txbxContent></mc:Choice><mc:Fallback>"
    f"<w:txbxContent><w:p>{run('Wort')}</w:p></w:txbxContent></mc:Fallback>"
    "</mc:AlternateContent></w:r></w:p>",
}  # fmt: skip


@pytest.mark.parametrize("kind", HELD)
def test_words_of_a_word_file_are_read_whatever_holds_them(kind: str) -> None:
    assert read_paragraphs(word(HELD[kind]), "a.docx") == ["Wort"]


@pytest.mark.parametrize("sign", ["br", "cr", "tab", "ptab"])
def test_a_break_is_a_blank(sign: str) -> None:
    body = f"<w:p><w:r><w:t>vor</w:t><w:{sign}/><w:t>nach</w:t></w:r></w:p>"
    assert read_paragraphs(word(body), "a.docx") == ["vor nach"]


def test_what_a_word_file_holds_beside_its_text_is_named() -> None:
    warnings: list[Finding] = []
    body = f"<w:p>{run('Wort')}<w:r><w:footnoteReference w:id='1'/></w:r></w:p>"
    assert read_paragraphs(word(body), "a.docx", warnings) == ["Wort"]
    assert [warning.message for warning in warnings] == [
        "1 calls of notes that the file does not hold left out"
    ]


# Archives


def locked(data: bytes) -> bytes:
    """Set the bit of a password on every part."""
    changed = bytearray(data)
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = data.find(mark)
        while at >= 0:
            changed[at + offset] |= 1
            at = data.find(mark, at + 1)
    return bytes(changed)


def damaged(data: bytes) -> bytes:
    changed = bytearray(data)
    for at in range(data.index(b"word/document.xml") + 25, data.index(b"PK\1\2"), 3):
        changed[at] ^= 0x55
    return bytes(changed)


GOOD = word(f"<w:p>{run('Wort ' * 50)}</w:p>")
BAD_ARCHIVES = [
    (locked(GOOD), "a.docx", "protected by a password"),
    (damaged(GOOD), "a.docx", "not a readable .docx"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.docx", "encrypted, or of the old format"),
    (packed({"a": "b"}), "a.docx", "no such part"),
    (packed({"_rels/.rels": "<a/>"}), "a.docx", "which part is its text"),
    (word("<w:p>"), "a.docx", "this is no XML"),
    (packed({"META-INF/container.xml": "<container/>"}), "a.epub", "no rootfile"),
    (book("<item id='a'/>", {}), "a.epub", "the manifest has no file for it"),
    (book("<item id='b' href='x'/>", {}), "a.epub", "the spine names “a”"),
    (book("<item id='a' href='x'/>", {}, ""), "a.epub", "its spine names no pages"),
    (book("<item id='a' href='x.xhtml'/>", {}), "a.epub", "no such part"),
    (book("<item id='a' href='x.xhtml'/>", {"O/x.xhtml": "y", "META-INF/encryption.xml":
     "<e><CipherReference URI='O/x.xhtml'/></e>"}), "a.epub", "encrypted"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "path", "said"), BAD_ARCHIVES)
def test_a_bad_archive_is_one_finding_that_says_what_to_do(
    data: bytes, path: str, said: str
) -> None:
    finding = refusal(data, path)
    assert said in finding.message
    assert finding.hint or "no XML" in said


def test_a_finding_names_the_part_and_its_line() -> None:
    page = b"<?xml version='1.0' encoding='klingon'?><p>\n\xe4</p>"
    data = book("<item id='a' href='x.xhtml'/>", {"O/x.xhtml": page})
    assert str(refusal(data, "a.epub")).startswith("a.epub: O/x.xhtml: error[A001]: its encoding")
    broken = packed({"_rels/.rels": RELATIONS, "word/document.xml": "<a>\n<b>\n</a>"})
    assert str(refusal(broken, "a.docx")).startswith("a.docx: word/document.xml:3: error[A001]")


ADDRESSES = {
    "ein%20kapitel.xhtml": "O/ein kapitel.xhtml",
    "ein kapitel.xhtml": "O/ein kapitel.xhtml",
    "../Text/k.xhtml": "Text/k.xhtml",
    "./k.xhtml#anfang": "O/k.xhtml",
    "%C3%BCber.xhtml": "O/über.xhtml",
    "über.xhtml": "O/u\u0308ber.xhtml",
    "100%25.xhtml": "O/100%.xhtml",
    "k%20l.xhtml": "O/k%20l.xhtml",
}


@pytest.mark.parametrize("href", ADDRESSES)
def test_addresses_in_a_book_lead_to_their_pages(href: str) -> None:
    data = book(f"<item id='a' href='{href}'/>", {ADDRESSES[href]: "<p>Ein Satz.</p>"})
    assert read_paragraphs(data, "a.epub") == ["Ein Satz."]


def test_a_picture_in_the_spine_is_named_and_left_out() -> None:
    manifest = "<item id='p' href='p.svg' media-type='image/svg+xml'/><item id='a' href='a.xhtml'/>"
    spine = "<itemref idref='p'/><itemref idref='a'/>"
    warnings: list[Finding] = []
    data = book(manifest, {"O/a.xhtml": "<p>Wort</p>"}, spine)
    assert read_paragraphs(data, "a.epub", warnings) == ["Wort"]
    assert [warning.code for warning in warnings] == ["A006"]


def test_a_part_that_blows_up_is_refused() -> None:
    page = b"<p>" + b" " * (archive._SMALL + 1)
    data = book("<item id='a' href='a.xhtml'/>", {"O/a.xhtml": page})
    assert len(data) < 20_000
    assert "unpacks to more" in refusal(data, "a.epub").message


def test_a_part_read_again_and_again_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_TOTAL", 10_000)
    data = book("<item id='a' href='a.xhtml'/>", {"O/a.xhtml": "<p>Wort" + "!" * 500},
                "<itemref idref='a'/>" * 50)  # fmt: skip
    assert "unpacks to more" in refusal(data, "a.epub").message


def test_an_archive_of_very_many_parts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_PARTS", 10)
    data = book("<item id='a' href='0'/>", {f"O/{n}": "x" for n in range(20)})
    assert "more than 10 parts" in refusal(data, "a.epub").message


def test_what_a_part_declares_as_its_size_is_not_believed() -> None:
    data = bytearray(GOOD)
    at = data.index(b"PK\1\2", data.index(b"PK\1\2") + 1)
    data[at + 24 : at + 28] = (4_000_000_000).to_bytes(4, "little")
    refusal(bytes(data), "a.docx")


def test_an_archive_in_an_archive_is_not_opened() -> None:
    data = book("<item id='a' href='a.zip'/>", {"O/a.zip": packed({"O/a.xhtml": "<p>Wort"})})
    try:
        assert "Wort" not in read_paragraphs(data, "a.epub")
    except EditionError:
        return


# XML


@pytest.mark.parametrize(
    ("doctype", "words", "wanted"),
    [
        ("<!DOCTYPE TEI [<!ENTITY auml 'ä'>]>", "M&auml;rz", "März"),
        ("<!DOCTYPE TEI [<!ENTITY a '&#228;'><!ENTITY m 'M&a;'>]>", "&m;rz", "März"),
        ("<!DOCTYPE TEI [<!ENTITY b '<hi>sehr</hi>'>]>", "&b; gut", "sehr gut"),
        ("<!DOCTYPE TEI.2 SYSTEM 'tei2.dtd'>", "T&uuml;r &mdash; zu &amp; ab", "Tür — zu & ab"),
        ("<!DOCTYPE TEI [<!ENTITY % i SYSTEM 'lat1.ent'>%i;]>", "T&uuml;r", "Tür"),
    ],
)
def test_entities_of_plain_characters_are_read(doctype: str, words: str, wanted: str) -> None:
    try:
        assert read_paragraphs(tei(words, doctype), "a.tei") == [wanted]
    except EditionError as error:
        # A set of entities in another file may be refused, and is never passed over.
        assert "%i;" in doctype and "does not say" in str(error)


LEVELS = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
REFUSED_XML = {
    "another file": (tei("x&b;", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/motd'>]>"), "&b;"),
    "another file in an attribute": (
        b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/motd'>]><TEI n='&b;'/>", "&b;"),
    "an address": (tei("x&b;", "<!DOCTYPE a [<!ENTITY b SYSTEM 'http://127.0.0.1:9/'>]>"), "&b;"),
    "not declared": (tei("M&auml;rz"), "&auml;"),
    "not declared, with a DTD": (tei("x&kapitel;", "<!DOCTYPE a SYSTEM 'a.dtd'>"), "&kapitel;"),
    "a bomb": (tei("&l9;", f"<!DOCTYPE a [<!ENTITY l0 'lol'>{LEVELS}]>"), "blow up"),
    "a long entity many times": (
        tei("&b;" * 1000, f"<!DOCTYPE a [<!ENTITY b '{'x' * 100_000}'>]>"), "blow up"),
    "an entity of itself": (
        tei("&b;", "<!DOCTYPE a [<!ENTITY b '&c;'><!ENTITY c '&b;'>]>"), "itself"),
    "very deep": (tei("<hi>" * 3000 + "x" + "</hi>" * 3000), "256 deep"),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED_XML)
def test_xml_that_does_harm_is_refused(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data, said = REFUSED_XML[kind]
    opened: list[object] = []
    monkeypatch.setattr("builtins.open", lambda *args, **_: opened.append(args))
    finding = refusal(data, "a.tei")
    assert said in finding.message
    assert finding.where.line
    assert not opened


def test_only_our_own_list_answers_for_another_file(tmp_path: Path) -> None:
    """Whatever a file asks for, the parser gets the standard entities, and no file is opened."""
    dtd = tmp_path / "a.dtd"
    dtd.write_text("<!ENTITY geheim 'GEHEIM'>", "utf-8")
    before = dtd.stat().st_atime_ns
    os.utime(dtd, ns=(before - 10**12, dtd.stat().st_mtime_ns))
    data = tei("&geheim;", f"<!DOCTYPE a SYSTEM '{dtd.as_uri()}'>")
    assert "&geheim;" in refusal(data, "a.tei").message
    assert dtd.stat().st_atime_ns == before - 10**12
    assert "<!ENTITY auml" in xmldata._declarations()


# HTML and Markdown


def test_nothing_below_many_elements_is_lost() -> None:
    page = "<div>" * 1500 + "innen" + "</div>" * 1500 + "<p>danach"
    assert read_paragraphs(page.encode(), "a.html") == ["innen", "danach"]
    assert "deep" in refusal(b"<div>" * 3000 + b"innen", "a.html").message


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        (b"<?xml version='1.0' encoding='iso-8859-1'?><p>T\xfcr \x84zu\x93", "Tür „zu“"),
        (b"<meta charset='windows-1252'><p>T\xfcr", "Tür"),
        (b"<meta charset='koi8-r'><p>\xd4", "т"),
        (b"<p>T\xfcr", "Tür"),
        ("<meta charset='latin1'><p>Tür".encode(), "Tür"),
        ("<p>Tür".encode("utf-16"), "Tür"),
    ],
)
def test_a_page_is_read_in_the_encoding_it_declares(page: bytes, wanted: str) -> None:
    assert read_paragraphs(page, "a.html") == [wanted]


def test_an_encoding_that_nobody_knows_is_told() -> None:
    assert "“rot13”" in refusal(b"<meta charset='rot13'><p>T\xfcr", "a.html").message
    assert "“klingon”" in refusal(b"<meta charset='klingon'><p>T\xfcr", "a.html").message


def test_markdown_that_stands_too_deep_is_refused_and_not_lost() -> None:
    assert read_paragraphs(b">" * 20 + b" tief", "a.md") == ["tief"]
    assert "deep" in refusal(b">" * 500 + b" tief", "a.md").message


def test_footnotes_of_markdown_have_no_arrows() -> None:
    text = "Der Hund[^1] schläft.\n\n[^1]: Ein Dackel.\n"
    assert read_paragraphs(text.encode(), "a.md") == ["Der Hund schläft.", "Ein Dackel."]


# Time: in proportion to the input


GROWING = {
    "one line of text": ("a.txt", lambda n: b"Wort und " * 20_000 * n),
    "short paragraphs of text": ("a.txt", lambda n: b"Wort\n\n" * 20_000 * n),
    "combining marks": ("a.txt", lambda n: "a\u0301\u0323".encode() * 30_000 * n),
    "open brackets": ("a.md", lambda n: b"[" * 4_000 * n),
    "brackets in brackets": ("a.md", lambda n: b"[" * 2_000 * n + b"]" * 2_000 * n),
    "open angles": ("a.md", lambda n: b"<a " * 6_000 * n),
    "rules": ("a.md", lambda n: b"---\n" * 3_000 * n),
    "short paragraphs of Markdown": ("a.md", lambda n: b"Wort\n\n" * 3_000 * n),
    "wide HTML": ("a.html", lambda n: b"<p>Wort</p>" * 10_000 * n),
    "links that do not close": ("a.html", lambda n: b"<a href=x>y" * 10_000 * n),
    "wide TEI": ("a.tei", lambda n: tei("<hi>Wort</hi>" * 10_000 * n)),
    "many runs": ("a.docx", lambda n: word(f"<w:p>{run('Wort ') * 4_000 * n}</w:p>")),
    "many changes": ("a.docx", lambda n: word("<w:p>" + f"<w:ins>{run('x')}</w:ins>" * 3_000 * n
                                              + "</w:p>")),
    "paragraphs without an end": ("a.docx", lambda n: word(
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('x')}</w:p>" * 2_000 * n)),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("kind", GROWING)
def test_readers_take_linear_time(kind: str) -> None:
    path, made = GROWING[kind]
    # One walk takes two seconds at most; a walk for each part of the input would take minutes.
    data = made(4)
    begun = time.process_time()
    with suppress(EditionError):  # Refusing takes time as well.
        read_paragraphs(data, path)
    assert time.process_time() - begun < 15


# On the command line


@pytest.mark.slow
def test_a_person_is_told_how_tracked_changes_were_read(mini: Settings, tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(word(f"<w:p>{run('Wir sagen es ')}<w:ins>{run('nicht.')}</w:ins></w:p>"))
    done = command(mini, "add", "neu", "--source", str(file))
    assert done.returncode == 0
    assert "a.docx: warning[A006]: the file has tracked changes (insertions: 1)" in done.stderr
    assert "Wir sagen es nicht." in (mini.root / "source_texts/neu/de.tsv").read_text("utf-8")


def test_a_file_that_is_refused_leaves_the_edition_as_it_was(
    mini: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(locked(GOOD))
    before = {path: path.read_bytes() for path in mini.root.rglob("*") if path.is_file()}
    done = command(mini, "add", "neu", "--source", str(file))
    assert (done.returncode, done.stdout) == (3, "")
    assert "password" in done.stderr
    assert {p: p.read_bytes() for p in mini.root.rglob("*") if p.is_file()} == before


# PDF


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("sleep 20", "does not come to an end within 1 seconds"),
        ("head -c 60000 /dev/zero", "more than 50,000 bytes"),
        ("echo odd >&2; exit 3", "pdftotext cannot read it"),
        ("kill -SEGV $$", "pdftotext cannot read it"),
    ],
)
def test_whatever_pdftotext_does_is_told(
    script: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pdftotext"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    # Only what never ends is not waited for: a busy machine may begin a program in a second.
    patience = 1.0 if script.startswith("sleep") else 60.0
    monkeypatch.setattr("lesart.exchange.readers.pdf._LEAST_SECONDS", patience)
    monkeypatch.setattr("lesart.exchange.readers.pdf._BYTES_A_SECOND", 10**9)
    monkeypatch.setattr("lesart.exchange.readers.pdf._LARGEST", 50_000)
    finding = refusal(b"%PDF-1.4", "a.pdf")
    assert said in finding.message
    assert finding.hint
