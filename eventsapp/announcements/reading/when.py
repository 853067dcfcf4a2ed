"""When it takes place: which of the days and hours of a text are start, end, doors, deadline.

`roles` says what each is for; of the days of the event the best supported is the start. What
is not written is not guessed without saying so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from eventsapp.announcements.reading import dates, hours
from eventsapp.announcements.reading.dates import Day
from eventsapp.announcements.reading.findings import Deadline, Doubt, Finding, Mark, Reading, Span
from eventsapp.announcements.reading.hours import Hour
from eventsapp.announcements.reading.roles import (
    EVENT_WORD,
    HAPPENS,
    DayRole,
    HourRole,
    near_registering,
    role_of_day,
    role_of_hour,
)
from eventsapp.announcements.reading.text import Text

MOST = 150  # days and hours looked at
LONGEST_EVENT = timedelta(days=120)
_BEGINS = re.compile(r"начал|басталу|башталыш|açiliş|saat|открыт")
_FEASTS = (  # month, day, and how a text speaks of it
    (1, 1, r"с новым годом|жаңа жылмен|жаңы жыл менен|yeni yılın"),
    (3, 8, r"международным женским днем|әйелдер күні|аялдар күнү"),
    (5, 9, r"дн[её]м победы|жеңіс күні|жеңиш күнү"),
    (6, 1, r"дн[её]м защиты детей|балаларды қорғау күні|балдарды коргоо күнү|children's day"),
    (9, 1, r"дн[её]м знаний|білім күні|билим күнү"),
)
_BEFORE_START = re.compile(
    r"за (?P<n1>\d+|час|полчаса|сутки)(?:\s*(?P<u1>час\w*|мин\w*|дн\w*|сут\w*))?\s*до (?:начала|старта)"
    r"|(?P<n2>\d+|an|one|half an)\s*(?P<u2>hour|min)\w* before"
    r"|басталуына (?P<n3>\d+|бір) (?P<u3>сағат|минут|күн)"
    r"|башталганга (?P<n4>\d+|бир) (?P<u4>саат|мүнөт|күн)"
    r"|başlamadan (?P<n5>\d+|bir) (?P<u5>saat|dakika|gün)"
)


def read(text: Text, reading: Reading, reference: date) -> None:
    """Fill in the days and hours of a reading; `reference` is the day the text is read on."""
    days = dates.find(text)[:MOST]
    clock = hours.find(text, days)[:MOST]
    reading.year_inferred = not any(day.year for day in days)
    when = _When(
        text,
        reading,
        [role_of_day(day, text, number) for number, day in enumerate(days)],
        [role_of_hour(hour, text, days) for hour in clock],
        reference,
    )
    when.settle()


@dataclass
class _When:
    """The days and hours of one text, and the day they are counted from."""

    text: Text
    reading: Reading
    days: list[DayRole]
    hours: list[HourRole]
    reference: date  # the date of the text, else the day it is read on
    year: int | None = None  # the only one that the text names

    def settle(self) -> None:
        """Fill in everything that can be told."""
        stamp = next(self._resolved("stamp"), None)
        years = {role.what.year for role in self.days if role.what.year}
        if stamp is not None:
            self.reference = stamp[1]
        elif len(years) == 1:
            self.year = years.pop()
        chosen = self._choose()
        if chosen is None:
            self._without_day(stamp)
        else:
            self._set_days(chosen)
        self._set_hours(chosen.what if chosen else None)
        self._set_deadline()

    def _resolve(self, day: Day) -> tuple[date, date | None] | None:
        return dates.resolve(day, self.reference, day.year or self.year)

    def _resolved(self, role: str) -> Iterator[tuple[Day, date]]:
        for one in self.days:
            resolved = self._resolve(one.what) if one.role == role else None
            if resolved:
                yield one.what, resolved[0]

    def _choose(self) -> DayRole | None:
        """The day the event starts on: the one best supported by the words around it."""
        possible = [role for role in self.days if role.role == "event"]
        free = [role.what for role in self.hours if role.role == "event"]
        for role in possible:
            day, resolved = role.what, dates.resolve(role.what, self.reference, None)
            role.score += 1.0 * any(_belongs(hour, day, self.text) for hour in free)
            role.score -= 0.5 * (day.offset is not None)
            yesterday = self.reference - timedelta(days=1)
            if resolved and day.year and (resolved[1] or resolved[0]) < yesterday:
                role.score -= 1.5
        return max(possible, key=lambda role: role.score, default=None)

    def _set_days(self, chosen: DayRole) -> None:
        day = chosen.what
        resolved = self._resolve(day)
        if resolved is None:
            return
        first, last = resolved
        mark, doubt = self._doubt(day, first)
        span = (day.start, day.end)
        self.reading.start_date = Finding(first, (span,), mark, doubt)
        if last is None:
            last, span = self._end_after(day, first)
        if last:
            self.reading.end_date = Finding(last, (span,), mark)
        self._note_others(last or first)

    def _end_after(self, day: Day, first: date) -> tuple[date | None, Span]:
        """The day up to which it lasts, where that is said further on."""
        for until, ended in self._resolved("end"):
            if until.start > day.start and first < ended <= first + LONGEST_EVENT:
                return ended, (until.start, until.end)
        return None, (day.start, day.end)

    def _note_others(self, last: date) -> None:
        """Say that other days are announced too, with hours and places of their own."""
        strong = [role.what for role in self.days if role.role == "event" and role.score >= 2]
        later = [resolved[0] for resolved in map(self._resolve, strong) if resolved]
        if any(day > last for day in later):
            self.reading.doubts += (Doubt.SEVERAL_EVENTS,)

    def _doubt(self, day: Day, first: date) -> tuple[Mark, Doubt | None]:
        if day.weekday is not None and day.weekday != first.weekday():
            return Mark.CHECK, Doubt.WRONG_WEEKDAY
        if day.offset is not None:
            return Mark.CHECK, Doubt.DAY_GUESSED
        if self.reading.year_inferred or (day.year is None and day.weekday is None):
            return Mark.CHECK, Doubt.NO_YEAR
        return Mark.SURE, None

    def _without_day(self, stamp: tuple[Day, date] | None) -> None:
        """No day of the event: a weekday, else the date of the text; each said to be a guess."""
        for start, end, number in dates.weekdays(self.text):
            if EVENT_WORD.search(self.text.low[slice(*self.text.sentence(start))]):
                ahead = timedelta(days=(number - self.reference.weekday()) % 7)
                self.reading.start_date = Finding(
                    self.reference + ahead, ((start, end),), Mark.CHECK, Doubt.DAY_GUESSED
                )
                return
        if self._set_feast() or any(re.search(words, self.text.low) for *_, words in _FEASTS):
            return
        if stamp:
            day, on = stamp
            self.reading.start_date = Finding(
                on, ((day.start, day.end),), Mark.CHECK, Doubt.ONLY_STAMP
            )

    def _set_feast(self) -> bool:
        """The day of a feast that the text names, in the year it names or was copied in."""
        years = {int(found) for found in re.findall(r"\b((?:19|20)\d\d) года?\b", self.text.low)}
        years = {year for year in years if abs(year - self.reference.year) <= 1}
        year = years.pop() if len(years) == 1 else None
        for month, day, words in _FEASTS if year else ():
            found = re.search(words, self.text.low)
            if found and year:
                self.reading.start_date = Finding(
                    date(year, month, day), (found.span(),), Mark.CHECK, Doubt.FEAST
                )
                return True
        return False

    def _set_hours(self, day: Day | None) -> None:
        reading, start = self.reading, self._start(day)
        if start is not None:
            hour, span = start.what, (start.what.start, start.what.end)
            said = start.labelled or (day and _belongs(hour, day, self.text))
            reading.start_time = Finding(hour.at, (span,), Mark.SURE if said else Mark.CHECK)
            if hour.until and hour.until > hour.at:
                reading.end_time = Finding(hour.until, (span,))
        for role in self.hours:
            span = (role.what.start, role.what.end)
            if role.role == "doors" and reading.registration_time is None:
                reading.registration_time = Finding(role.what.at, (span,))
            if role.role == "end" and reading.end_time is None and self._can_end(start, role):
                reading.end_time = Finding(role.what.at, (span,))

    def _can_end(self, start: HourRole | None, end: HourRole) -> bool:
        """Whether an hour comes after the start: on another day each does."""
        later = start is not None and end.what.at > start.what.at
        return later or (start is not None and self.reading.end_date is not None)

    def _start(self, day: Day | None) -> HourRole | None:
        """The hour said of the chosen day; else a labelled one; else one that no other day has."""
        free = [role for role in self.hours if role.role == "event"]
        own = [role for role in free if day and _belongs(role.what, day, self.text)]
        labelled = [role for role in own if role.labelled] or own
        labelled += [role for role in free if role.labelled]
        if labelled:
            return labelled[0]
        others = [role.what for role in self.days if day is None or not _same(role.what, day)]
        loose = [
            role
            for role in free
            if not any(_belongs(role.what, other, self.text) for other in others)
            and (day is None or _is_about(role.what, day, self.text))
        ]
        return loose[0] if loose else None

    def _set_deadline(self) -> None:
        for day, on in self._resolved("deadline"):
            hour = self._deadline_hour(day)
            spans: tuple[Span, ...] = ((day.start, day.end),)
            if hour:
                spans += ((hour.start, hour.end),)
            deadline = Deadline(on, hour.at if hour else None)
            self.reading.accreditation_deadline = Finding(deadline, spans)
            return
        self._relative_deadline()

    def _deadline_hour(self, day: Day) -> Hour | None:
        """The hour of a last day: the one written after it, else just before it."""
        single = [role.what for role in self.hours if role.what.until is None]
        for hour in sorted(single, key=lambda hour: hour.start < day.start):
            gap = self.text.low[min(day.end, hour.end) : max(day.start, hour.start)]
            if len(gap) < 26 and "\n" not in gap and not re.search(r"[.;]\s", gap):
                return hour
        return None

    def _relative_deadline(self) -> None:
        """Work out a deadline such as "an hour before the start"."""
        found, reading = _BEFORE_START.search(self.text.low), self.reading
        if not (found and reading.start_date and reading.start_time):
            return
        if near_registering(self.text, *found.span()):
            at = reading.start_time.value
            moment = timedelta(hours=at.hour, minutes=at.minute - _minutes(found))
            on = reading.start_date.value + timedelta(days=moment.days)
            deadline = Deadline(on, time(moment.seconds // 3600, moment.seconds // 60 % 60))
            reading.accreditation_deadline = Finding(deadline, (found.span(),), Mark.CHECK)


def _minutes(found: re.Match[str]) -> int:
    words = [value for value in found.groups() if value]
    number, unit = next((int(word) for word in words if word.isdigit()), 1), " ".join(words)
    if re.search(r"полчаса|half", unit):
        return 30
    if re.search(r"дн|сут|күн|gün", unit):
        return 1440 * number
    return number if re.search(r"мин|min|мүн|dak", unit) else 60 * number


def _belongs(hour: Hour, day: Day, text: Text) -> bool:
    """Whether an hour is said of a day: after it up to the next sentence, or just before it."""
    if day.end <= hour.start:
        gap = text.low[day.end : hour.start]
        return len(gap) < 60 and "\n" not in gap and not re.search(r"[.!?]\s", gap)
    gap = text.low[hour.end : day.start]
    return len(gap) < 14 and "\n" not in gap


def _is_about(hour: Hour, day: Day, text: Text) -> bool:
    """Whether an hour further away may still be the start: a line of a list, or "starts at"."""
    line, sentence = text.line(hour.start), text.sentence(hour.start)
    words = text.low[slice(*sentence)]
    says = HAPPENS.search(words) or _BEGINS.search(words)
    return bool(hour.start - line[0] <= 3 or says or sentence == text.sentence(day.start))


def _same(day: Day, other: Day) -> bool:
    return (day.month, day.day, day.offset) == (other.month, other.day, other.offset)
