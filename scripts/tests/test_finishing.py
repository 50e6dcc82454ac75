"""Finished pages: links lead to files, nothing is inline, and the rest stays as it was."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from lesart.cli import cli
from lesart.core.findings import Finding, Location
from lesart.site.finish import finish
from lesart.site.from_disk import lead
from lesart.site.policy import HEADERS, POLICY
from lesart.site.tags import Tag, change
from lesart.tasks.edition import Settings

ADDRESS = "https://example.org/edition/"
HEAD = '<!doctype html><html><head><link rel="icon" href="a.svg"></head><body>'


def site(folder: Path, **pages: str) -> Path:
    """Write a site of pages, named by their paths with _ for /; the home page is always there."""
    for name, body in {"index": "", **pages}.items():
        path = folder / f"{name.replace('_', '/')}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{HEAD}{body}</body></html>", "utf-8")
    return folder


def body(folder: Path, path: str) -> str:
    """Read what stands in the body of a page."""
    return (folder / path).read_text("utf-8").partition("<body>")[2].removesuffix("</body></html>")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("../../", "../../index.html"),
        ("../..", "../../index.html"),
        ("../b/#p3.4", "../b/index.html#p3.4"),
        ("../b?v=1#p3", "../b/index.html?v=1#p3"),
        ("../%62/", "../%62/index.html"),
        ("./", "./index.html"),
        ("/", "../../index.html"),
        ("/texts/b/#p1", "../b/index.html#p1"),
        ("/downloads/b.pdf", "../../downloads/b.pdf"),
        ("../b/index.html", "../b/index.html"),
        ("../gone/", "../gone/"),
        ("../../../", "../../../"),
        ("#p1", "#p1"),
        ("?q=1", "?q=1"),
        ("", ""),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("//example.org/texts/b/", "//example.org/texts/b/"),
        ("https://example.org/", "https://example.org/"),
    ],
)
def test_a_link_to_a_folder_leads_to_its_page(address: str, expected: str) -> None:
    assert lead(address, "texts/a", {"", "texts/a", "texts/b"}) == expected


def test_a_local_copy_links_to_files_and_a_published_one_to_folders(tmp_path: Path) -> None:
    links = '<a href="../b/#p1">b</a><a href=..>home</a><a title="&amp; \'" href=\'c.pdf\'>c</a>'
    for name, address in (("local", ""), ("published", ADDRESS)):
        built = site(tmp_path / name, a_index=links, b_index="")
        assert finish(built, address) == []
    assert body(tmp_path / "published", "a/index.html") == links
    local = body(tmp_path / "local", "a/index.html")
    assert re.findall(r'href="?\'?([^"\'>]+)', local) == [
        "../b/index.html#p1",
        "../index.html",
        "c.pdf",
    ]


def test_a_local_copy_has_no_canonical_address_and_preloads_no_font(tmp_path: Path) -> None:
    links = '<link rel="canonical" href="/a/"><link href=f.woff2 as=font rel=preload crossorigin>'
    for name, address, kept in (("local", "", ""), ("published", ADDRESS, links)):
        built = site(tmp_path / name, a_index=links)
        finish(built, address)
        assert body(built, "a/index.html") == kept


def test_what_a_server_shows_at_any_address_refers_from_the_root(tmp_path: Path) -> None:
    for name, address, root in (("local", "", "/"), ("published", ADDRESS, "/edition/")):
        page = f'<a href="{root}b/">b</a><script>a()</script>'
        built = site(tmp_path / name, b_index="")
        (built / "404.html").write_text(f"{HEAD}{page}", "utf-8")
        finish(built, address)
        found = re.findall(r'(?:href|src)="([^"]+)"', (built / "404.html").read_text("utf-8"))
        assert found[1] == f"{root}b/"
        assert found[2].startswith(f"{root}assets/javascripts/page.")


def test_scripts_and_styles_stand_in_files_of_their_own(tmp_path: Path) -> None:
    words = (
        '<style media="print">p { background: url(x.png) }</style>'
        "<script>one('</p>')</script><SCRIPT type='text/javascript'>two()</SCRIPT>"
        '<script type="application/ld+json">{"a": "<script>"}</script><script src="x.js"></script>'
        '<td class="n" style="text-align: right;">1</td><td style="text-align: right">2</td>'
    )
    built = site(tmp_path, a_index=words, c_d_index=words)
    finish(built, "")
    page = (built / "a/index.html").read_text("utf-8")
    data = (
        '<script type="application/ld+json">{"a": "<script>"}</script><script src="x.js"></script>'
    )
    assert data in page
    first, second = re.findall(r'src="\.\./(assets/[^"]+)"', page)
    assert (built / first).read_text("utf-8").endswith("\none('</p>')")
    assert '"from-disk.js"' in (built / first).read_text("utf-8")
    assert (built / first).with_name("from-disk.js").is_file()
    assert (built / second).read_text("utf-8") == "two()"
    assert not re.search(r"<style|style=|<script>", page.replace(data, ""))
    sheet, declared = re.findall(r'<link rel="stylesheet" href="\.\./(assets/[^"]+)"', page)
    assert 'media="print"></head>' not in page.partition(declared)[0]
    # From the file the picture is found where it was from the page.
    assert (built / sheet).read_text("utf-8") == "p { background: url(../../a/x.png) }"
    name = re.findall(r'<td class="n (declared-\w+)">1</td><td class="(declared-\w+)">2', page)[0]
    assert name[0] == name[1]
    assert (built / declared).read_text("utf-8").startswith(f".{name[0]}:not(")
    assert f'src="../../{first}"' in (built / "c/d/index.html").read_text("utf-8")


def test_the_words_of_a_page_stay_as_they_are(tmp_path: Path) -> None:
    words = (
        "<p>a < b &amp; c &nbsp; <br><img alt=x src=y.png>"
        "<code>&lt;a href='b/' style=\"x\"></code>"
        "<!-- <a href='b/'> <script>x</script> --><title><a href='b/'></title>"
        "<textarea><a href='b/' style='x'></textarea>\r\n</p>"
    )
    built = site(tmp_path, b_index="")
    page = built / "index.html"
    page.write_bytes(f"{HEAD}{words}".encode() + b"\xff")
    finish(built, "")
    assert page.read_bytes().endswith(words.encode() + b"\xff")


def test_what_the_policy_does_not_allow_is_named(tmp_path: Path) -> None:
    words = (
        '<p onclick="a()">a</p><a href="javascript:b()">b</a><p title="go on=1">c</p>'
        '<iframe src="https://example.org/film"></iframe><img src="x.png">'
        '<script type="module">import "./x.js"</script>'
    )
    (found,) = finish(site(tmp_path, a_index=words), ADDRESS)
    assert str(found) == (
        "a/index.html: warning[B013]: the page holds what its Content-Security-Policy does not "
        "allow\n"
        "    onclick=… on <p>\n"
        "    href=javascript:… on <a>\n"
        "    <iframe> from example.org\n"
        "    <script type=module> without a file\n"
        "    hint: bring the files with the edition; or write a docs/_headers of your own"
    )


def test_the_policy_is_where_hosts_read_it_but_for_one_of_the_edition(tmp_path: Path) -> None:
    finish(site(tmp_path / "a"), "")
    written = f"/*\n  Content-Security-Policy: {POLICY}\n"
    assert (tmp_path / "a" / HEADERS).read_text("utf-8") == written
    own = site(tmp_path / "b")
    (own / HEADERS).write_text("/*\n  X-Own: 1\n", "utf-8")
    finish(own, "")
    assert (own / HEADERS).read_text("utf-8") == "/*\n  X-Own: 1\n"


@pytest.mark.parametrize(
    ("path", "key"), [("search/search_index.json", "docs"), ("search.json", "items")]
)
def test_the_search_from_disk_leads_to_files(tmp_path: Path, path: str, key: str) -> None:
    built = site(tmp_path)
    index = built / path
    index.parent.mkdir(exist_ok=True)
    entries = [{"location": one} for one in ("", "#read", "a/", "a/#p1", "x.html#y")]
    data = json.dumps({"config": {"lang": ["en", "de"]}, key: entries})
    index.write_text(data, "utf-8")
    worker = built / "assets/javascripts/workers/w.min.js"
    languages = built / "assets/javascripts/lunr/min"
    for file in (
        worker,
        *(languages / f"lunr.{n}.min.js" for n in ("stemmer.support", "de", "multi")),
    ):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{file.name.split('.')[-3]}();", "utf-8")
    finish(built, ADDRESS)
    assert index.read_text("utf-8") == data
    written = index.with_suffix(".js").read_text("utf-8")
    brought = json.loads(written.removeprefix("var __index=").removesuffix(";\n"))
    assert [one["location"] for one in brought[key]] == [
        "index.html", "index.html#read", "a/index.html", "a/index.html#p1", "x.html#y",
    ]  # fmt: skip
    words = worker.with_suffix(".disk.js").read_text("utf-8")
    assert words.startswith('(globalThis.lesartWorkers??={})["w.min.disk.js"]=')
    assert json.loads(words.partition("]=")[2].removesuffix(";\n")).splitlines() == [
        "self.importScripts=()=>{};", "w();", "support();", "de();", "multi();",
    ]  # fmt: skip


_WORD = st.text(st.sampled_from("ab <>\"'=/&;!-\n"), max_size=12)


@given(
    st.lists(
        st.one_of(_WORD, st.sampled_from(["<a href='x'>", "<style>", "</style>", "<!--", "-->"]))
    )
)
def test_any_page_is_read_and_stays_where_nothing_changes(parts: list[str]) -> None:
    page = "".join(parts)
    assert change(page, lambda tag: None) == page
    assert change(page, str).casefold() == page.casefold()


@given(st.dictionaries(st.sampled_from(["href", "class", "id"]), st.text(max_size=8)))
def test_attributes_are_read_as_they_are_written(said: dict[str, str]) -> None:
    written = str(Tag("a", "", 0).having(**said))
    tags: list[Tag] = []
    change(written, tags.append)
    assert [tag.attributes for tag in tags] == ([said] if said else [])


@pytest.mark.parametrize("home", [True, False])
def test_what_the_command_says_last_is_true(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mini: Settings, home: bool
) -> None:
    target = tmp_path / "built site"
    findings = [Finding(Location("a/index.html"), "B003", "said", severity="warning")]

    def build(*given: object) -> list[Finding]:
        if home:
            site(target)
        return findings

    monkeypatch.setattr("lesart.site.build.build", build)
    args = ["build", "--audience", "private", "--site-dir", str(target)]
    done = CliRunner().invoke(cli, ["-C", str(mini.root), *args])
    assert done.exit_code == 0
    assert done.stderr == "a/index.html: warning[B003]: said\n"
    *_, policy, last = done.stdout.splitlines()
    assert policy == f"Content-Security-Policy: {POLICY}"
    opened = f"; open {target / 'index.html'} or run `lesart serve`."
    assert last == f"The site is in {target}{opened if home else ', without a home page.'}"
