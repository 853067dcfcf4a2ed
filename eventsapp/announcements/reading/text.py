"""A text made ready for rules: folded sign by sign, so that every offset is one of the original.

`raw` is the text as pasted, `plain` the same with noise blanked and letters of another alphabet
that look alike put right, `low` also lower-case with dashes and quotes evened out. All three are
equally long.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property, lru_cache

LONGEST = 20_000  # signs that are read; no announcement is longer, and everything stays quick
_EVEN = str.maketrans(
    {
        "İ": "i", "I": "i", "ı": "i", "Ѳ": "ө", "ѳ": "ө", "ё": "е", "Ё": "е",
        "’": "'", "ʻ": "'", "ʼ": "'", "‘": "'", "`": "'", "´": "'",
        "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "―": "-",
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\t": " ", "\r": " ",
    }
)  # fmt: skip
GAP = "\ue000"  # stands in long runs of blanks and in endless words, which no rule then crosses
_ENDLESS = re.compile(r" (?= {40})|\n(?=\n{8})|(?<=\w{80})\w|(?<=[(«“\"]{8})[(«“\"]")
_TWINS = dict(zip("aceopxyіABCEHKMOPTXYѳѲ", "асеорхуіАВСЕНКМОРТХУөӨ", strict=True))
_MIXED = re.compile(r"[^\W\d_]*[а-яА-ЯёЁәғқңөұүһіӘҒҚҢӨҰҮҺІ][^\W\d_]*")
_SAYS = re.compile(rf"[^\s{GAP}]")
_LATIN_SIGN = re.compile(r"[a-zA-ZѳѲ]")


class Text:
    """One announcement, with its lines and sentences."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.plain = "".join(map(_visible, raw))
        self._settle()

    def blank(self, start: int, end: int) -> None:
        """Drop a stretch of noise: it stays in `raw` and takes part in nothing."""
        kept = "".join(sign if sign == "\n" else " " for sign in self.plain[start:end])
        self.plain = self.plain[:start] + kept + self.plain[end:]
        self._settle()

    def blank_all(self, spans: list[tuple[int, int]]) -> None:
        """Drop several stretches at once."""
        signs = list(self.plain)
        for start, end in spans:
            for at in range(start, end):
                if signs[at] != "\n":
                    signs[at] = " "
        self.plain = "".join(signs)
        self._settle()

    def keeping(self, spans: Sequence[tuple[int, int]]) -> "Text":
        """The same text with everything else dropped."""
        rest = Text(self.raw)
        ends = [0, *(end for _start, end in spans)]
        starts = [*(start for start, _end in spans), len(self.plain)]
        rest.plain = self.plain
        rest.blank_all(list(zip(ends, starts, strict=True)))
        return rest

    def _settle(self) -> None:
        self.plain = _MIXED.sub(lambda word: _untwin(word[0]), _ENDLESS.sub(GAP, self.plain))
        self.low = "".join(map(_fold, self.plain))
        for name in ("lines", "sentences", "_line_starts", "_sentence_starts"):
            self.__dict__.pop(name, None)

    @cached_property
    def lines(self) -> list[tuple[int, int]]:
        """The lines that say something."""
        return [
            found.span() for found in re.finditer(r"[^\n]+", self.plain) if _SAYS.search(found[0])
        ]

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """The sentences; one never runs over the end of a line."""
        ends = re.compile(
            r"(?<![\s.][^\W\d_])(?<!\d)(?<!\b[^\W\d_]{2})[.!?…]+[\"»”)]*(?=\s+[^\W_a-zа-я])|(?<=\d)\.(?=\s+[A-ZА-ЯӘҒҚҢӨҰҮҺІÇŞİĞÜÖ])"
        )
        found = []
        for start, end in self.lines:
            begin = start
            for stop in ends.finditer(self.plain, start, end):
                found.append((begin, stop.end()))
                begin = stop.end()
            if self.plain[begin:end].strip():
                found.append((begin, end))
        return found

    @cached_property
    def _line_starts(self) -> list[int]:
        return [start for start, _ in self.lines]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    def line(self, at: int) -> tuple[int, int]:
        """The line in which an offset lies."""
        return self.lines[max(0, bisect_right(self._line_starts, at) - 1)]

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence in which an offset lies."""
        return self.sentences[max(0, bisect_right(self._sentence_starts, at) - 1)]

    def line_number(self, at: int) -> int:
        """How many lines that say something stand before it."""
        return max(0, bisect_right(self._line_starts, at) - 1)


def tidy(text: str) -> str:
    """A found phrase as a person would type it: one line, no stray quotes or punctuation."""
    text = " ".join(text.replace(GAP, " ").split()).strip(" \t,;:-–—*_#·•|/")
    pairs = (("«", "»"), ("“", "”"), ('"', '"'))
    for opening, closing in pairs:
        inner = text[1:-1]
        if text.startswith(opening) and text.endswith(closing) and opening not in inner:
            return inner.strip()
        if text.count(opening) == 1 and text.count(closing) == (0 if opening != closing else 1):
            text = text.replace(opening, "")
    return text.strip(" .,;:-–—")


@lru_cache(maxsize=4096)
def _visible(sign: str) -> str:
    """The sign, or a blank for one that shows nothing, as an RTL override."""
    if sign in "\n\t\r":
        return sign if sign == "\n" else " "
    return " " if unicodedata.category(sign) in ("Cc", "Cf", "Zs", "Zl", "Zp", "Cs") else sign


def _untwin(word: str) -> str:
    """A Cyrillic word without the Latin letters that look the same."""
    if not _LATIN_SIGN.search(word):
        return word
    return "".join(_TWINS.get(sign, sign) for sign in word)


@lru_cache(maxsize=4096)
def _fold(sign: str) -> str:
    even = sign.translate(_EVEN)
    lower = even.lower()
    return lower if len(lower) == 1 else even
