"""Reads of materials: what an event has, who may have which of it, what opens when."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from eventsapp.accreditation.kinds import Status
from eventsapp.accreditation.models import Applicant, Application
from eventsapp.core import search
from eventsapp.events.models import PUBLIC_STATES, Event, Visibility
from eventsapp.events.queries import is_kept, shown_in_lists
from eventsapp.extensions import db
from eventsapp.materials.kinds import Audience
from eventsapp.materials.models import Download, EmbargoAgreement, Material, MaterialVersion

FOR_JOURNALISTS = (Audience.PUBLIC, Audience.ACCREDITED)


def materials(event: Event) -> Sequence[Material]:
    """Everything of an event in order, with its versions."""
    return db.session.scalars(
        select(Material)
        .where(Material.event_id == event.id)
        .order_by(Material.position, Material.id)
        .options(selectinload(Material.versions))
    ).all()


def kit(event: Event) -> list[Material]:
    """What readers learn of: all that is not the team's own."""
    return [each for each in materials(event) if each.audience is not Audience.TEAM]


def find(event: Event, material_id: int) -> Material | None:
    """A material by its number, if it is of this event."""
    return db.session.scalar(
        select(Material)
        .where(Material.id == material_id, Material.event_id == event.id)
        .options(selectinload(Material.versions))
    )


def find_public_picture(version_id: int, width: str) -> tuple[str, Material] | None:
    """The file key of a picture's width, with the material it is of; none of a former version.

    What was replaced may have been taken in when it was for the team alone.
    """
    material = joinedload(MaterialVersion.material)
    version = db.session.get(
        MaterialVersion,
        version_id,
        options=[material.joinedload(Material.event), material.selectinload(Material.versions)],
    )
    if version is None or version is not version.material.current or width not in version.widths:
        return None
    return version.widths[width], version.material


def is_for_everybody(material: Material, now: datetime) -> bool:
    """Whether anybody may have it at this moment."""
    return material.audience is Audience.PUBLIC and material.is_open(now)


def moments(kit_: Iterable[Material]) -> list[datetime]:
    """When the clock alone opens something."""
    return [each.embargo_at for each in kit_ if each.embargo_at]


def last_position(event: Event) -> int:
    """Where the last material stands; -1 before the first."""
    wanted = select(func.max(Material.position)).where(Material.event_id == event.id)
    found = db.session.scalar(wanted)
    return -1 if found is None else found


def accepted(event: Event) -> Sequence[Applicant]:
    """The journalists who are accredited and can be written to."""
    return db.session.scalars(
        select(Applicant)
        .where(
            Applicant.event_id == event.id,
            Applicant.status == Status.ACCEPTED,
            Applicant.email.is_not(None),
        )
        .options(
            joinedload(Applicant.application).joinedload(Application.outlet),
            joinedload(Applicant.registration),
        )
        .order_by(Applicant.id)
    ).all()


def agreed(applicant: Applicant) -> set[datetime]:
    """The embargoes that a journalist has promised to keep."""
    wanted = select(EmbargoAgreement.embargo_at)
    return set(db.session.scalars(wanted.where(EmbargoAgreement.applicant_id == applicant.id)))


def agreements(event: Event) -> Sequence[EmbargoAgreement]:
    """Who promised what when, the last first."""
    return db.session.scalars(
        select(EmbargoAgreement)
        .join(EmbargoAgreement.applicant)
        .where(Applicant.event_id == event.id)
        .options(joinedload(EmbargoAgreement.applicant))
        .order_by(EmbargoAgreement.agreed_at.desc())
    ).all()


def downloads(event: Event) -> Sequence[Download]:
    """Who took what when, the last first."""
    return db.session.scalars(
        select(Download)
        .join(Download.version)
        .join(MaterialVersion.material)
        .where(Material.event_id == event.id)
        .options(
            joinedload(Download.applicant),
            joinedload(Download.version).joinedload(MaterialVersion.material),
        )
        .order_by(Download.downloaded_at.desc(), Download.id.desc())
        .limit(200)
    ).all()


def opened(now: datetime, *, since: datetime) -> Sequence[Material]:
    """What an embargo held until lately, and nobody was told of yet."""
    return db.session.scalars(
        select(Material)
        .join(Material.event)
        .where(
            Material.embargo_at <= now,
            Material.embargo_at > since,
            Material.opening_told_at.is_(None),
            Material.audience.in_(FOR_JOURNALISTS),
            Event.state.in_(PUBLIC_STATES),
            is_kept(),
        )
        .options(selectinload(Material.versions))
        .order_by(Material.event_id, Material.position)
    ).all()


def found(terms: Sequence[str], *, limit: int) -> Sequence[Material]:
    """Materials of listed events with each of these words in their titles, the latest first."""
    if not terms:
        return []
    return db.session.scalars(
        select(Material)
        .join(Material.event)
        .where(
            Material.audience.in_(FOR_JOURNALISTS),
            Event.state.in_(PUBLIC_STATES),
            Event.visibility == Visibility.PUBLIC,
            is_kept(),
            *(search.mentions(Material.search_key, term) for term in terms),
        )
        .order_by(Event.starts_at.desc(), Material.position, Material.id)
        .limit(limit)
        .options(contains_eager(Material.event))
    ).all()


def without_search_key() -> Sequence[Material]:
    """Some of those that the search does not know yet."""
    return db.session.scalars(
        select(Material).where(Material.search_key.is_(None)).limit(200)
    ).all()


def events_with_kits(*, limit: int) -> Sequence[Event]:
    """The listed events that have something for everybody, the latest first."""
    has_kit = select(Material.event_id).where(Material.audience.in_(FOR_JOURNALISTS))
    return (
        db.session.scalars(
            select(Event)
            .where(
                Event.id.in_(has_kit),
                Event.state.in_(PUBLIC_STATES),
                Event.visibility == Visibility.PUBLIC,
                is_kept(),
            )
            .order_by(Event.starts_at.desc(), Event.id)
            .limit(limit)
            .options(*shown_in_lists())
        )
        .unique()
        .all()
    )


def kits(events: Sequence[Event]) -> dict[int, list[Material]]:
    """The kits of many events, in one query and one for their versions."""
    found: dict[int, list[Material]] = {}
    wanted = select(Material).where(
        Material.event_id.in_([event.id for event in events]),
        Material.audience.in_(FOR_JOURNALISTS),
    )
    for each in db.session.scalars(
        wanted.order_by(Material.position, Material.id).options(selectinload(Material.versions))
    ):
        found.setdefault(each.event_id, []).append(each)
    return found
