"""Adding a text: from two files to a page, and nothing half-written."""

from __future__ import annotations

import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
import yaml
from command import COMMAND, run
from hypothesis import given
from hypothesis import strategies as st

from lesart.align import Bead
from lesart.core.records import quoted
from lesart.site import build as site
from lesart.tasks import align as tasks_align
from lesart.tasks import realign as tasks_realign
from lesart.tasks.check import check_edition
from lesart.tasks.edition import Settings, load_text
from lesart.translation.adding import bring_together, make_sides

GERMAN = """Vom Zählen der Leute

Wer zählt, der ordnet die Welt. Die ersten Listen waren keine Drohung. Sie waren bequem.

Am 4. Juni begann man in Jena. Dr. Wolf schrieb die Namen auf. Es schneite heftig. Niemand ging.
"""
ENGLISH = """On Counting People

Whoever counts puts the world in order. The first lists were no threat; they were convenient.

They began in Jena on 4 June. Dr Wolf wrote down the names. Nobody left. The end.
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    source, target = tmp_path / "zaehlen.txt", tmp_path / "counting.md"
    source.write_text(GERMAN, "utf-8")
    target.write_text(ENGLISH, "utf-8")
    return str(source), str(target)


def add(mini: Settings, files: tuple[str, str], *more: str) -> subprocess.CompletedProcess[str]:
    return run(mini, "add", "zaehlen", "--source", files[0], "--translation", files[1], *more)


@pytest.mark.site
@pytest.mark.usefixtures("pages_alone")
def test_a_text_goes_from_files_to_a_page(
    mini: Settings, files: tuple[str, str], tmp_path: Path
) -> None:
    done = add(mini, files)
    assert done.returncode == 0, done.stderr
    assert check_edition(mini) == []
    text = load_text(mini, "zaehlen")
    assert [row.id for row in text.rows] == ["title", "1", "2"]
    units = [unit for row in text.rows for unit in row.units]
    assert [unit.ids for unit in units][:3] == ["title", "1.1", "1.2-1.3"]
    assert {unit.state for unit in units} == {"aligned"}
    assert " ".join(unit.text for unit in units if unit.text != "[…]") == " ".join(ENGLISH.split())
    site.build(mini, "mkdocs", tmp_path / "site")
    assert "Whoever counts" in (tmp_path / "site/texts/zaehlen/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    "title",
    [
        "On <Censorship> & R&D: *x* `y` [a](b) {{ z }} {% raw %} # | 'q' \"r\" &amp; \\\\n \\\\",
        "<img src=x onerror=alert(1)> </title><script>alert(2)</script>",
        "--- # /// bitext | wolken",
        "zero\u200bwidth, \u202eturned\u202c, \U0001f642 and 中文",
        "null",
        "{a: b}",
        "1.0",
    ],
)
def test_a_title_is_written_so_that_it_is_read_as_it_is(
    mini: Settings, tmp_path: Path, title: str
) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"{title}\n\nEin Satz.\n", "utf-8")
    files = (tmp_path / "a.txt", tmp_path / "b.txt", None)
    tasks_align.add_text(mini, "seltsam", files, None, lambda said: None)
    text = load_text(mini, "seltsam")
    # What only says where a line may break is no part of any words.
    seen = title.replace("\u200b", "")
    assert (text.record.title.de, text.record.title.en) == (seen, seen)
    page = (mini.root / "docs/texts/seltsam.md").read_text("utf-8")
    head, body = page.removeprefix("---\n").split("\n---\n")
    assert yaml.safe_load(head)["title"] == seen
    assert body == "\n/// bitext | seltsam\n///\n"


@given(st.text())
def test_any_words_come_back_from_a_quoted_scalar(words: str) -> None:
    assert yaml.safe_load(f"key: {quoted(words)}\n") == {"key": words}


def test_a_text_without_stated_rights_is_not_public(mini: Settings, files: tuple[str, str]) -> None:
    add(mini, files)
    public = Settings(mini.root, mini.originals, "public")
    assert load_text(public, "zaehlen").withheld


def test_what_nobody_translated_or_added_keeps_its_place() -> None:
    german, _, right = make_sides(
        ["Eins hier. Zwei dort. Drei.", "Vier."], ["Before. One here. Three and more.", "Four."]
    )
    beads = [
        Bead((), (0,), 0.4),
        Bead((0,), (1,), 0.9),
        Bead((1,), (), 0.7),
        Bead((2, 3), (2, 3), 0.8),
    ]
    added = bring_together(german, right, beads, "1.0")
    assert [(unit.ids, unit.text, unit.confidence) for unit in added.units] == [
        ("1.1", "Before. One here.", 0.9),
        ("1.2", "[…]", 0.7),
        ("1.3", "Three and more. Four.", 0.5),
        ("2.1", "[…]", 0.5),
    ]
    assert [entry.id for entry in added.ledger] == ["1.1", "1.2", "1.3", "2.1"]


def test_an_id_that_is_taken_changes_nothing(mini: Settings, files: tuple[str, str]) -> None:
    add(mini, files)
    before = {p: p.read_bytes() for p in mini.root.rglob("*") if p.is_file()}
    done = add(mini, files)
    assert done.returncode == 3
    assert "there is such a text already" in done.stderr
    assert {p: p.read_bytes() for p in mini.root.rglob("*") if p.is_file()} == before


@pytest.mark.parametrize("name", ["Zählen", "../x", "a b", "", "x" * 200])
def test_an_id_out_of_form_is_told(mini: Settings, files: tuple[str, str], name: str) -> None:
    done = run(mini, "add", name, "--source", files[0], "--translation", files[1])
    assert done.returncode == 3
    assert "cannot be the id of a text" in done.stderr


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("originals", "holds other things than a text"),
        ("memory", "holds other things than a text"),
        ("note", "begins the links to notes and terms"),
        ("term", "begins the links to notes and terms"),
    ],
)
def test_no_text_takes_a_name_that_means_something_else(
    mini: Settings, files: tuple[str, str], name: str, said: str
) -> None:
    done = run(mini, "add", name, "--source", files[0])
    assert (done.returncode, done.stdout) == (3, "")
    assert said in done.stderr
    assert not (mini.root / "source_texts" / name).exists()


@pytest.mark.slow
def test_a_killed_run_leaves_nothing_half_written(mini: Settings, files: tuple[str, str]) -> None:
    for delay in (0.3, 0.9, 1.5, 2.3, 3.5, 5.0):
        words = ["add", "zaehlen", "--source", files[0], "--translation", files[1]]
        with subprocess.Popen(
            [*COMMAND, *words], cwd=mini.root, stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        ) as process:  # fmt: skip
            time.sleep(delay)
            process.send_signal(signal.SIGKILL)
        folder = mini.root / "source_texts/zaehlen"
        names = {path.name for path in folder.iterdir()} if folder.exists() else set()
        whole = {
            "text.yml",
            "de.tsv",
            "en.tsv",
            "en.lock.tsv",
            "segments.tsv",
            "names.tsv",
            "terms.tsv",
        }
        assert names in (set(), whole)
        assert check_edition(mini) == []


def test_what_a_killed_run_left_is_no_text(mini: Settings) -> None:
    left = mini.root / "source_texts/.adding.zaehlen"
    left.mkdir()
    shutil.copy(mini.root / "source_texts/zeichen/text.yml", left)
    assert check_edition(mini) == []


def test_reviewed_units_stay_when_a_text_is_aligned_again(
    mini: Settings, files: tuple[str, str]
) -> None:
    add(mini, files)
    path = mini.root / "source_texts/zaehlen/en.tsv"
    text = path.read_text("utf-8").replace(
        "Dr Wolf wrote down the names.", "By hand, Dr Wolf wrote."
    )
    path.write_text(text, "utf-8")
    assert run(mini, "review", "zaehlen", "2.2").returncode == 0
    done = run(mini, "align", "zaehlen", "--update")
    assert done.returncode == 0, done.stderr
    units = [unit for row in load_text(mini, "zaehlen").rows for unit in row.units]
    (kept,) = [unit for unit in units if unit.ids == "2.2"]
    assert (kept.text, kept.state) == ("By hand, Dr Wolf wrote.", "reviewed")
    assert {unit.state for unit in units if unit.ids != "2.2"} == {"aligned"}


def test_a_line_of_no_segment_stays_when_a_text_is_aligned_again(
    mini: Settings, files: tuple[str, str]
) -> None:
    add(mini, files)
    path = mini.root / "source_texts/zaehlen/en.tsv"
    path.write_text(path.read_text("utf-8") + "9.1\tSomebody’s words.\n", "utf-8")
    assert run(mini, "align", "zaehlen", "--update").returncode == 0
    assert run(mini, "align", "--check", "zaehlen").returncode == 0
    assert "9.1\tSomebody’s words.\n" in path.read_text("utf-8")


def test_what_a_person_changes_while_a_text_is_aligned_is_left_and_told(
    mini: Settings, files: tuple[str, str]
) -> None:
    add(mini, files)
    path = mini.root / "source_texts/zaehlen/en.tsv"
    old, new = "Dr Wolf wrote down the names.", "By hand, Dr Wolf wrote."

    def edit(message: str) -> None:
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")

    units, refused = tasks_realign.realign(mini, "zaehlen", None, edit)
    assert [(one.code, one.where.reference) for one in refused] == [("A102", "zaehlen:2.2")]
    assert "2.2" not in [unit.ids for unit in units]
    assert new in path.read_text("utf-8")


def test_a_second_opinion_finds_a_shifted_unit(mini: Settings, files: tuple[str, str]) -> None:
    add(mini, files)
    assert run(mini, "align", "--check", "zaehlen").returncode == 0
    path = mini.root / "source_texts/zaehlen/en.tsv"
    text = path.read_text("utf-8")
    first, second = "They began in Jena on 4 June.", "Dr Wolf wrote down the names."
    swapped = text.replace(first, "§").replace(second, f"{first} {second}").replace("§", "[…]")
    path.write_text(swapped, "utf-8")
    done = run(mini, "align", "--check", "zaehlen")
    assert done.returncode == 1
    assert "zaehlen:2.1: error[A101]" in done.stdout


def test_files_are_aligned_in_every_format(mini: Settings, files: tuple[str, str]) -> None:
    beads = run(mini, "align", *files).stdout.splitlines()
    assert beads[:2] == ["0:0", "1:1"]
    rows = run(mini, "align", *files, "--format", "tsv").stdout.splitlines()
    assert rows[1].split("\t")[1:] == [
        "Wer zählt, der ordnet die Welt.",
        "Whoever counts puts the world in order.",
    ]
    assert '<tmx version="1.4">' in run(mini, "align", *files, "--format", "tmx").stdout
    least = run(mini, "align", *files, "--review").stdout.splitlines()
    assert len(least) == 1
    assert least[0] in beads


def test_a_folder_is_aligned(mini: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "set"
    folder.mkdir()
    (folder / "a.de").write_text("Das Haus ist alt.\n\nDer Hund schläft.\n", "utf-8")
    (folder / "a.en").write_text("The house is old.\nThe dog is asleep.\n", "utf-8")
    (folder / "b.de").write_text("Allein.\n", "utf-8")
    done = run(mini, "align", "--batch", str(folder), "--out", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["a.hyp"]
    assert (tmp_path / "out/a.hyp").read_text() == "0:0\n1:1\n"


def test_a_folder_may_hold_french(mini: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "set"
    folder.mkdir()
    (folder / "a.de").write_text("Das Haus ist alt.\nDer Hund schläft.\n", "utf-8")
    (folder / "a.fr").write_text("La maison est vieille.\nLe chien dort.\n", "utf-8")
    for words in ([], ["--languages", "de,fr"]):
        done = run(mini, "align", "--batch", str(folder), "--out", str(tmp_path / "out"), *words)
        assert done.returncode == 0, done.stderr
        assert (tmp_path / "out/a.hyp").read_text() == "0:0\n1:1\n"
    for words in (["--languages", "de"], ["--languages", "fr,fr"]):
        done = run(mini, "align", "--batch", str(folder), "--out", str(tmp_path / "out"), *words)
        assert done.returncode == 2
        assert "names no two languages" in done.stderr
    done = run(
        mini, "align", "--batch", str(folder), "--out", str(tmp_path / "out"),
        "--languages", "de,it",
    )  # fmt: skip
    assert done.returncode == 3
    assert "no DOC.de beside a DOC.it" in done.stderr


@pytest.mark.parametrize(
    ("source", "target", "code", "words"),
    [
        (b"", b"Words.\n", 3, "holds no text"),
        (b"\0\1\2", b"Words.\n", 3, "no text file"),
        (b"Wort.\xff\n", b"Words.\n", 3, "byte 0xff"),
        (GERMAN.encode(), GERMAN.encode(), 0, "same language"),
        (ENGLISH.encode(), GERMAN.encode(), 0, "swapped"),
        (GERMAN.encode() * 20, ENGLISH.encode(), 0, "times as long"),
        (b"Wort " * 200_000, b"Word.\n", 0, "characters"),
    ],
)
def test_odd_input_is_told(
    mini: Settings, tmp_path: Path, source: bytes, target: bytes, code: int, words: str
) -> None:
    (tmp_path / "a.txt").write_bytes(source)
    (tmp_path / "b.txt").write_bytes(target)
    done = run(mini, "align", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"))
    assert done.returncode == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr


LATIN = "Gallia est omnis divisa in partes tres, quarum unam incolunt Belgae.\n\n" * 5
ENGLISH_SOURCE = "The road is long and the night is cold, but they go on.\n\n" * 6
GERMAN_TARGET = "Der Weg ist lang und die Nacht ist kalt, aber sie gehen weiter.\n\n" * 6


@pytest.mark.parametrize(
    ("source", "translation", "said"),
    [
        (LATIN, None, ["a.txt: error[A007]: this looks like another language, not German"]),
        (
            GERMAN_TARGET,
            LATIN,
            ["b.txt: error[A007]: this looks like another language, not English"],
        ),
        (ENGLISH_SOURCE, GERMAN_TARGET, ["like English, not German", "like German, not English"]),
        ("Это дорога, и ночь холодна, но они идут дальше.\n" * 3, None, ["not German"]),
    ],
)
def test_what_is_plainly_in_another_language_is_refused(
    mini: Settings, tmp_path: Path, source: str, translation: str | None, said: list[str]
) -> None:
    (tmp_path / "a.txt").write_text(source, "utf-8")
    words = ["add", "weg", "--source", str(tmp_path / "a.txt")]
    if translation:
        (tmp_path / "b.txt").write_text(translation, "utf-8")
        words += ["--translation", str(tmp_path / "b.txt")]
    refused = run(mini, *words)
    assert refused.returncode == 3
    assert [part for part in said if part not in refused.stderr] == []
    swapped = source == ENGLISH_SOURCE
    hint = "the other way round" if swapped else "add --language de,en"
    assert hint in refused.stderr
    assert not (mini.root / "source_texts/weg").exists()
    sure = run(mini, *words, "--language", "de,en")
    assert sure.returncode == 0, sure.stderr
    wrong = run(mini, *words, "--language", "la,en")
    assert wrong.returncode == 2


NAVIGATION = """\
site_name: Mine
nav:
  - Home: index.md
  - Texts:  # in reading order
      - "One": texts/one.md
      # the newest
      - Two: texts/two.md

  - About: about.md
