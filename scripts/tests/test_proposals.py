"""What a reader proposes for a sentence: the form, and taking it in as a draft."""

from __future__ import annotations

import textwrap
import unicodedata
from pathlib import Path

import pytest
from command import run
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from lesart.core.findings import EditionError
from lesart.core.proposals import FIELDS, parse_proposal
from lesart.site.markdown import LesartExtension
from lesart.site.page_options import proposal_address
from lesart.tasks.edition import Settings, load_sources
from lesart.tasks.take_proposal import take_proposal

FORM = """\
Reference: wolken:2.1
Version: 1.0
Source: Man kann es versuchen.
Translation: One can try.
Proposed: One may try.
Reason: It is a permission.
"""
WRAPPED = """\
Dear editors,

> Reference: wolken:4.1-4.2
> Translation: Certainly: whoever measures too
> much overlooks the sky.
> Proposed: Certainly: whoever measures
>   too much misses the sky.
> Reason:
"""


def unit(settings: Settings, ids: str) -> tuple[str, str]:
    """Give the words of a unit and its state."""
    found = {one.ids: one for one in load_sources(settings, "wolken").units}[ids]
    return found.text, found.state


def test_a_proposal_becomes_a_draft(mini: Settings, tmp_path: Path) -> None:
    file = tmp_path / "proposal.txt"
    file.write_text(FORM, "utf-8")
    done = run(mini, "propose", "--from", str(file))
    assert done.returncode == 0, done.stderr
    assert unit(mini, "2.1") == ("One may try.", "draft")
    assert "One [-can-] {+may+} try." in done.stdout and "It is a permission." in done.stdout
    assert "`lesart review wolken 2.1`" in done.stderr
    assert run(mini, "review", "wolken", "2.1").returncode == 0
    assert unit(mini, "2.1") == ("One may try.", "reviewed")


def test_wrapped_and_quoted_lines_are_read_and_what_is_left_out_is_told(mini: Settings) -> None:
    taken = take_proposal(mini, WRAPPED.replace("\n", "\r\n").encode(), "mail.txt")
    assert taken.refused == ()
    words = "Certainly: whoever measures too much misses the sky."
    assert unit(mini, "4.1-4.2") == (words, "draft")
    assert [str(one) for one in taken.warnings] == [
        "mail.txt:1: warning[X019]: what stands before the form is left out: line 1"
    ]


def test_a_form_between_fences_is_read(mini: Settings) -> None:
    assert take_proposal(mini, f"```text\n{FORM}```\n".encode(), "-").refused == ()


