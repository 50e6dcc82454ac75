"""
Cut the Chinese face of the PDF down to the characters that the edition needs.

    npm pack @fontsource/noto-serif-sc     (version 5.3.0, SIL Open Font License 1.1)
    tar xzf fontsource-noto-serif-sc-*.tgz
    python scripts/fonts.py package

The package holds the face in a hundred pieces. Those that have a character of the edition are cut
to these characters and joined; the same characters give the same bytes. Needs fontTools.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

PROJECT = Path(__file__).parents[1]
FOLDER = PROJECT / "scripts" / "lesart" / "render" / "edition" / "fonts"
FACE = FOLDER / "NotoSerifSC-Edition.ttf"
SOURCES = ("source_texts/**/*", "glossary/*.md", "scripts/tests/data/mini/**/*")
# Marks that a quotation brings with it sooner or later.
MARKS = "、。，；：？！「」《》（）"
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")


def needed(root: Path) -> set[str]:
    """Collect the Chinese characters and marks of the edition, and of the tiny one of the tests."""
    found = set(MARKS)
    for path in (path for pattern in SOURCES for path in root.glob(pattern)):
        if path.is_file() and "originals" not in path.parts:
            found.update(CHINESE.findall(path.read_bytes().decode("utf-8", "replace")))
    return found


def cut(package: Path, characters: Iterable[str], target: Path) -> set[str]:
    """Write the face with *characters* to *target*; give those that the package lacks."""
    left = set(characters)
    with tempfile.TemporaryDirectory() as folder:
        pieces: list[str] = []
        for path in sorted((package / "files").glob("noto-serif-sc-[0-9]*-400-normal.woff")):
            font = TTFont(path, recalcTimestamp=False)
            here = left & {chr(code) for code in font.getBestCmap()}
            if not here:
                continue
            left -= here
            options = Options(layout_features=[], hinting=False, notdef_outline=True)
            subsetter = Subsetter(options)
            subsetter.populate(unicodes=[ord(character) for character in here])
            subsetter.subset(font)
            font.flavor = None
            piece = Path(folder) / f"{len(pieces):03}.ttf"
            font.save(piece)
            pieces.append(str(piece))
        merged = Merger().merge(pieces)
        # The moment of cutting must not stand in the file, or no two cuts would be alike.
        merged["head"].modified = merged["head"].created = 0
        merged.recalcTimestamp = False
        merged.save(target)
    return left


def main(package: Path) -> int:
    """Write the face and its licence; 1 where a character is missing in the package."""
    FOLDER.mkdir(exist_ok=True)
    characters = needed(PROJECT)
    missing = cut(package, characters, FACE)
    shutil.copyfile(package / "LICENSE", FOLDER / "OFL.txt")
    print(f"{len(characters) - len(missing)} characters, {FACE.stat().st_size} bytes")
    if missing:
        print(f"not in the package: {''.join(sorted(missing))}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
