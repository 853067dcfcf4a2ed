"""What is done to materials: taken in, described, replaced, ordered, removed. Pages follow."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from sqlalchemy.exc import IntegrityError

from eventsapp.accreditation.models import Applicant
from eventsapp.core import files, publication
from eventsapp.core.errors import Refusal
from eventsapp.core.texts import Texts
from eventsapp.events import queries as events
from eventsapp.events.models import PUBLIC_STATES, Event
from eventsapp.extensions import db
from eventsapp.materials import queries
from eventsapp.materials.intake import Kept
from eventsapp.materials.kinds import Audience, Licence
from eventsapp.materials.models import Download, EmbargoAgreement, Material, MaterialVersion


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What is said of a material beside its file."""

    titles: Texts
    language: str
    licence: Licence
    credit: str
    audience: Audience
    embargo_at: datetime | None
    embargo_zone: str


class NotAgreed(Refusal):
    """An embargo binds only who has agreed to it."""

    status = 403


def add(event: Event, kept: Kept, *, by: int | None, now: datetime) -> Material:
    """Put a stored file among the event's materials, named after itself.

    The first is the team's own until somebody decides; the others take the terms of the last.
    """
    last = next(reversed(queries.materials(event)), None)
    name = PurePath(kept.file_name).stem.replace("_", " ")
    material = Material(
        event_id=event.id,
        position=queries.last_position(event) + 1,
        titles=Texts({event.original_language: name}),
        audience=Audience.TEAM,
    )
    if last:
        material.licence, material.credit = last.licence, last.credit
        material.audience = last.audience
        material.embargo_at, material.embargo_zone = last.embargo_at, last.embargo_zone
    material.refresh_search_key()
    db.session.add(material)
    _add_version(material, kept, note="", by=by, now=now)
    touch(event, now=now)
    return material


def replace(
    event: Event, material: Material, kept: Kept, *, note: str, by: int | None, now: datetime
) -> MaterialVersion:
    """Let a new file stand for a material; the former ones stay in its history."""
    db.session.flush()
    events.claim(event)  # two at a moment are two versions
    db.session.refresh(material, ["versions"])
    version = _add_version(material, kept, note=note, by=by, now=now)
    touch(event, now=now)
    return version


def describe(event: Event, material: Material, terms: Terms, *, now: datetime) -> None:
    """Say what a material is, who may have it and from when."""
    _set_embargo(material, terms.embargo_at, terms.embargo_zone)
    material.titles, material.language = terms.titles, terms.language
    material.licence, material.credit = terms.licence, terms.credit
    material.audience = terms.audience
    material.refresh_search_key()
    touch(event, now=now)


def arrange_kit(
    event: Event, *, audience: Audience, at: datetime | None, zone: str, now: datetime
) -> None:
    """Give all materials of an event the same audience and embargo."""
    for each in queries.materials(event):
        each.audience = audience
        _set_embargo(each, at, zone)
    touch(event, now=now)


def move(event: Event, material: Material, step: int, *, now: datetime) -> None:
    """Put a material before (-1) or after (+1) its neighbour."""
    standing = list(queries.materials(event))
    here = standing.index(material)
    standing.insert(max(0, here + step), standing.pop(here))
    for position, each in enumerate(standing):
        each.position = position
    touch(event, now=now)


def remove(event: Event, material: Material, *, now: datetime) -> list[str]:
    """Delete a material; return the keys of its files, to be deleted once that is committed."""
    keys = [key for version in material.versions for key in version.keys]
    db.session.delete(material)
    touch(event, now=now)
    return keys


def forget_all(event: Event) -> None:
    """Delete every material of an event, its files once this transaction has ended."""
    for material in queries.materials(event):
        for version in material.versions:
            for key in version.keys:
                files.forget(key)
        db.session.delete(material)
    db.session.flush()


def agree(applicant: Applicant, embargo_at: datetime, words: str, *, now: datetime) -> None:
    """Write down that a journalist will hold what opens then. Safe to repeat, also at once."""
    if embargo_at in queries.agreed(applicant):
        return
    promise = EmbargoAgreement(
        applicant_id=applicant.id, embargo_at=embargo_at, words=words, agreed_at=now
    )
    with suppress(IntegrityError), db.session.begin_nested():  # a double tap was quicker
        db.session.add(promise)


def hand_out(applicant: Applicant, wanted: Sequence[Material], *, now: datetime) -> None:
    """Write down who takes what. Raises NotAgreed where an embargo was not agreed to."""
    promised = queries.agreed(applicant)
    if any(not each.is_open(now) and each.embargo_at not in promised for each in wanted):
        raise NotAgreed
    db.session.add_all(
        Download(version=each.current, applicant_id=applicant.id, downloaded_at=now)
        for each in wanted
    )
    db.session.flush()


def sweep(keys: Sequence[str]) -> None:
    """Delete files that no row names any more; call after the commit."""
    for key in keys:
        files.delete(key)


def index_missing(_now: datetime) -> int:
    """Job: fold the titles of materials where an upgrade left that open."""
    lacking = queries.without_search_key()
    for material in lacking:
        material.refresh_search_key()
    db.session.flush()
    return len(lacking)


def touch(event: Event, *, now: datetime) -> None:
    """Let pages and feeds know that something new is to be seen.

    Who changes the event at the same moment waits, or one of the two would be refused.
    """
    db.session.flush()
    events.claim(event)
    event.updated_at = now
    if event.state in PUBLIC_STATES:
        publication.publish()
    db.session.flush()


def _set_embargo(material: Material, at: datetime | None, zone: str) -> None:
    if material.embargo_at != at:
        material.opening_told_at = None
    material.embargo_at, material.embargo_zone = at, zone if at else ""


def _add_version(
    material: Material, kept: Kept, *, note: str, by: int | None, now: datetime
) -> MaterialVersion:
    version = MaterialVersion(
        number=len(material.versions) + 1,
        sort=kept.sort,
        file_key=kept.file_key,
        file_name=kept.file_name,
        media_type=kept.media_type,
        size_bytes=kept.size_bytes,
        widths=kept.widths,
        note=note,
        uploaded_at=now,
        uploaded_by_id=by,
    )
    material.versions.append(version)
    db.session.flush()
    return version
