"""The commands of the aligner: bring two texts together, add a text, ask for a second opinion."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from lesart.align import Bead, Side, align_all, guess_language, least_sure
from lesart.align.sides import align_files
from lesart.commands.shared import DICTIONARY, FORCE, lexicon_of, progress, report, settings_of
from lesart.core.findings import EditionError, Finding, Location
from lesart.core.outputs import Outputs
from lesart.core.sentences import split_sentences
from lesart.core.tables import format_rows, read_lines
from lesart.translation.relations import relation_of_bead

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)
_TENTH = 10
_USUAL = ("de", "en")
_CODES = re.compile(r"([a-z]{2}),([a-z]{2})")


@click.command()
@click.argument("source", required=False)
@click.argument("target", required=False)
@click.option("--sentences", is_flag=True, help="The files hold one sentence a line.")
@click.option(
    "--format", "format_", type=click.Choice(["beads", "tsv", "tmx", "json"]), default="beads"
)
@click.option(
    "--review",
    is_flag=True,
    help="Only the tenth the aligner is least sure of, the least sure first.",
)
@click.option(
    "--batch", type=_FOLDER, help="Align every DOC.de with DOC.en (or DOC.fr), one sentence a line."
)
@click.option("--out", type=_FOLDER, help="Where --batch writes DOC.hyp.")
@click.option("--check", is_flag=True, help="Compare the edition's units with a fresh alignment.")
@click.option("--translation", type=_FILE, help="Give TEXT, which has none, this translation.")
@click.option("--update", is_flag=True, help="Align TEXT again between its reviewed units.")
@click.option(
    "--languages",
    callback=lambda context, option, value: _languages(value),
    metavar="SRC,TGT",
    help="Two-letter codes; else German and English, or French where the words show it.",
)
@DICTIONARY
@FORCE
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
    translation: Path | None,
    update: bool,
    languages: tuple[str, str] | None,
    dictionary: str,
    force: bool,
) -> None:
    """
    Bring the running texts SOURCE (German) and TARGET (English or French) together.

    With --check [TEXT] it gives a second opinion on the edition, or on one text of it; with
    --translation FILE TEXT gets the translation that it has not yet.
    """
    if batch or out:
        if not batch or not out or source:
            raise click.UsageError("--batch and --out go together, without files")
        _align_folder(batch, out, languages, dictionary, Outputs(force=force))
    elif translation:
        from lesart.commands.shared_alignment import take_translation  # noqa: PLC0415

        take_translation(settings_of(context), source, translation, dictionary, bool(languages))
    elif check or update:
        from lesart.commands.shared_alignment import second_opinion, update_alignment  # noqa: PLC0415

        run = second_opinion if check else update_alignment
        run(settings_of(context), source, dictionary)
    elif source and target:
        files = Path(source), Path(target)
        _align_pair(files, sentences, languages, format_, review, dictionary)
    else:
        raise click.UsageError("give SOURCE and TARGET, or --batch, or --check")


def _languages(value: str | None) -> tuple[str, str] | None:
    if value is None:
        return None
    match = _CODES.fullmatch(value)
    if not match or match[1] == match[2]:
        raise click.BadParameter(f"{value!r} names no two languages; write them as in de,fr")
    return match[1], match[2]


def _align_pair(
    files: tuple[Path, Path],
    split: bool,
    languages: tuple[str, str] | None,
    format_: str,
    review: bool,
    dictionary: str,
) -> None:
    left, right = (
        _with_language(_read_side(file, split, language), languages)
        for file, language in zip(files, languages or _USUAL, strict=True)
    )
    lexicon = lexicon_of(dictionary, left.language, right.language)
    beads, findings = align_files(files, (left, right), lexicon, progress())
    report(findings)
    shown = least_sure(beads, max(1, len(beads) // _TENTH)) if review else beads
    sys.stdout.write(_written(shown, left, right, format_))


def _written(beads: Sequence[Bead], left: Side, right: Side, format_: str) -> str:
    if format_ == "beads":
        return "".join(f"{bead}\n" for bead in beads)
    if format_ == "json":
        return _as_json(beads, left, right)
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
    from lesart.exchange.tmx import Pair, write_tmx  # noqa: PLC0415

    pairs = (
        Pair(de, en, (("confidence", sure), ("relation", relation_of_bead(bead))))
        for (sure, de, en), bead in zip(rows, beads, strict=True)
    )
    return write_tmx(pairs, left.language, right.language)


def _as_json(beads: Sequence[Bead], left: Side, right: Side) -> str:
    listed = [
        {
            "source": list(bead.source),
            "target": list(bead.target),
            "relation": relation_of_bead(bead),
            "joinedBy": "aligner",
            "confidence": bead.confidence,
            left.language: " ".join(left.sentences[at] for at in bead.source),
            right.language: " ".join(right.sentences[at] for at in bead.target),
        }
        for bead in beads
    ]
    return json.dumps(listed, ensure_ascii=False, indent=1) + "\n"


def _read_side(path: Path, split: bool, language: str) -> Side:
    if not path.is_file():
        raise click.BadParameter(f"there is no file {path}")
    data = path.read_bytes()
    if not split:
        from lesart.exchange.readers import Asked, read_paragraphs  # noqa: PLC0415  (heavy)

        warnings: list[Finding] = []
        paragraphs = read_paragraphs(data, str(path), warnings, Asked(language=language))
        report(warnings)
        return _side([split_sentences(words, language) for words in paragraphs], language)
    blocks: list[list[str]] = [[]]
    for line in read_lines(data, str(path)):
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


def _with_language(side: Side, languages: tuple[str, str] | None) -> Side:
    """Take the language the words show where it is French and none was named."""
    found = "" if languages else guess_language(side)
    return Side(side.sentences, found if found == "fr" else side.language, side.paragraphs)


def _align_folder(
    folder: Path,
    out: Path,
    languages: tuple[str, str] | None,
    dictionary: str,
    outputs: Outputs,
) -> None:
    codes = [languages] if languages else [_USUAL, ("de", "fr")]
    found = {
        path.stem: (path, path.with_suffix(f".{target}"))
        for source, target in reversed(codes)
        for path in sorted(folder.glob(f"*.{source}"))
        if path.with_suffix(f".{target}").is_file()
    }
    names = sorted(found)
    if not names:
        message = f"no DOC.{codes[0][0]} beside a DOC.{codes[0][1]}"
        raise EditionError(Finding(Location(str(folder)), "A005", message))
    read = [
        [_with_language(_read_side(path, True, path.suffix[1:]), languages) for path in found[name]]
        for name in names
    ]
    pairs = [(left, right) for left, right in read]
    out.mkdir(parents=True, exist_ok=True)
    for source, target in sorted({(left.language, right.language) for left, right in pairs}):
        chosen = [
            n for n, sides in enumerate(pairs) if [s.language for s in sides] == [source, target]
        ]
        beads_of = align_all(
            [pairs[n] for n in chosen],
            lexicon=lexicon_of(dictionary, source, target),
            progress=progress(),
        )
        for n, beads in zip(chosen, beads_of, strict=True):
            text = "".join(f"{bead}\n" for bead in beads)
            outputs.write(out / f"{names[n]}.hyp", text)
