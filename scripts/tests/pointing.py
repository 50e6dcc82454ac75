"""Find where on the page a pointer meets a sentence."""

from __future__ import annotations


def middle(page, id_):
    """Scroll to a sentence and give the middle of its last line."""
    return page.evaluate(
        """(id) => {
            const element = document.getElementById(id);
            element.scrollIntoView({ block: "center" });
            const line = [...element.getClientRects()].at(-1);
            return [line.x + line.width / 2, line.y + line.height / 2];
        }""",
        id_,
    )
