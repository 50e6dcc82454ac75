"""Works in the edition's style: strings made by hand after the Chicago Manual of Style."""

from __future__ import annotations

import json
from typing import Any
from xml.etree.ElementTree import tostring

import pytest

from lesart.checks.citations import missing
from lesart.citing.bibliography import parse_works
from lesart.citing.csl import Cite, format_items
from lesart.citing.works import format_works, prepare, shorten
from lesart.core.elements import make
from lesart.core.findings import EditionError
from lesart.model import Run, Work
from lesart.tasks.edition import Settings, load_edition
from lesart.view.prose import Cited, Targets
from lesart.view.xhtml import inline
from lesart.write.html.bibliography import bibliography

LAW = "Ordinance of 5 September 1979 on the Signs and Signals of All Public Roads"


def work(key: str, type_: str, title: str, **more: Any) -> Work:
    """Make a work; `author="Family, Given"`, `issued="2019-07-05"`."""
    item: dict[str, Any] = {"id": key, "type": type_, "title": title}
    for name, value in more.items():
        field = {"container": "container-title", "place": "publisher-place"}.get(name, name)
        if name in ("author", "editor", "translator"):
            people = [person.split(", ") for person in value.split("; ")]
            item[field] = [
                {"family": p[0], "given": p[1]} if len(p) > 1 else {"literal": p[0]} for p in people
            ]
        elif name in ("issued", "accessed"):
            item[field] = {"date-parts": [[int(part) for part in value.split("-")]]}
        else:
            item[field] = value
    return Work(key, item)


WORKS = {
    "one author, one editor, one translator": (
        work("a", "book", "Security, Territory", author="Foucault, Michel", publisher="Palgrave",
             editor="Senellart, Michel", translator="Burchell, Graham", place="London",
             issued="2007"),
        "Foucault 2007",
        "Foucault, Michel. 2007. *Security, Territory*. Edited by Michel Senellart. "
        "Translated by Graham Burchell. London: Palgrave.",
    ),
    "editors alone": (
        work("a", "book", "The Foucault Effect", editor="Burchell, Graham; Gordon, Colin; Miller, "
             "Peter", publisher="University of Chicago Press", place="Chicago", issued="1991"),
        "Burchell, Gordon, and Miller 1991",
        "Burchell, Graham, Colin Gordon, and Peter Miller, eds. 1991. *The Foucault Effect*. "
        "Chicago: University of Chicago Press.",
    ),
    "journal article, German title with a quotation": (
        work("a", "article-journal", "Die ‘Objektivität’ der Erkenntnis und das Ende",
             author="Weber, Max", container="Archiv für Sozialwissenschaft", volume="19",
             issue="1", page="22–87", issued="1904"),
        "Weber 1904",
        "Weber, Max. 1904. ‘Die “Objektivität” der Erkenntnis und das Ende’. "
        "*Archiv für Sozialwissenschaft* 19 (1): 22–87.",
    ),
    "newspaper article without an author": (
        work("a", "article-newspaper", "Verdict scofflaws barred from travel",
             container="China Daily", issued="2018-06-22"),
        "*China Daily* 2018",
        "*China Daily*. 2018. ‘Verdict scofflaws barred from travel’. 22 June 2018.",
    ),
    "corporate author, no date": (
        work("a", "webpage", "Adoption and opinion", author="Trivium China",
             container="Understanding It", URL="https://example.org/a", accessed="2026-11-02"),
        "Trivium China, n.d.",
        "Trivium China. n.d. ‘Adoption and opinion’. Understanding It. Accessed 2 November 2026. "
        "https://example.org/a.",
    ),
    "web page with a day": (
        work("a", "webpage", "Governance under Xi", author="Hoffman, Samantha; Mattis, Peter",
             container="Asia Dialogue", issued="2013-11-21", URL="https://example.org/b"),
        "Hoffman and Mattis 2013",
        "Hoffman, Samantha, and Peter Mattis. 2013. ‘Governance under Xi’. Asia Dialogue, "
        "21 November. https://example.org/b.",
    ),
    "plan of an office": (
        work("a", "legislation", "Guiding Opinions", author="State Council", number="No. 49",
             issued="2020-12-07"),
        "State Council 2020",
        "State Council. 2020. *Guiding Opinions*. No. 49.",
    ),
    "law known by a long title": (
        work("a", "legislation", LAW, number="741.21", issued="1979"),
        "*Ordinance of 5 September 1979 on the …* 1979",
        f"*{LAW}*. 1979. 741.21.",
    ),
    "particle": (
        Work("a", {"id": "a", "type": "review", "title": "Review", "container-title": "Quarterly",
                   "author": [{"family": "Blomberg", "given": "Marianne",
                               "non-dropping-particle": "von"}],
                   "reviewed-title": "Social Credit", "issued": {"date-parts": [[2023, 11, 6]]}}),
        "von Blomberg 2023",
        "Blomberg, Marianne von. 2023. ‘Review’. Review of *Social Credit*. *Quarterly*, "
        "6 November 2023.",
    ),
    "thesis": (
        work("a", "thesis", "Programming China", author="Hoffman, Samantha R.", issued="2017",
             genre="PhD thesis", publisher="University of Nottingham"),
        "Hoffman 2017",
        "Hoffman, Samantha R. 2017. ‘Programming China’. PhD thesis, University of Nottingham.",
    ),
    "article with a DOI": (
        work("a", "article-journal", "Basket Case: Reform and Law", author="Knight, Adam",
             container="China Law", volume="6", issue="2", page="181–210", DOI="10.1163/2",
             issued="2023"),
        "Knight 2023",
        "Knight, Adam. 2023. ‘Basket Case: Reform and Law’. *China Law* 6 (2): 181–210. "
        "https://doi.org/10.1163/2.",
    ),
}  # fmt: skip


