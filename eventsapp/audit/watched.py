"""Which tables the log follows: the one list, put together from three.

A new table is followed, or named with the reason why not in the test of the log.
"""

from eventsapp.audit.watched_events import EVENTS
from eventsapp.audit.watched_house import HOUSE
from eventsapp.audit.watched_people import PEOPLE
from eventsapp.audit.watching import Watched

WATCHED: dict[str, Watched] = EVENTS | PEOPLE | HOUSE
