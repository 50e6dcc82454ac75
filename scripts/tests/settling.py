"""Wait until a page has come to rest, however quick the machine is."""

from __future__ import annotations

# Listeners of events that wait run before the second frame; a page at rest draws both at once.
AT_REST = """async () => {
    await document.fonts.ready;
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    const ending = (one) => one.effect.getComputedTiming().endTime !== Infinity;
    await Promise.allSettled(document.getAnimations().filter(ending).map((one) => one.finished));
}"""


def settle(page):
    """Wait until the fonts are there, the scripts have followed and nothing moves any more."""
    page.evaluate(AT_REST)
