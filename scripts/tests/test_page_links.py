"""Links to references in pages: they lead to places, or stop the build."""

from __future__ import annotations

import pytest
from markdown import Markdown
from published import change, publish

from lesart.core.findings import EditionError
from lesart.site.markdown import LesartExtension
from lesart.site.page_links import PageLinks
from lesart.tasks.edition import Settings
from lesart.tasks.references import load_known


def convert(mini: Settings, source: str) -> str:
    """Convert a page of the tiny edition with plain Python-Markdown."""
    extension = LesartExtension(root=str(mini.root))
    return Markdown(extensions=["admonition", "md_in_html", extension]).convert(source)


@pytest.mark.parametrize(
    ("target", "attributes"),
    [
        ("wolken:2.1", 'href="texts/wolken.md#p2.1"'),
        ("wolken:2", 'href="texts/wolken.md#p2"'),
        ("wolken:3", 'href="texts/wolken.md#p3"'),
        ("wolken:2.1-2.3", 'data-range="p2.1-p2.3" href="texts/wolken.md#p2.1"'),
        ("zeichen:1.1?v=1.0", 'href="texts/zeichen.md?v=1.0#p1.1"'),
        ("term:wolke", 'href="glossary.md#wolke"'),
        ("zeichen:1.2", 'data-range="p1.2a-p1.2b" href="texts/zeichen.md#p1.2a"'),
    ],
)
def test_a_reference_becomes_a_link_to_its_place(
    mini: Settings, target: str, attributes: str
) -> None:
    publish(mini)
    change(mini)
    assert convert(mini, f"See [*there*]({target}).") == (
        f"<p>See <a {attributes}><em>there</em></a>.</p>"
    )


def test_links_are_found_wherever_they_stand(mini: Settings) -> None:
    page = convert(
        mini, '!!! note\n    [a](wolken:1)\n\n<div markdown>[b](wolken:2)</div>\n\n[c][d]\n\n[d]: '
        'wolken:4 "title"\n',
    )  # fmt: skip
    assert [f"#p{n}" in page for n in (1, 2, 4)] == [True] * 3
    assert "wolken:" not in page


@pytest.mark.parametrize(
    "target",
    ["tel:3", "mailto:a@b.example", "https://a.example/wolken:3", "wolken.md#p3", "#p3", "urn:3",
     "a:b", "https://a.example/?b=c&d=e"],
)  # fmt: skip
def test_other_links_stay_as_they_are(mini: Settings, target: str) -> None:
    page = convert(mini, f"[x]({target})").replace("&#109;", "m").replace("&amp;", "&")
    assert f'href="{target}"' in page


@pytest.mark.parametrize(
    "source",
    ["[x](javascript:void(0))", "[x](JAVA&#115;CRIPT:y)", "[x][y]\n\n[y]: data:text/html,z",
     "![x](vbscript:y)", "[x](//evil.example/)", "[x](https://a.example@evil.example/)",
     "[x](<java\tscript:y>)"],
)  # fmt: skip
def test_a_link_with_a_script_stops_the_build(mini: Settings, source: str) -> None:
    with pytest.raises(EditionError, match=r"error\[M005\]: a page links with an address"):
        convert(mini, source)


def test_a_picture_within_the_page_is_no_harm(mini: Settings) -> None:
    assert 'src="data:image/png;base64,AA=="' in convert(mini, "![x](data:image/png;base64,AA==)")


def test_code_stays_code(mini: Settings) -> None:
    page = convert(mini, "`[x](wolken:99)`\n\n    [x](wolken:99)\n")
    assert page.count("[x](wolken:99)") == 2


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("wolken:9", r"wolken has no paragraph 9\n +hint: the nearest is wolken:4"),
        ("wolken:2.3-2.1", "the range is reversed"),
        ("wolken:2.1-zeichen:2.1", "two texts"),
        ("wolkem:2.1", r"no text “wolkem”\n +hint: the nearest is wolken:2\.1"),
        ("nichts:2.1", "no text “nichts”"),
        ("wolken:x", "“x” is no place"),
        ("note:wolken/9.9a", "wolken has no note 9.9a"),
        ("term:wolk", r"no entry “wolk”\n +hint: did you mean “wolke”"),
        ("wolken:2.1?v=7", "wolken has no version 7"),
    ],
)
def test_a_link_that_leads_nowhere_stops_the_build(mini: Settings, target: str, said: str) -> None:
    with pytest.raises(EditionError, match=said) as stopped:
        convert(mini, f"[x]({target})")
    assert str(stopped.value).startswith(f"{target}: error[P0")


def test_a_page_in_a_folder_is_named_and_links_upwards(mini: Settings) -> None:
    links = PageLinks("guide/readers.md", load_known(mini))
    assert links.address("wolken:2.1") == ("../texts/wolken.md#p2.1", "")
    links = PageLinks("guide/readers.md", (), ("wolke",))
    assert links.address("term:wolke") == ("../glossary.md#wolke", "")
    links = PageLinks("guide/readers.md", load_known(mini))
    with pytest.raises(EditionError, match=r"^docs/guide/readers\.md: wolken:9: error\[P012\]"):
        links.address("wolken:9")