def starred(runs: tuple[Run, ...]) -> str:
    """Write runs with stars around what is emphasised."""
    return "".join(f"*{run.words}*" if run.emphasis else run.words for run in runs)


@pytest.mark.parametrize("name", WORKS)
def test_work_in_the_style(name: str) -> None:
    one, label, entry = WORKS[name]
    made = format_works((one,))["a"]
    assert (starred(made.label), starred(made.entry)) == (label, entry)


def test_works_of_one_author_and_year_have_letters() -> None:
    paper = {"container": "Shanghai Daily", "issued": "2019-03-04"}
    made = format_works((
        work("b", "article-newspaper", "Second", **paper),
        work("a", "article-newspaper", "First", **paper),
        work("c", "book", "Book", author="Hoffman, Samantha", issued="2017"),
        work("d", "book", "Other", author="Hoffman, Samantha", issued="2017"),
        work("e", "book", "Third", author="Yang, Fuzhong", issued="2024"),
        work("f", "book", "Third", author="Yang, Zeyi", issued="2024"),
    ))  # fmt: skip
    assert {key: starred(one.label) for key, one in made.items()} == {
        "a": "*Shanghai Daily* 2019a", "b": "*Shanghai Daily* 2019b", "c": "Hoffman 2017a",
        "d": "Hoffman 2017b", "e": "F. Yang 2024", "f": "Z. Yang 2024",
    }  # fmt: skip
    assert sorted(made, key=lambda key: made[key].rank) == ["c", "d", "a", "b", "e", "f"]


def test_addresses_are_links() -> None:
    made = format_works((WORKS["article with a DOI"][0],))["a"]
    assert [run.href for run in made.entry if run.href] == ["https://doi.org/10.1163/2"]


def test_markup_in_a_title_stays_words() -> None:
    title = "A <script> & [x](y) $z$ *w* {u}"
    made = format_works((work("a", "webpage", title, author="A", issued="2000"),))["a"]
    assert f"‘{title}’" in starred(made.entry)


