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
_NAME_OF_A_PART = re.compile(r"^[^:“«]{3,120}: (?=“)")  # "name, post: “quotation”"
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


def phrases(value: str) -> list[str]:
    """The parts of a value, each of which stands somewhere in one piece."""
    parts = _PARTS.split(_ASIDE.sub(";", value))
    pieces = [piece for part in parts for piece in _NAME_OF_A_PART.split(part)]
    return [piece.strip() for piece in pieces if stems(piece)]


def holds(shown: str, phrase: str) -> bool:
    """Whether a text has the words of a phrase one after another, in whatever case they stand."""
    words, wanted = fold(shown).split(), stems(phrase)
    return any(
        all(_is_form(*pair) for pair in zip(words[at:], wanted, strict=False))
        for at in range(len(words) - len(wanted) + 1)
    )


def missing(value: str, shown: str) -> list[str]:
    """The words of a value that a text does not hold."""
    words = fold(shown).split()
    return [stem for stem in stems(value) if not any(_is_form(word, stem) for word in words)]


def _is_form(word: str, stem: str) -> bool:
    return word == stem if stem.isdigit() else word.startswith(stem)
