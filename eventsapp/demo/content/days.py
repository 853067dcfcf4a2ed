"""Days and hours of the demonstration, counted from the present so that it never grows old."""

from datetime import date, datetime, time, timedelta

from eventsapp.demo.content.shapes import When

SATURDAY = 5
AWAKE = range(9, 20)  # hours at which something may well be going on
HALF_HOUR = timedelta(minutes=30)


def day(number: int, at: str = "10:00") -> When:
    """So many days ahead, or ago."""
    return lambda now: _at(now.date() + timedelta(days=number), at)


def workday(number: int, at: str = "10:00") -> When:
    """So many days ahead, or ago, on which offices work."""
    return lambda now: _at(_workday(now.date(), number), at)


def saturday(number: int, at: str = "10:00") -> When:
    """The first, second … Saturday after tomorrow, or before today."""

    def find(now: datetime) -> datetime:
        wait = (SATURDAY - now.weekday()) % 7
        weeks = number - 1 if wait > 1 else number
        return _at(now.date() + timedelta(days=wait, weeks=weeks), at)

    return find


def on(year: int, month: int, number: int, at: str = "00:00") -> When:
    """A day of the calendar, as the real announcements have it."""
    return lambda _now: _at(date(year, month, number), at)


def going_on(now: datetime) -> datetime:
    """A start not long ago; at night, when nobody would believe it, ten in the morning."""
    if now.hour in AWAKE:
        return _half_hour(now) - HALF_HOUR
    return _at(now.date() + timedelta(days=now.hour >= AWAKE.stop), "10:00")


def later_today(now: datetime) -> datetime:
    """This afternoon; from noon on, the third half hour from now."""
    if now.hour < 12:
        return _at(now.date(), "15:00")
    return _half_hour(now) + 3 * HALF_HOUR


def _at(day_: date, at: str) -> datetime:
    return datetime.combine(day_, time.fromisoformat(at))


def _half_hour(now: datetime) -> datetime:
    return now.replace(minute=now.minute // 30 * 30, second=0, microsecond=0)


def _workday(today: date, number: int) -> date:
    step, found = (1 if number > 0 else -1), today
    for _ in range(abs(number)):
        found += timedelta(days=step)
        while found.weekday() >= SATURDAY:
            found += timedelta(days=step)
    return found
