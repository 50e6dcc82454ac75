"""Draw where a term stands in each text: a line a text, a tick a place."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from lesart.core.elements import count, make
from lesart.model import Term
from lesart.write.html.places import TextPlaces, places_of

LABEL, LENGTH, COUNT, ROW = 78, 250, 26, 15


def dispersion(term: Term, texts: Sequence[TextPlaces]) -> list[Element]:
    """Draw the dispersion of a term over the texts; nothing where it stands in none of them."""
    found = [(text, places_of(term, text)) for text in texts]
    if not any(places for _, places in found):
        return []
    rows: list[Element] = []
    said: list[str] = []
    for number, (text, places) in enumerate(found):
        order = {id_: n for n, id_ in enumerate(text.segments)}
        at = [(order[id_] + 0.5) / len(order) for id_ in places for _ in places[id_]]
        rows += _row(text.text.record.id, at, ROW * number + ROW // 2)
        said.append(f"{text.text.record.id}: {_described(at)}")
    height = ROW * len(found)
    name, more = f"plot-{term.id}", f"plot-{term.id}-said"
    picture = make(
        "svg",
        make("title", f"Where {term.lemma} stands", id=name),
        make("desc", f"{'; '.join(said)}.", id=more),
        *rows,
        viewBox=f"0 0 {LABEL + LENGTH + COUNT} {height}",
        role="img",
        aria_labelledby=name,
        aria_describedby=more,
        class_="plot",
    )
    return [make("figure", picture, class_="dispersion", data_search_exclude="")]


def _row(name: str, at: Sequence[float], y: int) -> list[Element]:
    label = make("text", name, x="0", y=f"{y + 3.5:g}", class_="plot__name")
    line = make(
        "line", x1=f"{LABEL}", x2=f"{LABEL + LENGTH}", y1=f"{y}", y2=f"{y}", class_="plot__line"
    )
    end = f"{LABEL + LENGTH + COUNT}"
    number = make("text", f"{len(at)}", x=end, y=f"{y + 3.5:g}", class_="plot__count")
    xs = [f"{LABEL + LENGTH * place:.1f}" for place in at]
    ticks = [
        make("line", x1=x, x2=x, y1=f"{y - 5}", y2=f"{y + 5}", class_="plot__tick")
        for x in dict.fromkeys(xs)
    ]
    return [label, line, *ticks, number]


def _described(at: Sequence[float]) -> str:
    if not at:
        return "nowhere"
    parts = [
        f"{number} in the {name} third"
        for third, name in enumerate(("first", "middle", "last"))
        if (number := sum(int(place * 3) == third for place in at))
    ]
    return f"{count(len(at), 'place', 'places')} ({', '.join(parts)})"
