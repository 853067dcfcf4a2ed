"""The five seed documents beside the repository, and the table of the facts in them."""

import re
from pathlib import Path

from eventsapp.core.search import fold

SHARED = Path(__file__).resolve().parents[3] / "shared"
TABLE = SHARED / "seed-facts.md"
_ROW = re.compile(
    r"^\| (?P<number>\d\.\d+) \| (?P<fact>[^|]*) \| (?P<value>[^|]*) \|", re.MULTILINE
)
_ASIDE = re.compile(r"\[[^\]]*\]|\(\d\)|\*not stated\*|\*none\*")
_PARTS = re.compile(r"[;…→\n]|\s/\s")
STEM = 4  # letters that a word keeps in every case


def text(number: int) -> str:
    """A seed as it lies there."""
    return next(SHARED.glob(f"seeds/00{number}_*.txt")).read_text(encoding="utf-8")


def rows(number: int) -> dict[str, str]:
    """The exact values of a seed's table by their number."""
    table = TABLE.read_text(encoding="utf-8")
    return {
        found["number"]: found["value"].replace("\\_", "_").replace("**", "")
        for found in _ROW.finditer(table)
        if found["number"].startswith(f"{number}.")
    }


def stems(value: str) -> list[str]:
    """The words of a value without their endings; numbers are whole."""
    plain = " ".join(_PARTS.split(_ASIDE.sub(" ", value)))
    return [word if word[:1].isdigit() else word[:STEM] for word in fold(plain).split()]


def missing(value: str, shown: str) -> list[str]:
    """The words of a value that a text does not hold."""
    words = fold(shown).split()
    return [
        stem
        for stem in stems(value)
        if not any(word == stem if stem.isdigit() else word.startswith(stem) for word in words)
    ]
