"""The types of BibTeX and biblatex for those of CSL, and in which field each has its container."""

from __future__ import annotations

BIBTEX = {
    **dict.fromkeys(("article-journal", "article-magazine", "article-newspaper"), "article"),
    **dict.fromkeys(("review", "review-book"), "article"),
    **dict.fromkeys(("book", "classic"), "book"),
    **dict.fromkeys(("chapter", "entry-dictionary", "entry-encyclopedia"), "incollection"),
    "manuscript": "unpublished",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "collection": "proceedings",
}
BIBLATEX = {
    **dict.fromkeys(("article-journal", "article-magazine", "article-newspaper"), "article"),
    **dict.fromkeys(("review", "review-book"), "review"),
    **dict.fromkeys(("book", "classic"), "book"),
    **dict.fromkeys(("entry-dictionary", "entry-encyclopedia"), "inreference"),
    **dict.fromkeys(("bill", "legislation", "regulation"), "legislation"),
    **dict.fromkeys(("article", "post", "post-weblog", "webpage"), "online"),
    **dict.fromkeys(("figure", "graphic"), "image"),
    "chapter": "incollection",
    "collection": "collection",
    "dataset": "dataset",
    "legal_case": "jurisdiction",
    "manuscript": "unpublished",
    "motion_picture": "movie",
    "musical_score": "music",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "patent": "patent",
    "periodical": "periodical",
    "personal_communication": "letter",
    "report": "report",
    "software": "software",
    "song": "audio",
    "standard": "standard",
    "thesis": "thesis",
}
SUBTYPES = {"article-magazine": "magazine", "article-newspaper": "newspaper"}
PERIODICAL = ("article", "review")
_CHAPTERS = ("incollection", "inproceedings", "inreference")


def container_field(kind: str, dialect: str) -> str:
    """
    Name the field for what a work of this type stands in.

    Beside articles no style prints the field of a journal, but programs read it for any type: by
    its old name, for some know the new one with articles alone. biber takes both for one.

    >>> container_field("incollection", "bibtex"), container_field("legislation", "biblatex")
    ('booktitle', 'journal')
    """
    if kind in _CHAPTERS:
        return "booktitle"
    return "journaltitle" if dialect == "biblatex" and kind == "article" else "journal"
