"""The commands of the aligner: bring two texts together, add a text, ask for a second opinion."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import click

from lesart import pipeline_align, store
from lesart.align import Bead, Lexicon, Side, align_all, guess_language, load_dictionary
from lesart.commands.shared import settings_of
from lesart.diagnostics import EditionError, Finding, Location
from lesart.pipeline import Settings
from lesart.readers import read_paragraphs
from lesart.render.tmx import Pair, write_tmx
from lesart.segment import split_sentences
from lesart.tables import format_rows

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)
_TENTH = 10
_DICTIONARY = click.option(
    "--dictionary",
    default="auto",
    show_default=True,
    help="An installed FreeDict or Ding file; auto looks in the usual places; none.",
)


@click.command()
@click.argument("source", required=False)
@click.argument("target", required=False)
@click.option("--sentences", is_flag=True, help="The files hold one sentence a line.")
@click.option("--format", "format_", type=click.Choice(["beads", "tsv", "tmx"]), default="beads")
@click.option("--review", is_flag=True, help="Only the tenth the aligner is least sure of.")
@click.option("--batch", type=_FOLDER, help="Align every DOC.de/DOC.en, one sentence a line.")
@click.option("--out", type=_FOLDER, help="Where --batch writes DOC.hyp.")
@click.option("--check", is_flag=True, help="Compare the edition's units with a fresh alignment.")
@click.option("--update", is_flag=True, help="Align TEXT again between its reviewed units.")
@_DICTIONARY
@click.pass_context
def align(
    context: click.Context,
    source: str | None,
    target: str | None,
    sentences: bool,
    format_: str,
    review: bool,
    batch: Path | None,
    out: Path | None,
    check: bool,
    update: bool,
    dictionary: str,
) -> None:
    """
    Bring the running texts SOURCE (German) and TARGET (English) together.

    With --check [TEXT] it gives a second opinion on the edition, or on one text of it.
    """
    if batch or out:
        if not batch or not out or source:
            raise click.UsageError("--batch and --out go together, without files")
        _align_folder(batch, out, dictionary)
    elif check or update:
        settings = settings_of(context)
        (_second_opinion if check else _update)(settings, source, dictionary)
    elif source and target:
        _align_pair(Path(source), Path(target), sentences, format_, review, dictionary)
    else:
        raise click.UsageError("give SOURCE and TARGET, or --batch, or --check")


@click.command()
@click.argument("text_id", metavar="ID")
@click.option("--source", required=True, type=_FILE, help="The German original.")
@click.option("--translation", required=True, type=_FILE, help="Its English translation.")
@click.option("--record", type=_FILE, help="A text.yml; otherwise one is begun for you.")
@_DICTIONARY
@click.pass_context
def add(
    context: click.Context,
    text_id: str,
    source: Path,
    translation: Path,
    record: Path | None,
    dictionary: str,
) -> None:
    """Add a text to the edition from an original and somebody's translation."""
    settings = settings_of(context)
    files = (source, translation, record)
    added, findings = pipeline_align.add_text(
        settings, text_id, files, _lexicon(dictionary, "de", "en"), _progress()
    )
    _tell(findings)
    omitted = sum(unit.text == "[…]" for unit in added.units)
    click.echo(f"{store.SOURCES}/{text_id}\t{len(added.ledger)} segments, {len(added.units)} units")
    if omitted:
        click.echo(f"{omitted} segments have no translation and stand as […]", err=True)
    click.echo(
        f"Look at the least sure units with `lesart align --check {text_id}`, complete"
        f" {store.SOURCES}/{text_id}/text.yml, and record what was read with `lesart review`.",
        err=True,
    )


def _align_pair(
    source: Path, target: Path, split: bool, format_: str, review: bool, dictionary: str
) -> None:
    left = _with_language(_read_side(source, split, "de"))
    right = _with_language(_read_side(target, split, "en"))
    lexicon = _lexicon(dictionary, left.language, right.language)
    files, sides = (source, target), (left, right)
    beads, findings = pipeline_align.align_files(files, sides, lexicon, _progress())
    _tell(findings)
    shown = _least_sure(beads) if review else beads
    sys.stdout.write(_written(shown, left, right, format_))


