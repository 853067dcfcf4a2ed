"""The announcements the product is judged by, read at run time from beside the repository.

They name real people, so nothing of them is copied here but the words that say where a text
begins and ends.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "seeds"
FACTS = FOLDER.parent / "seed-facts.md"
_NOISE = re.compile(r"\[(?:bookmark|image): [^\]]*\]")


class Announcement:
    """One announcement, without what was left in it by pasting."""

    def __init__(self, number: str) -> None:
        found = sorted(FOLDER.glob(f"{number}_*.txt"))
        if not found:
            pytest.skip(f"The announcement {number} is not in {FOLDER}")
        raw = found[0].read_text()
        self.words = " ".join(raw.split())
        self.text = _NOISE.sub("", raw)

    def paragraph(self, beginning: str) -> str:
        """The whole paragraph that begins with these words."""
        found = re.search(rf"^\s*({re.escape(beginning)}.*)$", self.text, re.MULTILINE)
        assert found, f"no paragraph begins with {beginning!r}"
        return found[1].strip()

    def between(self, first: str, last: str) -> str:
        """The words from the first to the last of these, both included."""
        return self.match(rf"(?P<words>{re.escape(first)}.*?{re.escape(last)})")["words"]

    def match(self, pattern: str) -> dict[str, str]:
        """What the named groups of a pattern find in the words, line breaks left aside."""
        found = re.search(pattern, " ".join(self.text.split()))
        assert found, f"nothing looks like {pattern!r}"
        return found.groupdict()

    def about(self, beginning: str) -> tuple[str, str]:
        """A paragraph on an organisation, and the address that follows it."""
        paragraph = self.paragraph(beginning)
        rest = self.text[self.text.index(paragraph) + len(paragraph) :]
        return paragraph, re.findall(r"https?://\S+", rest)[0]


def annotated(name: str) -> dict[str, Any]:
    """An annotated announcement: its `text`, the day it is read on, what it says (`gold`)."""
    file = FOLDER.parent / "announcements" / f"{name}.json"
    if not file.exists():
        pytest.skip(f"The announcement {name} is not in {file.parent}")
    return json.loads(file.read_text(encoding="utf-8"))


def row_numbers(announcement: int) -> set[str]:
    """The numbers of the facts that were counted in an announcement."""
    if not FACTS.exists():
        pytest.skip(f"The facts of the announcements are not in {FACTS}")
    return set(re.findall(rf"^\| ({announcement}\.\d+) \|", FACTS.read_text(), re.MULTILINE))
