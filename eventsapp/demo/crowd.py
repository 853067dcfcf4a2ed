"""Those who register: invented people in five languages, alone or with others, the same each time."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import cycle

from eventsapp.core.slugs import slugify
from eventsapp.demo.content.names import EMPLOYERS, NAMES
from eventsapp.registration.details import AttendeeDetails

PARTIES = (1, 4, 2, 5, 1, 3, 6, 2, 4, 1)  # how many come together


class Crowd:
    """A queue of people, no two of whom in a row are namesakes."""

    def __init__(self) -> None:
        self._called: Counter[str] = Counter()

    def parties(
        self, persons: int, languages: Sequence[str], category_id: int
    ) -> Iterator[AttendeeDetails]:
        """So many persons in parties, each led by one who writes in one of these languages."""
        spoken = cycle(languages)
        for size in _sizes(persons):
            yield self._party(size, next(spoken), category_id)

    def _party(self, size: int, language: str, category_id: int) -> AttendeeDetails:
        number = self._called[language]
        name, *others = (self._next(language) for _ in range(size))
        employers = EMPLOYERS[language]
        return AttendeeDetails(
            name=name,
            email=f"{slugify(name).replace('-', '.')}@example.org",
            category_id=category_id,
            language=language,
            organisation_name=employers[number % len(employers)],
            wants_reminders=number % 9 != 8,
            companions=tuple(others),
        )

    def _next(self, language: str) -> str:
        number = self._called[language]
        self._called[language] += 1
        names, turn = NAMES[language], number // 2
        first, families = (
            (names.men, names.families_of_men)
            if number % 2
            else (names.women, names.families_of_women)
        )
        round_ = turn // len(first)
        return f"{first[turn % len(first)]} {families[(turn + round_) % len(families)]}"


def _sizes(persons: int) -> Iterator[int]:
    """Sizes of parties that add up to this number."""
    for size in cycle(PARTIES):
        if persons <= 0:
            return
        yield min(size, persons)
        persons -= size
