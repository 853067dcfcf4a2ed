"""Atom (RFC 4287): what is new or changed, the latest first."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from xml.etree import ElementTree as ET

from eventsapp.calendars.entry import Entry, when
from eventsapp.calendars.feeds import Feed
from eventsapp.core import xml

MEDIA_TYPE = "application/atom+xml"
NAMESPACE = "http://www.w3.org/2005/Atom"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
EPOCH = "1970-01-01T00:00:00Z"


def document(feed: Feed, entries: Sequence[Entry], *, author: str) -> bytes:
    """A whole feed."""
    root = ET.Element("feed", {"xmlns": NAMESPACE, LANGUAGE: feed.language})
    _add(root, "id", feed.url)
    _add(root, "title", feed.name)
    _add(root, "updated", max((_time(entry.updated_at) for entry in entries), default=EPOCH))
    _add(_add(root, "author"), "name", author)
    _add(root, "link", rel="self", type=MEDIA_TYPE, href=feed.url)
    _add(root, "link", rel="alternate", type="text/html", href=feed.page)
    for entry in entries:
        root.append(_entry(entry))
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _entry(entry: Entry) -> ET.Element:
    element = ET.Element("entry", {LANGUAGE: entry.language})
    _add(element, "id", uuid.UUID(entry.uid.partition("@")[0]).urn)  # the uid of its calendars
    _add(element, "title", entry.title.text).set(LANGUAGE, entry.title.language)
    _add(element, "published", _time(entry.created_at))
    _add(element, "updated", _time(entry.updated_at))
    _add(_add(element, "author"), "name", entry.organizer.name)
    _add(element, "link", rel="alternate", type="text/html", href=entry.url)
    _add(element, "category", term=entry.category)
    lines = (when(entry), entry.place, entry.summary)
    _add(element, "summary", "\n".join(line for line in lines if line))
    return element


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, name, attributes)
    element.text = xml.chars(text) or None
    return element


def _time(instant: datetime) -> str:
    return f"{instant:%Y-%m-%dT%H:%M:%SZ}"
