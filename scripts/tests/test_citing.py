"""Citing places: cases of every kind of place, mends one by one, what cannot be cited."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import bibtexparser
import pytest
import rispy
from casefiles import case_files, expect, sections
from citing_changes import rewrite, without_authors, without_editors
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from lesart.citing import SIDES, STYLES, WORDS, CitedPlace, Side, StyleName, locate
from lesart.citing.gaps import ACCESSED, ADDRESS, EMPHASIS, LOCATOR, OPTIONAL
from lesart.citing.writing import fill
from lesart.cli import cli
from lesart.core.findings import EditionError
from lesart.tasks.citing import Request, cite, find_place
from lesart.tasks.edition import Settings

SITE = "https://edition.example/"
DAY = date(2026, 11, 2)


@pytest.fixture
def noted(mini: Settings) -> Settings:
    """Give the tiny edition with a note."""
    note = "## 2.2a „Wind“\n\nkind: language\n\nA word.\n"
    (mini.root / "source_texts/wolken/notes.md").write_text(note, "utf-8")
    return mini


@pytest.mark.parametrize("path", case_files("cite"), ids=lambda path: path.stem)
def test_citation_case(path: Path, noted: Settings, accept: bool) -> None:
    reference, side, _ = sections(path)
    lines = []
    for style in STYLES:
        (asked,) = (one for one in SIDES if one == side)
        made = cite(noted, reference, Request(style, asked, "markdown", DAY, SITE))
        lines += [f"{style}:", f"  {made.cited}", f"  {made.entry}"]
    expect(path, 2, "\n".join(lines), accept)


def test_without_an_address_the_access_falls_away_too(mini: Settings) -> None:
    for style in STYLES:
        made = cite(mini, "wolken:2", Request(style, "en", "text", DAY))
        for words in (made.cited, made.entry):
            assert not re.search(
                "[Aa]ccess|Retrieved|Zugriff|http|2 Nov|02\\.11|November 2|[\ue000-\uf8ff]", words
            )
            assert not re.search(r"  |,\.|\.\.| \.|,,| ,", words)


def test_html_is_escaped_and_links(mini: Settings) -> None:
    made = cite(mini, "zeichen:1", Request("mla", "en", "html", DAY, 'https://a.example/?x="&y'))
    assert "“Signs &amp; Numbers.” <i>Tiny Edition</i>" in made.entry
    assert '<a href="https://a.example/?x=&quot;&amp;y/texts/zeichen/#p1">' in made.entry


def test_date_of_the_edition_that_is_not_known(mini: Settings) -> None:
    record = mini.root / "source_texts/edition.yml"
    record.write_text(record.read_text("utf-8").replace('date: "2026"\n', ""), "utf-8")
    made = cite(mini, "zeichen:1", Request("apa", "en", "text", DAY, SITE))
    assert made.cited == "(Testers, n.d., para. 1)"


def test_original_that_is_certain_or_unknown(mini: Settings) -> None:
    record = mini.root / "source_texts/wolken/text.yml"
    text = record.read_text("utf-8")
    record.write_text(text.replace("certainty: likely", "certainty: certain"), "utf-8")
    certain = cite(mini, "wolken:2", Request("chicago-note", "en", "text", DAY, SITE))
    assert "(2019; version 1.0, 2026)" in certain.cited
    assert "First published in Wetterblatt." in certain.entry
    unknown = text.replace("certainty: likely", "certainty: unknown")
    record.write_text(unknown.replace("  container: Wetterblatt\n", ""), "utf-8")
    made = cite(mini, "wolken:2", Request("de", "en", "text", DAY, SITE))
    assert "Ort der Erstveröffentlichung unbekannt, [2019?]." in made.entry
    assert made.cited == "(Korn 2026, Abs. 2 [Ada Korn])"
    record.write_text(unknown.replace('  date: "2019"\n', ""), "utf-8")
    made = cite(mini, "wolken:2", Request("apa", "en", "text", DAY, SITE))
    assert "Original work" not in made.entry


# Titles


@pytest.mark.parametrize(
    ("de", "en", "entries"),
    [
        (
            "Was wiegt sie?",
            "What Does It Weigh?",
            {
                "mla": "“What Does It Weigh?” [2019?]. Translated by Tom Reed. Tiny",
                "apa": "What does it weigh? (T. Reed, Trans.). In",
                "de": "What Does It Weigh? Übersetzt von Tom REED. In:",
            },
        ),
        (
            "Im Netz",
            "The “Net”",
            {
                "mla": "“The ‘Net.’” [2019?]. Translated by Tom Reed. Tiny",
                "apa": "The “net” (T. Reed, Trans.). In",
                "de": "The “Net”. Übersetzt von Tom REED. In:",
            },
        ),
    ],
)
def test_title_with_marks_of_its_own(
    de: str, en: str, entries: dict[StyleName, str], mini: Settings
) -> None:
    record = mini.root / "source_texts/wolken/text.yml"
    text = record.read_text("utf-8").replace("de: Vom Wiegen der Wolken", f"de: {de}")
    text = text.replace("en: On Weighing Clouds", f"en: {en}")
    text = text.replace("sentence: On weighing clouds", f"sentence: {en.capitalize()}")
    record.write_text(text, "utf-8")
    for style, said in entries.items():
        assert said in cite(mini, "wolken", Request(style, "en", "text", DAY, SITE)).entry


def test_note_of_a_title_with_a_comma_after_it(mini: Settings) -> None:
    rewrite(mini, "de: Vom Wiegen der Wolken", "de: Was nun?")
    made = cite(mini, "wolken", Request("chicago-note", "de", "text", DAY, SITE))
    assert made.cited.startswith("Ada Korn, “Was nun?,” in Tiny Edition")


def test_quotation_marks_of_a_german_title_are_paired(mini: Settings) -> None:
    rewrite(mini, "de: Vom Wiegen der Wolken", "de: Das „Netz“")
    english = cite(mini, "wolken", Request("chicago-note", "de", "text", DAY, SITE))
    assert english.cited.startswith("Ada Korn, “Das ‘Netz,’” in Tiny Edition")
    german = cite(mini, "note:wolken/2.2a", Request("de", "de", "text", DAY, SITE))
    assert "Anmerkungen zu Ada Korn, „Das ‚Netz‘“ [" in german.entry


@pytest.mark.parametrize(
    ("de", "en", "cited"),
    [
        (
            "Die Herde: Über das Zählen",
            "The Herd: On Counting",
            {
                "chicago-author-date": "(“The Herd” [2019?] 2026, para. 2 [Ada Korn])",
                "mla": "(“Herd,” par. 2 [Ada Korn])",
                "apa": "(“The Herd,” ca. 2019/2026, para. 2 [Ada Korn])",
                "de": "(„The Herd“ 2026, Abs. 2 [Ada Korn])",
            },
        ),
        (
            "Das „Netz“",
            "The “Net”",
            {
                "chicago-author-date": "(“The ‘Net’” [2019?] 2026, para. 2 [Ada Korn])",
                "mla": "(“‘Net,’” par. 2 [Ada Korn])",
                "apa": "(“The ‘Net,’” ca. 2019/2026, para. 2 [Ada Korn])",
                "de": "(„The ‚Net‘“ 2026, Abs. 2 [Ada Korn])",
            },
        ),
    ],
)
def test_shortened_title_in_the_place_of_an_author(
    de: str, en: str, cited: dict[StyleName, str], mini: Settings
) -> None:
    without_authors(mini)
    rewrite(mini, "  sentence: On weighing clouds\n", "")
    rewrite(mini, "de: Vom Wiegen der Wolken", f"de: '{de}'")
    rewrite(mini, "en: On Weighing Clouds", f"en: '{en}'")
    for style, said in cited.items():
        assert cite(mini, "wolken:2", Request(style, "en", "text", DAY, SITE)).cited == said


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("style", ["mla", "apa", "chicago-author-date", "de"])
def test_shortened_title_leads_back_to_its_place(
    style: StyleName, side: Side, mini: Settings
) -> None:
    without_authors(mini)
    rewrite(mini, "  sentence: On weighing clouds\n", "")
    rewrite(mini, "de: Vom Wiegen der Wolken", "de: 'Die Wolken: Vom Wiegen'")
    rewrite(mini, "en: On Weighing Clouds", "en: 'The Clouds: On Weighing'")
    made = cite(mini, "wolken:2.2", Request(style, side, "text", DAY, SITE)).cited
    # The year of the edition and the speaker are no part of a reference.
    written = re.sub(r"(?:,? (?:ca\. )?\[?2019\??\]?/?)? ?2026| \[Ada Korn\]", "", made)
    assert find_place(mini, written)[1].fragment == "p2.2"


def test_shortened_title_without_a_place(mini: Settings) -> None:
    without_authors(mini)
    made = cite(mini, "wolken", Request("mla", "en", "text", DAY, SITE))
    assert made.cited == "(“On Weighing Clouds”)"


def test_title_alone_where_neither_author_nor_editor_nor_date_is_known(mini: Settings) -> None:
    without_authors(mini)
    without_editors(mini)
    rewrite(mini, 'date: "2026"\n', "", "edition.yml")
    made = {style: cite(mini, "wolken:2", Request(style, "en", "text", DAY)) for style in STYLES}
    assert made["chicago-author-date"].cited == "(“On Weighing Clouds,” n.d., para. 2 [Ada Korn])"
    assert made["apa"].entry == (
        "On weighing clouds (T. Reed, Trans.). (n.d.). In Tiny edition (Version 1.0). "
        "(Original work published ca. 2019)"
    )
    for one in made.values():
        for words in (one.cited, one.entry):
            assert not re.search(
                r"[\ue000-\uf8ff]|  |,\.|\.\.|,,| [,.]|\(\)|\bed\. |edited by", words
            )


def test_notes_of_nobody_begin_with_what_they_are(noted: Settings) -> None:
    without_editors(noted)
    made = {
        style: cite(noted, "wolken:n2.2a", Request(style, "de", "text", DAY)) for style in STYLES
    }
    assert made["chicago-note"].cited == (
        "Notes to “Vom Wiegen der Wolken” [On weighing clouds], by Ada Korn, in Tiny Edition, "
        "version 1.0 (2026), note 2.2a."
    )
    assert made["apa"].cited == "(Notes to “Vom Wiegen der Wolken,” 2026, Note 2.2a)"
    assert made["de"].cited == "(Anmerkungen zu „Vom Wiegen der Wolken“ 2026, Anm. 2.2a)"


def test_access_to_an_undated_edition_is_said_once(mini: Settings) -> None:
    rewrite(mini, 'date: "2026"\n', "", "edition.yml")
    said = [cite(mini, "wolken", Request(style, "en", "text", DAY, SITE)).entry for style in STYLES]
    assert [len(re.findall("Accessed|Zugriff|Retrieved", entry)) for entry in said] == [
        1,
        1,
        1,
        0,
        1,
    ]


def test_editors_who_translated_are_named_once(mini: Settings) -> None:
    rewrite(mini, "{family: Reed, given: Tom}", "{family: The Testers}")
    made = cite(mini, "wolken", Request("mla", "en", "text", DAY, SITE))
    assert "Tiny Edition, edited and translated by the Testers, version 1.0" in made.entry


def test_title_without_its_capitals_of_a_sentence_stands_as_it_is(mini: Settings) -> None:
    record = mini.root / "source_texts/wolken/text.yml"
    text = record.read_text("utf-8").replace("  sentence: On weighing clouds\n", "")
    record.write_text(text, "utf-8")
    made = cite(mini, "wolken", Request("apa", "en", "text", DAY, SITE))
    assert "On Weighing Clouds (T. Reed, Trans.)" in made.entry


def test_capitals_of_a_sentence_belong_to_the_same_words(mini: Settings) -> None:
    record = mini.root / "source_texts/wolken/text.yml"
    text = record.read_text("utf-8").replace("On weighing clouds", "On measuring clouds")
    record.write_text(text, "utf-8")
    with pytest.raises(EditionError) as caught:
        cite(mini, "wolken", Request("apa", "en", "text", DAY, SITE))
    (finding,) = caught.value.findings
    assert "“On measuring clouds” differs from “On Weighing Clouds”" in str(finding)
    assert finding.where.line == 2


# Reference managers


def test_bibtex_of_a_place(mini: Settings) -> None:
    text = cite(mini, "wolken:2.2", Request("apa", "en", "biblatex", DAY, SITE)).entry
    (entry,) = bibtexparser.parse_string(text).entries
    fields = {field.key: field.value for field in entry.fields}
    assert (entry.key, entry.entry_type) == ("wolken-2.2", "incollection")
    assert fields["author"] == "Korn, Ada"
    assert fields["translator"] == "Reed, Tom"
    assert fields["url"] == "https://edition.example/texts/wolken/#p2.2"
    assert fields["urldate"] == "2026-11-02"
    assert fields["note"] == (
        "para. 2, sentence 2 [Ada Korn]. Probably first published in Wetterblatt (2019?)"
    )


def test_ris_and_csl_json_of_a_place(noted: Settings) -> None:
    ris = cite(noted, "wolken:1", Request("apa", "both", "ris", DAY, SITE)).entry
    (read,) = rispy.loads(ris.replace("\r\n", "\n"))
    assert (read["type_of_reference"], read["id"]) == ("CHAP", "wolken-1")
    assert read["notes"][0].startswith("para. 1 [Newspaper]")
    (item,) = json.loads(cite(noted, "wolken:n2.2a", Request("apa", "de", "csl-json", DAY)).entry)
    assert item["author"] == [{"literal": "Testers"}]
    assert item["note"] == "note 2.2a"
    assert "URL" not in item
    assert "accessed" not in item


def test_item_of_unknown_authors_has_editors_and_no_author(mini: Settings) -> None:
    without_authors(mini)
    made = {
        format_: cite(mini, "wolken:2", Request("apa", "en", format_, DAY, SITE)).entry
        for format_ in ("csl-json", "bibtex", "biblatex", "ris")
    }
    (item,) = json.loads(made["csl-json"])
    assert "author" not in item
    assert item["editor"] == [{"literal": "Testers"}]
    assert "author" not in made["bibtex"] + made["biblatex"]
    assert "AU  -" not in made["ris"]
    assert "A2  - Testers" in made["ris"]


# What cannot be cited


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("wolke:1", "wolken"),
        ("wolken:2.4", "the nearest is wolken:2.3"),
        ("wolken:2.3-2.1", "wolken"),
        ("wolken:1-zeichen:2", "two texts"),
        ("<script>alert(1)</script>", "holds markup"),
        ("x" * 10_000, "P0"),
        ("", "P0"),
    ],
)
def test_reference_that_leads_nowhere(mini: Settings, reference: str, said: str) -> None:
    with pytest.raises(EditionError) as caught:
        cite(mini, reference, Request())
    (finding,) = caught.value.findings
    assert said in str(finding)
    assert len(str(finding)) < 400


def test_reference_as_people_write_it(mini: Settings) -> None:
    request = Request("de", "de", "text", DAY)
    assert cite(mini, "Korn, Abs. 2, Satz 1", request) == cite(mini, "wolken:2.1", request)


def test_released_version_stands_in_the_address(mini: Settings) -> None:
    arguments = ["-C", str(mini.root), "release", "1.0"]
    assert (
        CliRunner().invoke(cli, arguments, env={"SOURCE_DATE_EPOCH": "1793577600"}).exit_code == 0
    )
    made = cite(mini, "zeichen:1", Request("mla", "en", "text", DAY, SITE))
    assert "https://edition.example/texts/zeichen/?v=1.0#p1." in made.entry


@given(st.text(max_size=40))
def test_any_reference_is_cited_or_refused(written: str) -> None:
    settings = Settings(Path(__file__).parent / "data/mini")
    try:
        made = cite(settings, written, Request("de", "de", "text", DAY))
    except EditionError as error:
        assert error.findings
    else:
        assert made.entry


# Parts


IDS = st.sampled_from(["1", "3.4", "12.11a", "title", "lead.2", "author", "lead"])


@given(IDS, IDS, st.sampled_from(sorted(WORDS)))
def test_places_are_words_without_gaps(first: str, last: str, words: str) -> None:
    said = locate(CitedPlace("a", first, last), WORDS[words])
    assert said
    assert "  " not in said
    assert not said.endswith((",", " "))


@given(st.text(max_size=30))
def test_what_fills_a_gap_stays_as_it_is(locator: str) -> None:
    template = f"(A{OPTIONAL[0]}, {LOCATOR}{OPTIONAL[1]}) {EMPHASIS[0]}B{EMPHASIS[1]}"
    expected = f"(A, {locator}) B" if locator else "(A) B"
    gaps = {LOCATOR, ADDRESS, ACCESSED, *EMPHASIS, *OPTIONAL}
    if not gaps & set(locator):
        assert fill(template, locator, "", "") == expected


@pytest.mark.parametrize("reference", ["wolken:99", "nothing:1", "wolken:n9a", ""])
def test_a_wrong_reference_is_a_finding(mini: Settings, reference: str) -> None:
    for command in ("cite", "resolve"):
        done = CliRunner().invoke(cli, ["-C", str(mini.root), command, reference])
        assert done.exit_code == 1, command
        assert ": error[P" in done.stderr
        assert command == "resolve" or not done.stdout


def test_command_prints_citation_and_entry(mini: Settings) -> None:
    arguments = ["-C", str(mini.root), "cite", "wolken:2", "--style", "mla", "--lang", "en"]
    done = CliRunner().invoke(
        cli, [*arguments, "--accessed", "2026-11-02"], env={"LESART_SITE_URL": ""}
    )
    assert done.exit_code == 0
    assert done.stdout == (
        "(Korn, par. 2 [Ada Korn])\n"
        "Korn, Ada. “On Weighing Clouds.” [2019?]. Translated by Tom Reed. Tiny Edition, "
        "edited by the Testers, version 1.0, 2026. Probably first published in Wetterblatt.\n"
    )
    assert "LESART_SITE_URL" in done.stderr
    done = CliRunner().invoke(cli, [*arguments, "--site-url", SITE])
    assert "https://edition.example/texts/wolken/#p2" in done.stdout
    assert done.stderr == ""
