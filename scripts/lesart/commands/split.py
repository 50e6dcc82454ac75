"""The command that cuts running text into sentences: split."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lesart.commands.shared import KeyOf, report
from lesart.core.findings import Finding
from lesart.core.sentences import split_sentences
from lesart.exchange.readers import Asked, read_paragraphs
from lesart.languages import LANGUAGES

_STDIN = "standard input"


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option("--lang", type=KeyOf(LANGUAGES), required=True, help="The language of the text.")
def split(file: str, lang: str) -> None:
    """
    Print the sentences of FILE, one a line; - stands for plain text from standard input.

    FILE is read as `lesart read` shows. No sentence crosses the end of a paragraph.
    """
    data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    warnings: list[Finding] = []
    name = _STDIN if file == "-" else file
    paragraphs = read_paragraphs(data, name, warnings, Asked(language=lang))
    report(warnings)
    for words in paragraphs:
        for sentence in split_sentences(words, lang):
            click.echo(sentence)
