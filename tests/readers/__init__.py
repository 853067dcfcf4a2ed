"""Four independent readers of calendars: each gives start and end of every event in UTC.

icalendar and vobject are Python; ical.js (Thunderbird, Nextcloud) runs under Debian's node, libical
(Evolution, KDE) is Debian's libical3. `ical.min.mjs` is npm's ical.js 2.2.1, dist/ical.min.js, MPL-2.0.
"""

import pytest

from tests.readers import icaljs, libical, python

READERS = {
    "icalendar": python.icalendar_spans,
    "vobject": python.vobject_spans,
    "ical.js": icaljs.spans,
    "libical": libical.spans,
}
MISSING = {"ical.js": icaljs.missing, "libical": libical.missing}


def reader(name: str):
    """A reader by its name; says loudly what is not checked where it is missing."""
    reason = MISSING.get(name, str)()
    if reason:
        pytest.skip(f"NOT CHECKED: calendars as {name} reads them; {reason}")
    return READERS[name]
