"""Who gets a mail to many, and who is left out of it and why."""

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar


class Recipient(Protocol):
    """Somebody who is written to in a language."""

    @property
    def language(self) -> str:
        """One of the five."""


P = TypeVar("P", bound=Recipient)
R = TypeVar("R", bound=Hashable)


@dataclass(frozen=True)
class Reach(Generic[P, R]):
    """The people who are written to, in their order, and the others by the reason."""

    people: list[P] = field(default_factory=list)
    left_out: dict[R, list[P]] = field(default_factory=dict)

    def sort(self, person: P, reason: R | None) -> None:
        """Put one more person where they belong."""
        (self.left_out.setdefault(reason, []) if reason else self.people).append(person)

    @property
    def languages(self) -> Counter[str]:
        """How many of the people are written to in which language."""
        return Counter(person.language for person in self.people)

    @property
    def left_out_count(self) -> int:
        """How many are left out for one reason or another."""
        return sum(map(len, self.left_out.values()))
