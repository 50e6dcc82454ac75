"""Terms of other programs: how far each is agreed on, and what is left out; and terms for them."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import run
from hypothesis import given
from hypothesis import strategies as st
from translate.storage.omegat import OmegaTFile
from translate.storage.tbx import tbxfile

from lesart.core.findings import EditionError
from lesart.core.prose import plain
from lesart.exchange.martif import format_martif
from lesart.exchange.omegat import format_omegat
from lesart.exchange.tbx import parse_tbx, read_tbx
from lesart.exchange.term_csv import read_csv
from lesart.exchange.term_status import read_status
from lesart.store.terms import read_glossary
from lesart.tasks.edition import Settings

ADMITTED = ["admittedTerm-admn-sts", "admitted", "Accepted", "legalTerm-admn-sts",
            "standardizedTerm", "regulatedTerm-admn-sts"]  # fmt: skip
REJECTED = ["deprecatedTerm-admn-sts", "supersededTerm-admn-sts", "supersededTerm", "forbidden",
            "Obsolete", "do not use", "not recommended", "verboten"]  # fmt: skip
UNKNOWN = ["proposed", "new", "under review", "preferred?no", "x", "42"]


def concept(status: str, kind: str = "administrativeStatus", style: str = "dca") -> bytes:
    """Write a concept whose second English term has this status."""
    said = f'<termNote type="{kind}">{status}</termNote>'
    if style == "dct":
        said = f'<m:{kind} xmlns:m="http://www.tbxinfo.net/ns/min">{status}</m:{kind}>'
    return f"""<tbx xmlns="urn:iso:std:iso:30042:ed-2"><text><body><conceptEntry id="c1">
    <langSec xml:lang="de-AT"><termSec><term>Brückenzoll</term></termSec></langSec>
    <langSec xml:lang="en"><termSec><term>bridge toll</term></termSec><termSec><term>bridge tax
    </term>{said}</termSec></langSec></conceptEntry></body></text></tbx>""".encode()


@pytest.mark.parametrize("style", ["dca", "dct"])
@pytest.mark.parametrize("kind", ["administrativeStatus", "normativeAuthorization"])
@pytest.mark.parametrize("status", [*ADMITTED, *REJECTED, "preferredTerm-admn-sts"])
def test_a_status_is_read_as_what_it_says(status: str, kind: str, style: str) -> None:
    (term,) = parse_tbx(concept(status, kind, style), "a.tbx")
    english = term.english
    assert ("bridge tax" in english.rejected) == (status in REJECTED)
    assert [(one.rendering, one.reason) for one in english.admitted] == (
        [("bridge tax", status)] if status in ADMITTED else []
    )
    assert ("bridge tax" in english.preferred) == status.startswith("preferred")


@pytest.mark.parametrize("status", UNKNOWN)
def test_a_status_that_is_not_known_is_told_and_never_preferred(status: str) -> None:
    read = read_tbx(concept(status), "a.tbx")
    (term,) = read.terms
    assert (term.english.preferred, term.english.admitted) == (("bridge toll",), ())
    (finding,) = read.findings
    assert (finding.code, finding.severity, finding.where.reference) == ("X024", "warning", "c1")
    assert status in finding.message and "bridge tax" in finding.message


@given(st.text(max_size=20))
def test_no_word_that_is_not_known_is_agreement(word: str) -> None:
    known = ("preferred", "recommended", "approved")
    if word.strip() and not any(one in word.lower() for one in known):
        assert read_status([word]) != "preferred"
    assert read_status([word, "forbidden"]) == "rejected"


def test_a_concept_without_one_side_is_named_and_the_others_come_in(
    mini: Settings, tmp_path: Path
) -> None:
    one = concept("forbidden").decode()
    lone = ('<conceptEntry id="c2"><langSec xml:lang="%s"><termSec><term>Zoll</term></termSec>'
            "</langSec></conceptEntry>")  # fmt: skip
    text = one.replace("</body>", f"{lone % 'de'}\n{(lone % 'en').replace('c2', 'c3')}</body>")
    (tmp_path / "a.tbx").write_text(text, "utf-8")
    done = run(mini, "import", str(tmp_path / "a.tbx"))
    assert (done.returncode, done.stdout) == (1, "glossary/c1.md\n")
    assert "c2: error[X023]: left out: the concept has no English term" in done.stderr
    assert "c3: error[X023]: left out: the concept has no German term" in done.stderr
    (tmp_path / "b.tbx").write_text(f"<tbx>{lone % 'de'}</tbx>", "utf-8")
    done = run(mini, "import", str(tmp_path / "b.tbx"))
    assert done.returncode == 3
    assert "error[X003]" in done.stderr and "error[X023]" in done.stderr


def test_two_sections_of_a_language_are_both_read() -> None:
    text = concept("admitted").decode().replace(
        "</conceptEntry>", '<langSec xml:lang="en-US"><termSec><term>bridge fee</term></termSec>'
        "</langSec></conceptEntry>")  # fmt: skip
    (term,) = parse_tbx(text.encode(), "a.tbx")
    assert term.english.preferred == ("bridge toll", "bridge fee")


def test_a_line_of_csv_that_is_no_term_is_named_and_the_others_come_in() -> None:
    read = read_csv(b"lemma,preferred\nWolke,cloud\n,fog\nWind,wind,x\nNebel,fog\n", "a.csv")
    assert [term.lemma for term in read.terms] == ["Wolke", "Nebel"]
    assert [(one.code, one.where.line) for one in read.findings] == [("X005", 3), ("X005", 4)]
    with pytest.raises(EditionError, match="X005"):
        read_csv(b"lemma,preferred\n,fog\n", "a.csv")


# Out


def test_omegat_and_others_open_the_glossary_as_lines(mini: Settings) -> None:
    terms = read_glossary(mini.root)
    file = OmegaTFile()
    file.parse(format_omegat(terms).encode())
    pairs = [(unit.source, unit.target) for unit in file.units]
    for term in terms:
        for word in (term.lemma, *(one.lemma for one in term.also)):
            for rendering in term.english.preferred:
                assert (word, rendering) in pairs
        assert not {(term.lemma, words) for words in term.english.rejected} & set(pairs)
    notes = {(unit.source, unit.target): unit.getnotes() for unit in file.units}
    term = next(one for one in terms if one.english.rejected)
    said = notes[term.lemma, term.english.preferred[0]]
    assert f"not: {', '.join(term.english.rejected)}" in said
    assert plain(term.definition.en)[:20] in said


def test_others_open_the_glossary_as_tbx_of_2008(mini: Settings) -> None:
    terms = read_glossary(mini.root)
    written = format_martif(terms, "Ti & tle").encode()
    file = tbxfile()
    file.sourcelanguage, file.targetlanguage = "de", "en"
    file.parse(written)
    assert [(unit.source, unit.target) for unit in file.units] == [
        (term.lemma, term.english.preferred[0]) for term in terms
    ]
    again = parse_tbx(written, "a.tbx")
    assert [(one.id, one.lemma, one.english, one.related) for one in again] == [
        (one.id, one.lemma, one.english, one.related) for one in terms
    ]


def test_both_are_exported(mini: Settings) -> None:
    assert run(mini, "export", "omegat").stdout.startswith("Waage\tscales\tpreferred")
    assert '<martif type="TBX-Basic"' in run(mini, "export", "martif").stdout
