"""Compose the draft of a recipe, for a witness or for a text that is complete in the repository."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from pathlib import Path

from yaml.nodes import SequenceNode

from lesart.core.files import exclusive, write_atomic
from lesart.core.findings import EditionError, Finding, Location
from lesart.core.records import quoted
from lesart.core.references import paragraph_of
from lesart.model import LedgerEntry, Record
from lesart.source import ledger
from lesart.source.normalize import apply_recipe
from lesart.source.page_parts import runs_of
from lesart.source.recipe import parse_recipe
from lesart.source.recipe_draft import draft_recipe, recipe_of
from lesart.source.witness import read_witness, sha256
from lesart.store.originals import find_witness, stored_witness
from lesart.store.paths import SOURCES, read_file
from lesart.store.read import parse_record, read_record
from lesart.store.structure import read_stored_lines
from lesart.store.yaml_lists import find_list, scalars
from lesart.tasks.edition import Settings

_WITNESS = """\
  - siglum: {siglum}
    sha256: {checksum}
    description:
      de: {de}
      en: {en}
"""


@dataclass(frozen=True, slots=True)
class DraftRecipe:
    """Tell the file of a draft, its blocks, how many of them omit lines, and what it reads."""

    path: str
    blocks: int
    omitted: int = 0
    witness: str = ""


def write_draft_recipe(settings: Settings, text_id: str, siglum: str) -> DraftRecipe:
    """
    Draft the recipe of a text from one of its witnesses, or from its own sentences.

    A text that is complete in the repository keeps its words and ids: its sentences, one a line,
    become a witness beside the recipe, and `de.tsv` goes. Raises EditionError where there is a
    recipe, or the witness is not recorded or not at hand.
    """
    with exclusive(settings.root / SOURCES / text_id):
        record = read_record(settings.root, text_id)
        path = f"{SOURCES}/{text_id}/recipe.yml"
        whole = (settings.root / _words(text_id)).is_file()
        if (settings.root / path).exists():
            if whole:
                return _finish(settings, record, path)
            hint = "a draft never takes the place of what is there"
            raise EditionError(Finding(Location(path), "R015", "the text has a recipe", hint=hint))
        if whole:
            return _store_witness(settings, record, path, siglum)
        lines = _witness_lines(settings, record, siglum)
        write_atomic(settings.root / path, draft_recipe(lines, siglum))
        runs = runs_of(lines)
        return DraftRecipe(path, len(runs), sum(bool(run.omitted) for run in runs))


def _words(text_id: str) -> str:
    return f"{SOURCES}/{text_id}/de.tsv"


def _witness_lines(settings: Settings, record: Record, siglum: str) -> list[str]:
    witness = next((one for one in record.witnesses if one.siglum == siglum), None)
    found = find_witness(settings.root, record.id, witness, settings.folders) if witness else None
    if witness is None or found is None:
        said = "is not at hand" if witness else "is not recorded"
        hint = (
            "see `lesart originals`" if witness else f"lesart witness {record.id} FILE records it"
        )
        where = Location(f"{SOURCES}/{record.id}/text.yml")
        raise EditionError(Finding(where, "R016", f"witness {siglum} {said}", hint=hint))
    return read_witness(found.read_bytes(), str(found))


def _store_witness(settings: Settings, record: Record, path: str, siglum: str) -> DraftRecipe:
    """Make a witness and a recipe of a text's own sentences; the recipe is written last but one."""
    root = settings.root
    places, sentences = read_stored_lines(root, record)
    words, recipe = recipe_of([(place, sentences[place.id]) for place in places], siglum)
    at = f"{SOURCES}/{record.id}/text.yml"
    written = read_file(root, at).decode("utf-8")
    made = _with_witness(written, at, siglum, sha256(words.encode()))
    _refuse_other_words(root, parse_record(made.encode(), at, record.id), words, recipe, path)
    witness = stored_witness(record.id, siglum)
    write_atomic(root / witness, words)
    write_atomic(root / at, made)
    write_atomic(root / path, recipe)
    (root / _words(record.id)).unlink()
    return DraftRecipe(path, len(places), witness=witness)


def _with_witness(written: str, path: str, siglum: str, checksum: str) -> str:
    """Write a witness into a record, as the first of those that are there."""
    known = find_list(written, "witnesses")
    if known is not None and (known.flow_style or siglum in _sigla(known)):
        message = f"a witness {siglum} cannot be written under “witnesses”"
        hint = "take another siglum with --siglum, and one witness a line"
        raise EditionError(Finding(Location(path), "R019", message, hint=hint))
    item = _WITNESS.format(
        siglum=siglum,
        checksum=checksum,
        de=quoted("der Text, wie er in die Edition aufgenommen wurde"),
        en=quoted("the text as it was added to the edition"),
    )
    if known is None:
        return f"{written.rstrip()}\nwitnesses:\n{item}"
    start = written.rindex("\n", 0, known.start_mark.index) + 1
    indent = " " * known.start_mark.column
    shifted = textwrap.indent(textwrap.dedent(item), indent)
    return written[:start] + shifted + written[start:]


def _sigla(listed: SequenceNode) -> set[str]:
    return {word for item in listed.value for word in scalars(item)}


def _refuse_other_words(root: Path, record: Record, words: str, recipe: str, path: str) -> None:
    """Raise EditionError where the recipe does not give each sentence of the ledger its words."""
    parsed = parse_recipe(recipe.encode(), path, record)
    paragraphs = apply_recipe(parsed, read_witness(words.encode()), path)
    at = f"{SOURCES}/{record.id}/segments.tsv"
    entries: dict[str, list[LedgerEntry]] = {}
    for entry in ledger.parse_ledger(read_file(root, at), at):
        entries.setdefault(paragraph_of(entry.id), []).append(entry)
    for paragraph in paragraphs:
        ledger.cut(paragraph, entries.get(paragraph.id, ()), at)


def _finish(settings: Settings, record: Record, path: str) -> DraftRecipe:
    """Finish a run that was stopped behind its recipe: `de.tsv` goes where that reads its words."""
    root = settings.root
    recipe = parse_recipe(read_file(root, path), path, record)
    lines = _witness_lines(settings, record, recipe.witness)
    _, sentences = read_stored_lines(root, record)
    read = {one.id: one.text for one in apply_recipe(recipe, lines, path)}
    if read != {id_: " ".join(own) for id_, own in sentences.items()}:
        message = "the text has a recipe, and other words in a file beside it"
        hint = f"keep what is right in {path}, and delete the file"
        raise EditionError(Finding(Location(_words(record.id)), "R015", message, hint=hint))
    (root / _words(record.id)).unlink()
    witness = stored_witness(record.id, recipe.witness)
    return DraftRecipe(path, len(recipe.blocks), witness=witness)
