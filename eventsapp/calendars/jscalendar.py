"""JSCalendar (RFC 8984): the feed as JSON, a Group of Events."""

import json
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from eventsapp.calendars import ical
from eventsapp.calendars.entry import Entry, Status
from eventsapp.calendars.feeds import Feed

GROUP_TYPE = "application/jscalendar+json;type=group"
EVENT_TYPE = "application/jscalendar+json;type=event"
_STATUS = {
    Status.CONFIRMED: "confirmed",
    Status.TENTATIVE: "tentative",
    Status.CANCELLED: "cancelled",
}
_DAY = timedelta(days=1)


def group(feed: Feed, entries: Sequence[Entry]) -> bytes:
    """A whole feed."""
    data = {
        "@type": "Group",
        "uid": str(uuid.uuid5(uuid.NAMESPACE_URL, feed.url)),
        "prodId": ical.PRODID,
        "title": feed.name,
        "locale": feed.language,
        "source": feed.url,
        "entries": [event(entry) for entry in entries],
    }
    return written(data)


def written(data: dict[str, Any]) -> bytes:
    """An object as it is sent."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def event(entry: Entry) -> dict[str, Any]:
    """One event. There are no participants in public."""
    data = {
        "@type": "Event",
        "uid": entry.uid,
        "updated": _utc(entry.updated_at),
        "created": _utc(entry.created_at),
        "sequence": entry.sequence,
        "locale": entry.language,
        "title": entry.title.text,
        "description": entry.description,
        "descriptionContentType": "text/plain",
        **_when(entry),
        "status": _STATUS[entry.status],
        "freeBusyStatus": "busy" if entry.takes_time else "free",
        "privacy": "public",
        "keywords": {entry.category: True},
        "links": {"page": {"@type": "Link", "href": entry.url, "rel": "alternate"}},
        "locations": _locations(entry),
        "virtualLocations": _virtual_locations(entry),
        "relatedTo": _related(entry),
    }
    return {name: value for name, value in data.items() if value not in (None, "", {})}


def _when(entry: Entry) -> dict[str, Any]:
    """Start by the clock on the wall, without offset; the zone stands beside it."""
    if entry.days:
        first, after = entry.days
        days = (after - first) // _DAY
        return {"start": f"{first}T00:00:00", "duration": f"P{days}D", "showWithoutTime": True}
    local = entry.starts_at.astimezone(ZoneInfo(entry.zone)).replace(tzinfo=None)
    return {
        "start": local.isoformat(timespec="seconds"),
        "timeZone": entry.zone,
        "duration": _duration(entry.ends_at - entry.starts_at),
    }


def _duration(length: timedelta) -> str:
    minutes = int(length.total_seconds()) // 60
    hours, rest = divmod(minutes, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{rest}M" if rest or not hours else "")


def _locations(entry: Entry) -> dict[str, Any]:
    if not entry.place:
        return {}
    place: dict[str, Any] = {"@type": "Location", "name": entry.place}
    if entry.position:
        place["coordinates"] = "geo:{:.6f},{:.6f}".format(*entry.position)
    return {"place": place}


def _virtual_locations(entry: Entry) -> dict[str, Any]:
    if not entry.online_url:
        return {}
    features = {"audio": True, "video": True}
    online = {"@type": "VirtualLocation", "uri": entry.online_url, "features": features}
    return {"online": online}


def _related(entry: Entry) -> dict[str, Any]:
    uids = {"parent": entry.parent_uid, "first": entry.first_uid}
    return {
        uid: {"@type": "Relation", "relation": {relation: True}}
        for relation, uid in uids.items()
        if uid
    }


def _utc(instant: datetime) -> str:
    return f"{instant:%Y-%m-%dT%H:%M:%SZ}"
