"""How well texts are read: precision, recall and F1 of each field against annotated truth.

Texts compare after folding case, quotes and punctuation; `soft` fields count as right when at
least 60% of their words agree, two words agreeing that share a long beginning, so that case
endings cost nothing. A year that stands nowhere in a text is not judged.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from eventsapp.announcements.fields import as_fields
from eventsapp.announcements.reading.reader import read
from eventsapp.core.search import fold
from eventsapp.venues.gazetteer import CITIES

EXACT = ("type", "start_date", "end_date", "start_time", "end_time", "registration_time")
SOFT = ("title", "venue", "address")
SETS = ("phones", "emails", "urls", "organisers")
FIELDS = (*EXACT, "accreditation_deadline", "city", *SOFT, *SETS)
ENOUGH_TEXTS = 8  # a language with fewer is not shown on its own
AGREES = 0.6  # share of words


@dataclass
class Tally:
    """Right, wrong and missed findings of one field."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float | None:
        """Of what was found, the share that is right."""
        return self._share(self.right + self.wrong)

    @property
    def recall(self) -> float | None:
        """Of what there was, the share that was found."""
        return self._share(self.right + self.missed)

    @property
    def f1(self) -> float | None:
        """Both in one number."""
        whole = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / whole if whole else None

    def _share(self, whole: int) -> float | None:
        return self.right / whole if whole else None


Table = dict[str, dict[str, Tally]]  # language or "all", then field


def texts(folder: Path) -> Iterator[dict[str, Any]]:
    """The annotated texts of a folder."""
    for path in sorted(folder.glob("*.json")):
        text = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(text, dict) and "gold" in text:
            yield text


def score(annotated: Iterable[dict[str, Any]]) -> Table:
    """Read each text and compare; languages with enough texts also stand on their own."""
    table: Table = {}
    count: dict[str, int] = {}
    for text in annotated:
        found = as_fields(read(text["text"], date.fromisoformat(text["ref_date"])))
        for name in (text["lang"], "all"):
            row = table.setdefault(name, {field: Tally() for field in FIELDS})
            count[name] = count.get(name, 0) + 1
            for field in FIELDS:
                compare(field, found, text["gold"], row[field])
    return {
        name: row for name, row in table.items() if name == "all" or count[name] >= ENOUGH_TEXTS
    }


def compare(field: str, found: dict[str, Any], truth: dict[str, Any], tally: Tally) -> None:
    """Add one text's finding of one field to its tally."""
    mine, true = found.get(field), truth.get(field)
    if field in SETS:
        left, mine = list(true or []), list(mine or [])
        for value in mine:
            same = next((one for one in left if _same(field, value, one, truth)), None)
            if same is not None:
                left.remove(same)
                tally.right += 1
            else:
                tally.wrong += 1
        tally.missed += len(left)
    elif mine and true and _same(field, mine, true, truth):
        tally.right += 1
    else:
        tally.wrong += bool(mine)
        tally.missed += bool(true)


def _same(field: str, mine: str, true: str, truth: dict[str, Any]) -> bool:
    if field in ("start_date", "end_date", "accreditation_deadline"):
        cut = 4 if truth.get("year_inferred") else 0
        return mine[cut : len(true)] == true[cut:]
    if field == "city":
        return _city(mine) == _city(true)
    if field == "urls":
        return _address(mine) == _address(true)
    if field in (*SOFT, "organisers"):
        return _agreement(mine, true) >= AGREES
    return mine.lower() == true.lower()


def _city(name: str) -> str:
    folded = fold(name)
    for row in CITIES:
        if folded in map(fold, (row.kk, row.ky, row.ru, row.en, row.tr)):
            return row.key
    return folded


def _address(url: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", url.lower()).rstrip("/")


def _agreement(mine: str, true: str) -> float:
    """The share of words that two texts have in common (F1)."""
    words, left, common = fold(mine).split(), fold(true).split(), 0
    whole = len(words) + len(left)
    for word in words:
        same = next((one for one in left if _same_word(word, one)), None)
        if same is not None:
            left.remove(same)
            common += 1
    return 2 * common / whole if whole else 0.0


def _same_word(one: str, other: str) -> bool:
    if one == other or one.isdigit() or other.isdigit():
        return one == other
    pairs = enumerate(zip(one, other, strict=False))
    shared = next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
    return shared >= 4 and shared >= AGREES * max(len(one), len(other))
