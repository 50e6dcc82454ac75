"""Rights: what is read of statements and permissions, and what each lets the public see."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesart.commands.shared import left_out
from lesart.model import Permission, Rights, Text, Use, near, parse_statement, statements
from lesart.store.assemble import held_for
from lesart.tasks.edition import Settings, load_edition, load_sources, load_text, withheld_texts
from lesart.view.xhtml import rights_link
from lesart.write.html.rights import decisions, text_rights

INC = "http://rightsstatements.org/vocab/InC/1.0/"
SEEN = {"both": (True, True), "original": (True, False), "neither": (False, False)}


def permission(for_: str, granted: str = "yes") -> Permission:
    """Record an answer of a holder."""
    return Permission(granted, "The paper", "2026-03-01", for_, "letter")  # type: ignore[arg-type]


def seen(rights: Rights, use: Use = "") -> tuple[bool, bool]:
    """Tell whether the public sees the original, and the translation."""
    held = rights.held(use)
    return not held.original, not held.translation


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0"),
        ("http://creativecommons.org/licenses/by/4.0", "CC BY 4.0"),
        ("https://www.creativecommons.org/licenses/by-sa/3.0/de/", "CC BY-SA 3.0 DE"),
        ("https://creativecommons.org/licenses/by-nc-nd/4.0/deed.de", "CC BY-NC-ND 4.0"),
        ("https://creativecommons.org/licenses/by/3.0/at/legalcode", "CC BY 3.0 AT"),
        ("https://creativecommons.org/licenses/by/4.0/deed.pt_BR", "CC BY 4.0"),
        ("https://creativecommons.org/licenses/by/4.0/?ref=chooser-v1", "CC BY 4.0"),
        ("https://creativecommons.org/licenses/by-nd-nc/1.0/", "CC BY-NC-ND 1.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/deed.en", "CC0 1.0"),
        ("http://creativecommons.org/publicdomain/mark/1.0/", "Public Domain Mark 1.0"),
        ("http://rightsstatements.org/vocab/NoC-CR/1.0/", "No copyright, contractual restrictions"),
        ("https://rightsstatements.org/page/InC/1.0/?language=de", "In copyright"),
        ("CC BY 4.0", "CC BY 4.0"),
        ("CC-BY-NC-SA-3.0-AT", "CC BY-NC-SA 3.0 AT"),
        ("cc0", "CC0 1.0"),
        ("Public domain", "Public Domain Mark 1.0"),
        ("in copyright", "In copyright"),
        ("NKC", "No known copyright"),
        (
            "Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International",
            "CC BY-NC-SA 4.0",
        ),
        ("Attribution-NoDerivs 3.0 Unported", "CC BY-ND 3.0"),
        ("https://spdx.org/licenses/CC-BY-SA-4.0.html", "CC BY-SA 4.0"),
        ("https://spdx.org/licenses/CC0-1.0", "CC0 1.0"),
        ("Creative Commons Zero v1.0 Universal", "CC0 1.0"),
        ("gemeinfrei", "Public Domain Mark 1.0"),
        ("PDM 1.0", "Public Domain Mark 1.0"),
        ("urheberrechtlich geschützt", "In copyright"),
        ("unbekannt", "Copyright not evaluated"),
        ("ungeklärt", "Copyright undetermined"),
    ],
)
def test_a_statement_is_read_however_it_is_written(written: str, name: str) -> None:
    known = parse_statement(written)
    assert known is not None
    assert known.name == name
    assert parse_statement(known.address) == known == parse_statement(known.name)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "CC BY",
        "CC BY 9.0",
        "CC BY 4.0 DE",
        "free",
        "not in copyright",
        "javascript:alert(1)//creativecommons.org/licenses/by/4.0/",
        "https://evil.example/creativecommons.org/licenses/by/4.0/",
        "https://evil.example/?creativecommons.org/",
        "https://creativecommons.org.evil.example/licenses/by/4.0/",
        "https://creativecommons.org@evil.example/licenses/by/4.0/",
        "https://creativecommons.org:8080/licenses/by/4.0/",
        "https://creativecomons.org/licenses/by/4.0/",
        "https://creativecommons.org/licenses/by/4.1/",
        "https://creativecommons.org/licenses/sampling+/1.0/",
        "https://creativecommons.org/licenses/by/3.0/xx/",
        "https://creativecommons.org/",
        "//creativecommons.org/licenses/by/4.0/",
        "ftp://creativecommons.org/licenses/by/4.0/",
        "https://creativecommons.org/licenses/by/4.0/ and more",
        "https://creativecommons.org/licenses/by/4.0/#not",
        "http://rightsstatements.org/vocab/NoC-EU/1.0/",
        "http://rightsstatements.org/vocab/noc-us/1.0/",
        "http://rightsstatements.org/vocab/InC/2.0/",
        "https://[broken/",
        "https://spdx.org/licenses/public-domain",
        "https://spdx.org.evil.example/licenses/CC-BY-4.0",
        "Creative Commons Attribution",
        "Attribution 4.0 Germany",
        "Creative Commons Attribution-ShareAlike-NoDerivatives 4.0",
        "not gemeinfrei",
    ],
)
def test_what_is_not_in_the_list_opens_nothing(written: str) -> None:
    assert parse_statement(written) is None
    assert seen(Rights(written, "")) == SEEN["neither"]
    assert seen(Rights(written, "", permission("both")), "non-commercial") == SEEN["neither"]


@given(st.text(max_size=80) | st.sampled_from([one.address for one in statements()]).map(
    lambda address: f"x{address}"))  # fmt: skip
def test_any_words_are_read_or_refused(written: str) -> None:
    known = parse_statement(written)
    assert known is None or parse_statement(known.address) == known
    assert isinstance(near(written), str)


@given(st.data())
def test_an_address_with_a_letter_changed_never_opens_more(data: st.DataObject) -> None:
    """A statement is another one of the list after a slip, or none; it is never half of one."""
    one = data.draw(st.sampled_from(statements()))
    place = data.draw(st.integers(0, len(one.address) - 1))
    letter = data.draw(st.sampled_from("abcdxyz/.:-@#?\\ "))
    written = one.address[:place] + letter + one.address[place + 1 :]
    known = parse_statement(written)
    assert known is None or written.rstrip("/").startswith(known.address.rstrip("/")[:-4])


@pytest.mark.parametrize(
    ("written", "use", "expected"),
    [
        ("CC0", "", "both"),
        ("public domain", "", "both"),
        ("CC BY 4.0", "", "both"),
        ("CC BY-SA 4.0", "", "both"),
        ("CC BY-ND 4.0", "", "original"),
        ("CC BY-NC 4.0", "", "neither"),
        ("CC BY-NC 4.0", "commercial", "neither"),
        ("CC BY-NC 4.0", "non-commercial", "both"),
        ("CC BY-NC-SA 4.0", "non-commercial", "both"),
        ("CC BY-NC-ND 4.0", "", "neither"),
        ("CC BY-NC-ND 4.0", "non-commercial", "original"),
        ("NoC-NC", "", "neither"),
        ("NoC-NC", "non-commercial", "both"),
        *(
            (code, "non-commercial", "neither")
            for code in (
                "InC", "InC-OW-EU", "InC-EDU", "InC-NC", "InC-RUU", "NoC-CR", "NoC-OKLR", "NoC-US",
                "CNE", "UND", "NKC",
            )
        ),
    ],
)  # fmt: skip
def test_each_statement_is_decided_with_a_reason(written: str, use: Use, expected: str) -> None:
    rights = Rights(written, "")
    assert seen(rights, use) == SEEN[expected]
    assert bool(rights.held(use).said) == (expected != "both")
    assert rights.known is not None
    assert rights.known.why


@pytest.mark.parametrize(
    ("statement", "answer", "expected"),
    [
        (INC, permission("both"), (True, True)),
        (INC, permission("original"), (True, False)),
        (INC, permission("translation"), (False, True)),
        (INC, permission("both", "no"), (False, False)),
        ("CC BY-ND 4.0", permission("translation"), (True, True)),
        ("CC BY-NC 4.0", permission("translation"), (False, True)),
        ("NoC-CR", permission("both"), (True, True)),
        ("CC BY 4.0", permission("translation", "no"), (True, False)),
        *((INC, words, (False, False)) for words in ("none", "no", "?", "Letter of 3 May 2026")),
        (INC, "  ", (False, False)),
        ("CC BY 4.0", "refused, asked in May", (False, False)),
    ],
)
def test_a_permission_opens_what_it_is_for(
    statement: str, answer: Permission | str, expected: tuple[bool, bool]
) -> None:
    assert seen(Rights(statement, "", answer)) == expected


@pytest.mark.parametrize("date", ["", "2026-13-01", "03/2026", "soon", "2026-3-1", "26"])
def test_a_permission_has_a_date_a_giver_and_evidence(date: str) -> None:
    with pytest.raises(ValueError, match="is no date"):
        Permission("yes", "The paper", date, "both", "letter")
    for by, evidence in (("", "letter"), ("The paper", " ")):
        with pytest.raises(ValueError, match="says nothing"):
            Permission("yes", by, "2026", "both", evidence)


def with_answer(mini: Settings, answer: str) -> Text:
    """Give the restricted text as the public sees it when its holder has answered so."""
    file = mini.root / "source_texts/wolken/text.yml"
    record = file.read_text("utf-8")
    line = "  holder: Wetterblatt\n"
    assert line in record
    written = (
        f"{line}  permission: {{granted: yes, by: B, date: 2026, for: {answer}, evidence: E}}\n"
    )
    file.write_text(record.replace(line, written), "utf-8")
    return load_text(replace(mini, audience="public"), "wolken")


def test_permission_for_the_original_shows_it_alone(mini: Settings) -> None:
    text = with_answer(mini, "original")
    assert (text.withheld, text.original) == (False, "present")
    assert all(segment.text for row in text.rows for segment in row.segments)
    assert [unit for row in text.rows for unit in row.units] == []
    assert (text.renderings, text.named.english) == ((), ())
    assert (text.held.original, bool(text.held.translation)) == ("", True)


def test_permission_for_the_translation_shows_it_alone(mini: Settings) -> None:
    text = with_answer(mini, "translation")
    assert (text.withheld, text.original) == (False, "missing")
    segments = [segment for row in text.rows for segment in row.segments]
    assert segments
    assert not any(one.text or one.incipit or one.marks for one in segments)
    assert text.rows[2].units[0].text == "Can clouds be weighed?"


def test_drafts_hold_both_sides_unless_the_translation_is_held_anyway(mini: Settings) -> None:
    sources = load_sources(mini, "wolken")
    drafts = replace(sources, units=tuple(replace(u, state="draft") for u in sources.units))

    def held(statement: str, answer: Permission | None, allow: bool) -> str:
        rights = Rights(statement, "", answer)
        record = replace(drafts.record, rights=rights)
        return held_for(replace(drafts, record=record), "public", allow)[0]

    assert held("CC BY 4.0", None, allow=False) == "drafts"
    assert held("CC BY 4.0", None, allow=True) == ""
    assert held(INC, permission("original"), allow=False) == ""
    assert held(INC, permission("translation"), allow=False) == "drafts"
    assert held(INC, None, allow=True) == "rights"


def test_the_rights_page_gives_every_decision_with_its_reason(mini: Settings) -> None:
    edition = load_edition(replace(mini, audience="public"))
    pages = {text.record.id: f"{text.record.id}.md" for text in edition.texts}
    shown = "".join(text_rights(edition, pages).itertext())
    assert "Nothing, because the text is in copyright, and no permission" in shown
    assert "Both sides." in shown
    assert "does not say whether it is commercial" in shown
    listed = "".join(decisions().itertext())
    assert all(one.name in listed and one.why in listed for one in statements())


def test_a_build_says_what_it_leaves_out_and_why(mini: Settings) -> None:
    with_answer(mini, "translation")
    ((name, reason, held),) = withheld_texts(mini)
    said = left_out(name, reason, held)
    assert said.startswith("wolken: the original is left out, because the text is in copyright, ")


def test_a_statement_that_is_not_known_is_never_a_link() -> None:
    assert rights_link("javascript:alert(1)").tag == "span"
    assert rights_link("cc by 4.0").get("href") == "https://creativecommons.org/licenses/by/4.0/"