def _least_sure(beads: Sequence[Bead]) -> list[Bead]:
    number = max(1, len(beads) // _TENTH)
    chosen = set(sorted(range(len(beads)), key=lambda n: beads[n].confidence)[:number])
    return [bead for n, bead in enumerate(beads) if n in chosen]


def _written(beads: Iterable[Bead], left: Side, right: Side, format_: str) -> str:
    if format_ == "beads":
        return "".join(f"{bead}\n" for bead in beads)
    rows = [
        (
            f"{bead.confidence:.3f}",
            " ".join(left.sentences[at] for at in bead.source),
            " ".join(right.sentences[at] for at in bead.target),
        )
        for bead in beads
    ]
    if format_ == "tsv":
        return format_rows(rows)
    pairs = (Pair(de, en, (("confidence", sure),)) for sure, de, en in rows)
    return write_tmx(pairs, left.language, right.language)


def _read_side(path: Path, split: bool, language: str) -> Side:
    if not path.is_file():
        raise click.BadParameter(f"there is no file {path}")
    data = path.read_bytes()
    if not split:
        paragraphs = read_paragraphs(data, str(path))
        return _side([split_sentences(words, language) for words in paragraphs], language)
    blocks: list[list[str]] = [[]]
    for line in store.read_lines(data, str(path)):
        if line.strip():
            blocks[-1].append(line.strip())
        else:
            blocks.append([])
    return _side(blocks, language)


def _side(blocks: Sequence[Sequence[str]], language: str) -> Side:
    full = [block for block in blocks if block]
    return Side(
        [sentence for block in full for sentence in block],
        language,
        [number for number, block in enumerate(full) for _ in block],
    )


def _with_language(side: Side) -> Side:
    """Take the language the words show where it is French; the others are what the place says."""
    found = guess_language(side)
    return Side(side.sentences, found if found == "fr" else side.language, side.paragraphs)


def _align_folder(folder: Path, out: Path, dictionary: str) -> None:
    names = sorted(path for path in folder.glob("*.de") if path.with_suffix(".en").is_file())
    if not names:
        raise EditionError(Finding(Location(str(folder)), "A005", "no DOC.de beside a DOC.en"))
    pairs = [
        (
            _read_side(path, True, "de"),
            _with_language(_read_side(path.with_suffix(".en"), True, "en")),
        )
        for path in names
    ]
    out.mkdir(parents=True, exist_ok=True)
    for language in sorted({right.language for _, right in pairs}):
        chosen = [n for n, (_, right) in enumerate(pairs) if right.language == language]
        found = align_all(
            [pairs[n] for n in chosen],
            lexicon=_lexicon(dictionary, "de", language),
            progress=_progress(),
        )
        for n, beads in zip(chosen, found, strict=True):
            text = "".join(f"{bead}\n" for bead in beads)
            store.write_atomic(out / f"{names[n].stem}.hyp", text)


def _second_opinion(settings: Settings, text_id: str | None, dictionary: str) -> None:
    known = store.read_edition_record(settings.root).texts
    if text_id and text_id not in known:
        raise click.BadParameter(f"the edition has no text “{text_id}”; it has {', '.join(known)}")
    lexicon = _lexicon(dictionary, "de", "en")
    found = 0
    for name in [text_id] if text_id else known:
        findings = pipeline_align.check_alignment(settings, name, lexicon, _progress())
        found += len(findings)
        for finding in findings:
            click.echo(str(finding))
        click.echo(f"{name}: {len(findings)} disagreements", err=True)
    if found:
        sys.exit(1)


def _update(settings: Settings, text_id: str | None, dictionary: str) -> None:
    if not text_id or text_id not in store.read_edition_record(settings.root).texts:
        raise click.UsageError("--update needs the id of a text")
    lexicon = _lexicon(dictionary, "de", "en")
    for unit in pipeline_align.realign(settings, text_id, lexicon, _progress()):
        click.echo(f"{text_id}:{unit.ids}\t{unit.confidence:.3f}\t{unit.text}")


def _lexicon(dictionary: str, source: str, target: str) -> Lexicon | None:
    try:
        return load_dictionary(dictionary, source, target)
    except (OSError, ValueError) as error:
        raise click.BadParameter(f"{dictionary}: {error}", param_hint="--dictionary") from None


def _progress() -> Callable[[str], None]:
    """Tell how far it is, on a terminal alone."""
    if not sys.stderr.isatty():
        return lambda message: None
    return lambda message: click.echo(f"\r\x1b[K{message}", nl=False, err=True)


def _tell(findings: Iterable[Finding]) -> None:
    for finding in findings:
        click.echo(str(finding), err=True)