def test_words_that_were_cut_are_compared_as_far_as_they_go(mini: Settings) -> None:
    form = FORM.replace("One can try.", "One can … (cut)")
    assert take_proposal(mini, form.encode(), "-").refused == ()
    assert unit(mini, "2.1")[0] == "One may try."


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("One can try.", "One could try.", "error[X017]: the words that the reader saw"),
        ("One may try.", "One can try.", "error[X018]: the words that are proposed stand there"),
        ("wolken:2.1", "nebel:2.1", "error[X016]: the edition has no text “nebel”"),
        ("wolken:2.1", "wolken:4.1", "hint: a proposal is for one of wolken:4.1-4.2"),
        ("wolken:2.1", "wolken:9.9", "hint: nothing stands there"),
        ("wolken:2.1", "above", "f.txt:1: error[X015]: “above” is not a reference"),
        ("One may try.", "", "f.txt:5: error[X015]: the field Proposed is empty"),
        ("Translation: ", "", "error[X015]: the field Translation lacks"),
        ("Reason:", "Proposed: You may.\nReason:",
         "f.txt:6: error[X015]: the field Proposed stands in line 5 already"),
        ("may", "m\0y", "f.txt:5: error[D002]"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_in_changes_nothing(
    mini: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, said: str
) -> None:
    (tmp_path / "f.txt").write_text(FORM.replace(old, new, 1), "utf-8")
    before = unit(mini, "2.1")
    done = run(mini, "propose", "--from", str(tmp_path / "f.txt"))
    assert said in done.stderr.replace(f"{tmp_path}/", "")
    assert done.returncode in (1, 3)
    assert unit(mini, "2.1") == before == ("One can try.", "reviewed")


def test_both_words_are_shown_where_others_stand_now(mini: Settings) -> None:
    form = FORM.replace("One can try.", "One could try.")
    (finding,) = take_proposal(mini, form.encode(), "f.txt").refused
    assert finding.evidence == ("form: One could try.", "edition: One can try.")


def test_a_place_or_a_form_not_both(mini: Settings, tmp_path: Path) -> None:
    (tmp_path / "f.txt").write_text(FORM, "utf-8")
    assert run(mini, "propose").returncode == 2
    assert run(mini, "propose", "wolken:2.1", "--from", str(tmp_path / "f.txt")).returncode == 2


LINES = st.one_of(
    st.sampled_from([f"{name}: words" for name in FIELDS]),
    st.sampled_from(["Reference: wolken:2.1", "Reference:", "> > Reason", "```", ""]),
    st.text(max_size=20),
)


@given(st.one_of(st.binary(max_size=80), st.lists(LINES, max_size=9).map(
    lambda lines: "\n".join(lines).encode("utf-8", "surrogatepass"))))  # fmt: skip
def test_any_bytes_give_a_form_or_findings(data: bytes) -> None:
    try:
        read = parse_proposal(data, "f.txt")
    except EditionError as error:
        assert all(one.code in ("X015", "D001", "D002") for one in error.findings)
    else:
        assert read.proposed and read.translation and "\n" not in read.proposed


WORDS = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=12)


@given(st.lists(WORDS, min_size=1, max_size=30), st.integers(5, 40))
def test_wrapping_does_not_change_the_words(words: list[str], width: int) -> None:
    plain = unicodedata.normalize("NFC", " ".join(words))
    wrapped = textwrap.fill(f"Proposed: {plain}", width, break_long_words=False)
    form = FORM.replace("Proposed: One may try.", wrapped).replace("\n", "\n> ")
    assert parse_proposal(form.encode(), "f.txt").proposed == " ".join(plain.split())


# Where proposals go


@pytest.mark.parametrize(
    ("written", "fields"),
    [
        ("mailto:editors@example.org", ("subject", "body")),
        ("mailto:editors@example.org?keywords=words", ("subject", "body")),
        ("https://github.example/a/b/issues/new", ("title", "body")),
        ("https://codeberg.example/a/b/issues/new?labels=1", ("title", "body")),
        ("https://gitlab.example/a/b/-/issues/new", ("issue[title]", "issue[description]")),
    ],
)
def test_addresses_that_take_proposals(written: str, fields: tuple[str, str]) -> None:
    to = proposal_address(written)
    assert to and (to.title, to.body) == fields


@pytest.mark.parametrize(
    "written",
    [
        "javascript:alert(1)", "JaVaScript:alert(1)//issues/new", "data:text/html,x", "editors",
        "//example.org/issues/new", "https://user:word@example.org/issues/new",
        "https:///issues/new", "http://example.org/issues/new", "https://example.org/contact",
        "https://example.org/issues/new#x", "https://example.org/issues/new?body=x", "mailto:a",
        "mailto:a@b.example?subject=x", " mailto:a@b.example", "https://example.org/issues/new\n",
        "https://example.org/\u202eissues/new", "https://example.org\\/issues/new", 7,
    ],
)  # fmt: skip
def test_addresses_that_take_none_stop_the_page(written: object) -> None:
    with pytest.raises(EditionError, match=r"mkdocs.yml: error\[M006\]: the option “proposals”"):
        proposal_address(written)
    with pytest.raises(EditionError, match="M006"):
        Markdown(extensions=[LesartExtension(proposals=str(written))]).convert("Words.")


@pytest.mark.parametrize("written", ["", None])
def test_without_an_address_there_is_none(written: str | None) -> None:
    assert proposal_address(written) is None
