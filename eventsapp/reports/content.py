"""The report as numbers and plots, in the language that is spoken."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import pgettext

from eventsapp.core import dates
from eventsapp.core.texts import ENDONYMS
from eventsapp.events.models import Event
from eventsapp.events.times import to_local
from eventsapp.events.ways import way
from eventsapp.invitations import queries as invitations
from eventsapp.messages import ratings
from eventsapp.messages.ratings import Result
from eventsapp.outcome import queries as outcome
from eventsapp.outcome.models import Coverage
from eventsapp.reports import queries
from eventsapp.web.locale import current_language

STEP = timedelta(minutes=5)
MOST_STEPS = 36  # columns that can be told apart; later arrivals stand in the last one


class Row(NamedTuple):
    """One number with its label, and what stands below a narrow column instead of it."""

    label: str
    number: int
    short: str = ""


@dataclass(frozen=True)
class Plot:
    """One plot with the heading of its numbers."""

    title: str
    unit: str
    rows: Sequence[Row]
    is_along_time: bool = False


@dataclass(frozen=True)
class Report:
    """Everything that page and paper show."""

    numbers: Sequence[Row]
    plots: Sequence[Plot]
    rating: Result
    coverage: Sequence[Coverage]

    @property
    def is_empty(self) -> bool:
        """Whether nobody was invited, has registered, applied or come yet."""
        return not self.plots and not any(row.number for row in self.numbers)


def report(event: Event) -> Report:
    """The report on an event as it stands now."""
    came, registered = queries.came(event), queries.registered(event)
    numbers = [
        Row(_("Registered"), registered),
        Row(_("Came"), came),
        Row(_("Gave up their place"), queries.cancelled(event)),
        Row(_("Journalists who applied"), queries.applied(event)),
        Row(_("Journalists accredited"), queries.accredited(event)),
    ]
    return Report(numbers, _plots(event), ratings.result(event), outcome.entries(event, Coverage))


def _plots(event: Event) -> list[Plot]:
    people, language = pgettext("heading of numbers", "People"), current_language()
    own = [Row(str(way(category, language)), number) for category, number in queries.by_way(event)]
    plots = [
        Plot(_("Invitations"), people, invited(event)),
        Plot(_("Arrivals by five minutes"), people, arrivals(event), is_along_time=True),
        Plot(_("Ways of taking part"), people, own),
        Plot(_("Outlets"), people, [Row(*each) for each in queries.by_outlet(event)]),
        Plot(
            _("Languages of the registered"),
            people,
            [Row(ENDONYMS[code], number) for code, number in queries.by_language(event)],
        ),
    ]
    return [plot for plot in plots if plot.rows]


def invited(event: Event) -> list[Row]:
    """How far the people have come who were invited in person; nothing where nobody was."""
    found = invitations.funnel(event)
    labels = (_("Invited"), _("Opened the invitation"), _("Have answered"), _("Came"))
    rows = [Row(label, number) for label, number in zip(labels, found, strict=True)]
    return rows if found.invited else []


def arrivals(event: Event) -> list[Row]:
    """How many came in within each five minutes; the last counts those who came later too."""
    seen = [_step(to_local(moment, event.timezone)) for moment in queries.arrivals(event)]
    if not seen:
        return []
    counted, first = Counter(seen), seen[0]
    steps = min(int((seen[-1] - first) / STEP) + 1, MOST_STEPS)
    shown = [first + STEP * number for number in range(steps)]
    late = sum(number for step, number in counted.items() if step > shown[-1])
    numbers = [counted[step] for step in shown]
    numbers[-1] += late
    hours = [dates.clock(step) for step in shown]
    hours[-1] += "+" if late else ""
    return [Row(hour, number) for hour, number in zip(hours, numbers, strict=True)]


def _step(moment: datetime) -> datetime:
    return moment.replace(minute=moment.minute - moment.minute % 5, second=0, microsecond=0)
