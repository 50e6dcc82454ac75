"""
Render the link by which a reader proposes other words.

Without a script it opens a form with text and version; `propose.js` fills in a sentence, from the
words that stand in the page and no others, and offers it where the sentence is cited.
"""

from __future__ import annotations

import json
from xml.etree.ElementTree import Element

from lesart.core.elements import make
from lesart.core.proposals import CUT, FIELDS
from lesart.model import Text
from lesart.view.proposing import ProposalAddress, address_with, empty_form


def propose_link(text: Text, to: ProposalAddress) -> Element:
    """Render the link at the foot of a text."""
    title = f"{text.record.title.en} ({text.record.id} {text.record.version})"
    form = empty_form(f"{text.record.id}:", text.record.version)
    data = {
        "address": to.address,
        "title": to.title,
        "body": to.body,
        "fenced": to.fenced,
        "text": text.record.id,
        "version": text.record.version,
        "fields": list(FIELDS),
        "cut": CUT,
    }
    link = make("a", "Correct a sentence", href=address_with(to, title, form), id="propose")
    link.set("data-propose", json.dumps(data, ensure_ascii=False, sort_keys=True))
    where = "by mail" if to.address.lower().startswith("mailto:") else "in an issue"
    said = f" {where}: give its number, such as {text.record.id}:3.4, and the words you propose."
    return make("p", link, said, class_="proposing", data_search_exclude="")
