"""The preview shows the findings of the edition on its pages, and a build has nothing of it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from lesart.core.findings import Finding, Location
from lesart.site.preview import PreviewServer
from lesart.site.preview_findings import ADDRESS, Findings
from lesart.tasks.edition import Settings


@pytest.fixture
def findings(mini: Settings) -> Findings:
    return Findings(mini)


@pytest.fixture
def preview(findings: Findings, tmp_path: Path) -> Iterator[str]:
    """Serve one page as the preview does; give its address."""
    site = tmp_path / "pages"
    site.mkdir()
    page = "<!doctype html><html lang=en><head><title>T</title></head><body><p>Words</body></html>"
    (site / "index.html").write_text(page, "utf-8")
    server = PreviewServer("127.0.0.1", 0, findings, builder=lambda: None, root=str(site))
    server.server_bind()
    server.server_activate()
    server._watched_paths = {"docs": 1}
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.observer.start()
    server.serve_thread = thread
    server.shutdown()
    thread.join()


def test_findings_come_and_go_with_the_files(preview, findings, mini, chromium) -> None:
    page = chromium.new_page(viewport={"width": 360, "height": 740})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(preview)
    box = page.locator(".preview-findings")
    page.wait_for_function("() => document.querySelector('.preview-findings')")
    assert not box.is_visible()
    notes = mini.root / "source_texts/wolken/notes.md"
    written = notes.read_text("utf-8")
    notes.write_text(written.replace("„Wolken wiegen“", "„<b>Knabe</b>“"), "utf-8")
    box.wait_for()
    assert "finding" in page.get_by_role("status").inner_text()
    box.locator("summary").click()
    assert "error[N101]" in box.inner_text()
    assert "source_texts/wolken/notes.md:" in box.inner_text()
    assert "<b>Knabe</b>" in box.inner_text()
    assert box.locator("b").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    notes.write_text(written, "utf-8")
    box.wait_for(state="hidden")
    findings.stopped = (Finding(Location("docs/index.md", 3), "M003", "a block has words"),)
    box.wait_for()
    assert "docs/index.md:3" in box.text_content()
    assert all(url.startswith(preview) for url in asked)
    page.close()


def test_a_build_has_nothing_of_it(private_site: Path) -> None:
    pages = list(private_site.rglob("*.html"))
    assert len(pages) > 5
    assert not [page for page in pages if ADDRESS in page.read_text("utf-8")]
    assert not list(private_site.rglob("preview.js"))
