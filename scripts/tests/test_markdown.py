"""The blocks in Markdown pages, read by plain Python-Markdown."""

from __future__ import annotations

import os
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown import Markdown

from lesart.core.findings import EditionError
from lesart.model import (
    Bilingual,
    Edition,
    EditionRecord,
    Held,
    LedgerEntry,
    Place,
    Publication,
    Record,
    Rights,
    Row,
    Segment,
    Signpost,
    Sources,
    Text,
    Title,
    TranslationUnit,
)
from lesart.site.blocks import base
from lesart.site.markdown import LesartExtension
from lesart.site.snapshot import Snapshot
from lesart.tasks.edition import Settings

EXTENSIONS = ["extra", "toc", "smarty", "admonition", "sane_lists", "nl2br", "codehilite"]
HOSTILE = (
    "<script>alert(1)</script> [x](y) *a* _b_ `c` | d | {{ e }} {% f %} &lt;g&gt; &amp; &copy; "
    '\u202eabc\u202c \u200f -- ... "q" (c) [^1] /// {: .h } HTML klzzwxh:0000 wzxhzdk:0'
)


class Words(HTMLParser):
    """Collect the words of a page, and its tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words = ""
        self.tags: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)

    def handle_data(self, data):
        self.words += data


def make_text(german: str = "Ein Satz.", english: str = "A sentence.", **changes) -> Text:
    """Make a text of one sentence."""
    record = Record(
        id="probe",
        title=Title("Die Probe", "The Test"),
        kind=Bilingual("Aufsatz", "Essay"),
        authors=(),
        translators=(),
        publication=Publication("unknown"),
        rights=Rights("https://creativecommons.org/licenses/by/4.0/", "The editors"),
        version="0.1.0",
        speakers={},
        witnesses=(),
    )
    segment = Segment("1.1", german, "Ein")
    row = Row("1", "paragraph", "", (segment,), (TranslationUnit("1.1", ("1.1",), english),))
    return Text(record, (row,), "present", **changes)


def make_sources(text: Text) -> Sources:
    """Make what was read of a text of one sentence, of which another has become part."""
    (row,) = text.rows
    posts = (Signpost("1.7", "1.1", "1.1", "joined"),)
    ledger = (LedgerEntry("1.1", 0, "", "", "", "Ein"),)
    place = Place(row.id, row.role)
    return Sources(
        text.record, "", None, (place,), ledger, row.segments, row.units, (), signposts=posts
    )


@pytest.fixture
def loaded(monkeypatch):
    """Serve a text from memory; holds the settings that were asked for."""
    asked: list[Settings] = []
    texts = {"probe": make_text()}

    def load(settings: Settings, _: object) -> Snapshot:
        asked.append(settings)
        record = EditionRecord(Title("Probe", "Test"), (), "", tuple(texts))
        edition = Edition(record, tuple(texts.values()), settings.audience)
        return Snapshot(edition, tuple(make_sources(text) for text in texts.values()))

    monkeypatch.setattr(base, "snapshot_of", load)
    return texts, asked


def convert(source: str, extensions=(), **options) -> str:
    """Convert a page with our extension and others."""
    return Markdown(extensions=[*extensions, LesartExtension(**options)]).convert(source)


def test_bitext_becomes_the_page_of_a_text(loaded):
    page = convert("Before.\n\n/// bitext | probe\n///\n\nAfter *all*.")
    assert page.index("Before.") < page.index('id="p1.1"') < page.index("<em>all</em>")
    assert 'href="about/originals.md"' not in page
    assert "attrs" not in page


def test_passage_links_to_the_page_of_its_text(loaded):
    page = convert("/// passage | probe:1.1\n///\n\n/// passage | probe:1\n///")
    assert 'href="texts/probe.md#p1.1"' in page
    assert 'href="texts/probe.md#p1"' in page
    assert " id=" not in page


def test_passage_follows_signposts(loaded):
    assert 'href="texts/probe.md#p1.1"' in convert("/// passage | probe:1.7\n///")


@pytest.mark.parametrize("extensions", [(), EXTENSIONS])
@pytest.mark.parametrize("block", ["bitext | probe", "passage | probe:1.1"])
def test_hostile_words_pass_untouched(loaded, extensions, block):
    texts, _ = loaded
    texts["probe"] = make_text(HOSTILE, HOSTILE + "x")
    page = convert(f"*[HTML]: Hypertext\n\n[^1]: Note.\n\n/// {block}\n///", extensions)
    seen = Words()
    seen.feed(page)
    assert HOSTILE in seen.words
    assert HOSTILE + "x" in seen.words
    assert not {"script", "em", "code", "abbr", "table", "sup"} & set(seen.tags) - {"code"}


def test_control_characters_cannot_forge_placeholders(loaded):
    texts, _ = loaded
    texts["probe"] = make_text("\x02wzxhzdk:0\x03 \x02klzzwxh:0000\x03 \x0242\x03")
    page = convert("<b>raw</b>\n\n/// bitext | probe\n///")
    assert page.count("<b>raw</b>") == 1
    assert "␂wzxhzdk:0␃" in unescape(page)


def test_settings_come_from_the_options(loaded, tmp_path):
    _, asked = loaded
    folders = os.pathsep.join([str(tmp_path), "mine"])
    convert("/// bitext | probe\n///", audience="private", originals=folders, root=str(tmp_path))
    convert("/// bitext | probe\n///")
    private, public = dict.fromkeys(asked)
    assert (private.audience, private.root) == ("private", tmp_path)
    assert private.originals == (tmp_path, Path.cwd() / "mine")
    assert (public.audience, public.originals, public.root) == ("public", (), Path.cwd())


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ("/// bitext\n///", "names no text"),
        ("/// bitext | No Such\n///", "names no text"),
        ("/// contents | probe\n///", "takes no argument"),
        ("/// glossary | probe\n///", "takes no argument"),
        ("/// concordance | probe\n///", "takes no argument"),
        ("/// bibliography | probe\n///", "takes no argument"),
        ("/// names | probe\n///", "takes no argument"),
        ("/// notes | probe\n///", "takes no argument"),
        ("/// corrections | probe\n///", "takes no argument"),
        ("/// textual\n///", "names no text"),
        ("/// passage | probe\n///", "holds no reference"),
        ("/// passage | probe:9.9\n///", "probe has no"),
    ],
)
def test_a_wrong_block_stops_the_build(loaded, block, said):
    with pytest.raises(EditionError, match=said) as stopped:
        convert(block)
    assert "hint: " in str(stopped.value)


@pytest.mark.parametrize("audience", ["Public", "", "all", True, None])
def test_a_wrong_audience_stops_the_build(loaded, audience):
    with pytest.raises(EditionError, match="not private or public"):
        convert("/// bitext | probe\n///", audience=audience)


def test_withheld_text_says_so(loaded):
    texts, _ = loaded
    texts["probe"] = make_text(held_for="rights", held=Held("it is not free", "it is not free"))
    page = convert("/// bitext | probe\n///\n\n/// passage | probe:1.1\n///")
    assert "Ein Satz" not in page
    assert "A sentence" not in page
    assert page.count("about/rights.md") == 1


def test_blocks_show_the_tiny_edition(mini):
    options = {"root": str(mini.root), "audience": "private", "originals": str(mini.originals[0])}
    text = convert("/// bitext | wolken\n///", **options)
    assert "Wetterdienst" in text
    assert "[Eine Frage fehlt]" in text
    listed = convert("/// contents\n///", **options)
    assert listed.index("texts/zeichen.md") < listed.index("texts/wolken.md")
    assert 'href="glossary.md#wolke"' in text
    terms = convert("/// glossary\n///", EXTENSIONS, **options)
    assert 'id="wetterdienst"' in terms
    assert "&amp;amp;" in terms
    assert "Zeichen &amp;amp; Zahlen" not in terms
    words = convert("/// concordance\n///", EXTENSIONS, **options)
    assert "weather service" in words
    index = convert("/// names\n///", EXTENSIONS, **options)
    assert 'href="texts/wolken.md#p2.2"' in index
    assert 'href="glossary.md#wetterdienst"' in index
    works = convert("/// bibliography\n///", EXTENSIONS, **options)
    assert 'href="glossary.md#wolke"' in works
    assert "‘Über das Wiegen &amp; 50 % der Wolken’" in works
    files = convert("/// downloads\n///", **options)
    assert "downloads/wolken.tei.xml" in files
    assert 'href="texts/wolken.md"' in files
    quoted = convert("/// passage | wolken:2.1-2.3\n///", **options)
    assert "weather service" in quoted
    assert 'data-range="p2.1-p2.3"' in quoted


@pytest.mark.parametrize(
    ("place", "begin"),
    [
        ("2-3", "Man kann es"),
        ("3", "[Eine Frage"),
        ("2-4", "Man kann es"),
    ],
)
def test_a_passage_shows_what_is_lost_in_it(mini, place: str, begin: str):
    options = {"root": str(mini.root), "audience": "private", "originals": str(mini.originals[0])}
    page = Words()
    page.feed(convert(f"/// passage | wolken:{place}\n///", **options))
    german = page.words.replace("Ada Korn", "").replace("Zeitung", "").strip()
    assert german.startswith(begin)
    assert german.count("[Eine Frage fehlt]") == 1


def test_faults_in_the_data_name_file_and_line(mini):
    with pytest.raises(EditionError, match="no text “keiner”"):
        convert("/// bitext | keiner\n///", root=str(mini.root))
    (mini.root / "source_texts/zeichen/en.tsv").write_bytes(b"1.1\tfine\n1.2\tbroken \xff\n")
    with pytest.raises(EditionError, match=r"source_texts/zeichen/en\.tsv:2: "):
        convert("/// bitext | zeichen\n///", root=str(mini.root))
