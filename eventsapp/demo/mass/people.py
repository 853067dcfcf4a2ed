"""Thousands of invented people in five languages: names, outlets, beats, all by their number."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random

from eventsapp.core.slugs import slugify
from eventsapp.core.texts import LANGUAGES
from eventsapp.demo.content.names import NAMES
from eventsapp.demo.mass.words import (
    BEATS,
    BEGINNINGS,
    EDITIONS,
    ENDS,
    OUTLETS,
    POSTS,
    REGIONS,
    SUFFIXES,
)


@dataclass(frozen=True)
class Somebody:
    """One invented person. Their number is all there is to know."""

    number: int

    @cached_property
    def language(self) -> str:
        """In which their name is written."""
        return LANGUAGES[self.number % len(LANGUAGES)]

    @cached_property
    def name(self) -> str:
        """First name and family name."""
        names, chance = NAMES[self.language], self._chance
        is_man = chance.random() < 0.5
        first = chance.choice(names.men if is_man else names.women)
        stem = chance.choice(BEGINNINGS[self.language]) + chance.choice(ENDS[self.language])
        his, hers = SUFFIXES.get(self.language, ("", ""))
        return f"{first} {stem}{his if is_man else hers}"

    @cached_property
    def outlet(self) -> str:
        """For whom they work."""
        number = self.number * 7 % EDITIONS + 1
        return f"{self._one_of(OUTLETS[self.language])} {number}"

    @cached_property
    def email(self) -> str:
        """Their address, no other's."""
        name = slugify(self.name).replace("-", ".")
        return f"{name}.{self.number}@{slugify(self.outlet)}.example.org"

    @cached_property
    def phone(self) -> str:
        """Their number as they write it, in a range that is given to nobody."""
        digits = f"{self.number:07d}"
        return f"+996 21{digits[0]} {digits[1:4]} {digits[4:]}"

    @cached_property
    def post(self) -> str:
        """What they are."""
        return self._one_of(POSTS[self.language])

    @cached_property
    def beats(self) -> Sequence[str]:
        """What they write about: one or two themes."""
        return tuple(dict.fromkeys(BEATS[(self.number // step) % len(BEATS)] for step in (1, 9)))

    @cached_property
    def region(self) -> str:
        """Where they work."""
        return self._one_of(REGIONS)

    @cached_property
    def latin_name(self) -> str:
        """Their name as foreigners read it."""
        return slugify(self.name).replace("-", " ").title()

    @cached_property
    def _chance(self) -> Random:
        return Random(self.number)  # noqa: S311 -- the same every time is what is wanted

    def _one_of(self, words: Sequence[str]) -> str:
        return words[self.number // 11 % len(words)]
