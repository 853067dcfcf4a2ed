"""What is done to organisations: founded, entered as partners, changed, given a logo."""

from dataclasses import dataclass, field
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm.exc import StaleDataError

from eventsapp.core import files, publication, slugs
from eventsapp.core.errors import Refusal
from eventsapp.core.texts import Texts
from eventsapp.extensions import db
from eventsapp.organisations import queries
from eventsapp.organisations.models import Organisation

LOGO_SUFFIX = ".png"


class ChangedMeanwhile(Refusal):
    """Somebody else saved the organisation while the form lay open."""

    message = _l(
        "A colleague has changed this organisation meanwhile. "
        "Open it again to see the change, then enter yours."
    )


@dataclass(frozen=True, kw_only=True)
class OrganisationDetails:
    """Everything that is asked about an organisation but its logo."""

    names: Texts
    original_language: str = "en"
    short_names: Texts = field(default_factory=Texts)
    boilerplate: Texts = field(default_factory=Texts)  # Markdown
    postal_address: Texts = field(default_factory=Texts)
    website: str = ""
    email: str = ""
    phone: str = ""
    sender_names: Texts = field(default_factory=Texts)
    sender_address: str = ""
    reply_to: str = ""
    timezone: str = "Asia/Almaty"
    accent: str = ""
    listed: bool = True
    retention_days: int = 90


def create(
    details: OrganisationDetails, *, keeper: Organisation | None = None, now: datetime
) -> Organisation:
    """Enter an organisation: one that keeps itself, or a partner in a keeper's directory.

    Its address is made from the original name and stays when the name changes.
    """
    slug = slugs.slugify(details.names.read([details.original_language]).text, most=70)
    organisation = Organisation(
        slug=slugs.make_unique(slug or "organisation", is_taken=queries.is_taken),
        keeper=keeper,
        created_at=now,
    )
    db.session.add(organisation)
    _apply(organisation, details, now)
    return organisation


def change(
    organisation: Organisation, details: OrganisationDetails, *, version: int, now: datetime
) -> None:
    """Store what was entered. Raises ChangedMeanwhile when it was entered over an older version."""
    if organisation.version != version:
        raise ChangedMeanwhile
    try:
        _apply(organisation, details, now)
    except StaleDataError as error:  # saved by somebody else since it was read a moment ago
        raise ChangedMeanwhile from error


def describe(
    organisation: Organisation, language: str, text: str, *, website: str = "", now: datetime
) -> None:
    """Store what it says of itself in one language, and its site where none is known."""
    organisation.boilerplate = Texts(organisation.boilerplate | {language: text})
    organisation.website = organisation.website or website
    organisation.refresh_search_key()
    publication.publish_record(organisation, now=now)


def index_missing(_now: datetime) -> int:
    """Job: fold what organisations say of themselves where an upgrade left that open."""
    lacking = queries.without_about_key()
    for organisation in lacking:
        organisation.refresh_search_key()
    db.session.flush()
    return len(lacking)


def set_logo(organisation: Organisation, picture: bytes | None) -> str:
    """Give an organisation this logo, None for none; return the former file's key.

    The caller deletes that file once its commit has gone through.
    """
    former = organisation.logo_key
    organisation.logo_key = files.store(picture, LOGO_SUFFIX) if picture else ""
    publication.publish()
    db.session.flush()
    return former


def _apply(organisation: Organisation, details: OrganisationDetails, now: datetime) -> None:
    for name, value in vars(details).items():
        setattr(organisation, name, value)
    organisation.refresh_search_key()
    publication.publish_record(organisation, now=now)