markdown_extensions:
  - lesart:
      audience: !ENV [LESART_AUDIENCE, public]
"""


@pytest.mark.parametrize("nav", [NAVIGATION, NAVIGATION.replace("\n\n", "\n"), "site_name: x\n"])
def test_a_page_stands_in_the_navigation(mini: Settings, files: tuple[str, str], nav: str) -> None:
    settings = mini.root / "mkdocs.yml"
    settings.write_text(nav, "utf-8")
    done = add(mini, files)
    assert done.returncode == 0
    assert "A008" not in done.stderr
    line = '      - "On Counting People": texts/zaehlen.md\n'
    expected = nav.replace("two.md\n", f"two.md\n{line}")
    assert settings.read_text("utf-8") == expected


@pytest.mark.parametrize(
    "nav", ["nav: [index.md, {Texts: [texts/one.md]}]\n", "nav: pages\n", "nav: [\n"]
)
def test_a_navigation_that_cannot_be_written_into_stays(
    mini: Settings, files: tuple[str, str], nav: str
) -> None:
    settings = mini.root / "mkdocs.yml"
    settings.write_text(nav, "utf-8")
    done = add(mini, files)
    assert done.returncode == 0
    assert settings.read_text("utf-8") == nav
    assert 'write under nav, where it shall stand: - "On Counting People": texts/zaehlen.md' in (
        done.stderr
    )


FREE_VERSE = """Der Wald

Am Rand der Stadt, da steht ein Wald,
    der kennt mich schon,
und wer ihn hört, der geht nicht bald,
    nicht bald davon.

Die Bäume reden nicht mit mir,
    sie sind nur da,
und waren lange vor uns hier,
    uns allen nah.
"""
FREE_VERSE_EN = """The Wood

The town ends here.
    Behind it stands a wood that knows me well by now,
and you who hear
    it will not leave it soon, nor would know how.

No word I hear
    from any of the trees: they only stand there in a row,
and they were here
    before us all, who came so very long ago.
"""


def test_verse_of_as_many_lines_is_joined_line_by_line(mini: Settings, tmp_path: Path) -> None:
    """By length and words alone, the aligner takes two short lines for one, or one for two."""
    (tmp_path / "a.txt").write_text(FREE_VERSE, "utf-8")
    (tmp_path / "b.txt").write_text(FREE_VERSE_EN, "utf-8")
    files = (tmp_path / "a.txt", tmp_path / "b.txt", None)
    added, _ = tasks_align.add_text(mini, "wald", files, None, lambda said: None)
    lines = ["1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4"]
    assert [unit.ids for unit in added.units] == ["title", *lines]