def test_a_failing_processor_is_told() -> None:
    with pytest.raises(EditionError, match="Q005"):
        format_items(
            [{"id": "a", "type": "book", "title": {"no": "title"}}], [Cite("a")], "apa", "en-US"
        )


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("issued", {"date-parts": [["next year"]]}, "Q004"),
        ("issued", {"date-parts": [[None]]}, "Q004"),
        ("issued", {"date-parts": [2019]}, "Q004"),
        ("issued", {"date-parts": ["2019"]}, "Q004"),
        ("accessed", {"date-parts": [[True]]}, "Q004"),
        ("accessed", {"date-parts": [[2019], ["x"]]}, "Q004"),
        ("issued", {"date-parts": [[10**30]]}, "Q004"),
        ("issued", {"date-parts": [[2019, 17]]}, "Q004"),
        ("issued", {"date-parts": [[2019, 0]]}, "Q004"),
        ("issued", {"date-parts": [[2019, 5, 32]]}, "Q004"),
        ("issued", {"date-parts": [[2019, 5, 1, 1]]}, "Q004"),
        ("title", " ", "Q004"),
        ("author", [{"family": 5}], "Q004"),
        ("editor", [{"family": " ", "given": "A"}], "Q004"),
        ("container-title", ["T"], "Q004"),
        ("volume", None, "Q004"),
        ("title", "A\x01B", "Q006"),
        ("author", [{"family": "A\ud800"}], "Q006"),
    ],
)
def test_a_work_that_no_processor_can_read_is_refused(field: str, value: Any, code: str) -> None:
    item = {"id": "a", "type": "book", "title": "T", field: value}
    with pytest.raises(EditionError, match=rf"works\.json:1: error\[{code}\]"):
        parse_works(json.dumps([item]).encode(), "works.json")


def test_a_year_may_be_written_in_figures() -> None:
    item = {"id": "a", "type": "book", "title": "T", "issued": {"date-parts": [["1999", 5]]}}
    (made,) = parse_works(json.dumps([item]).encode(), "works.json")
    assert missing(made.item) == ["author", "publisher", "publisher-place", "ISBN"]


def test_the_editors_remarks_are_not_printed() -> None:
    item = {**work("a", "book", "T").item, "note": "to be checked", "custom": {"waived": {}}}
    assert prepare(item) == {"id": "a", "type": "book", "title": "T", "title-short": "T"}
    assert shorten("Eins: zwei") == "Eins"


# On the page


def test_citations_beside_each_other_share_their_brackets() -> None:
    works = format_works((WORKS["thesis"][0],))
    targets = Targets(cited=Cited(works, "bibliography.md"))
    made = tostring(make("p", *inline("So [@a, 115]\n[@b2000].", targets)), "unicode")
    assert made == (
        '<p>So <span class="cite">(<a href="bibliography.md#a" data-key="a">Hoffman 2017</a>'
        '<span>, 115</span><span>; </span><span data-key="b2000">B 2000</span>'
        "<span>)</span></span><span>.</span></p>"
    )


def test_bibliography_leads_to_where_a_work_is_cited(mini: Settings) -> None:
    edition = load_edition(mini)
    works = format_works(edition.works)
    page = bibliography(edition, works, {"wolken": "w.md"}, "glossary.md", "corrections.md")
    (entry,) = page.iter("li")
    assert entry.get("id") == "korn2018"
    assert " ".join("".join(entry.itertext()).split()) == (
        "Korn, Ada. 2018. ‘Über das Wiegen & 50 % der Wolken’. Annalen_der Wolkenkunde 3 (2): "
        "4–19. https://doi.org/10.1234/wolken_3.2. Pages after the print. "
        "Cited in On Weighing Clouds, notes 1.1a 2.2a the corrections: 1 the glossary: Wolke"
    )
    assert [a.get("href") for a in entry.iter("a")][1:] == [
        "w.md#n1.1a", "w.md#n2.2a", "corrections.md#correction-1", "glossary.md#wolke",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("type_", "lacking"),
    [
        ("book", ["publisher", "publisher-place", "ISBN"]),
        ("article-journal", ["container-title", "volume", "page"]),
        ("article-newspaper", ["container-title", "issued: day"]),
        ("webpage", []),
        ("report", ["publisher"]),
    ],
)
def test_what_a_work_lacks(type_: str, lacking: list[str]) -> None:
    one = work("a", type_, "T", author="A, B", issued="2019", URL="https://example.org/")
    assert missing(one.item) == ["accessed", *lacking]
    assert missing({"type": type_, "title": "T"})[:2] == ["author", "issued"]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("9" * 5000, "Q001.: a number in it has more figures"),
        ("[" * 100_000, "Q001.: nested too deep"),
        ('{"a": ' * 900 + '"\\u0007"' + "}" * 900, "Q006"),
    ],
)
def test_a_bibliography_that_nobody_could_have_written_is_told(value: str, said: str) -> None:
    item = f'[{{"id": "a", "type": "book", "title": "x", "custom": {value}}}]'
    with pytest.raises(EditionError, match=said):
        parse_works(item.encode(), "works.json")
