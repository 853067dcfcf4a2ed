"""Papers that go with letters: drawn when the letter leaves, outside of any transaction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _

from eventsapp.accreditation import wording
from eventsapp.accreditation.cards.models import Card
from eventsapp.core import dates, qr
from eventsapp.core.database import begin_reading
from eventsapp.documents import house, making, people
from eventsapp.documents.house import House
from eventsapp.documents.kinds import Format, Kind
from eventsapp.documents.typesetting import NotMade
from eventsapp.documents.words import clean, joined
from eventsapp.extensions import db
from eventsapp.mail import urls
from eventsapp.registration.models import Registration
from eventsapp.web.locale import speaking

BADGE = "badge.pdf"


@dataclass(frozen=True)
class Paper:
    """What a paper is made of: the name of its file, its layout, its words."""

    name: str
    layout: str
    content: dict[str, Any]
    own: House = field(default_factory=House)


Maker = Callable[[int], Paper | None]  # of a record's number; None where nothing is to be printed


def make(makers: Mapping[str, Maker], recipe: Mapping[str, int]) -> tuple[str, bytes] | None:
    """The paper of a recipe like `{"badge": 12}`; None where it cannot be printed."""
    [(kind, number)] = recipe.items()
    begin_reading(db.session())
    paper = makers[kind](number)
    db.session.rollback()  # nothing waits while the page is set
    try:
        return (
            (paper.name, making.typeset(paper.layout, paper.content, paper.own)) if paper else None
        )
    except NotMade:
        return None  # a name in a script that the font does not have


def badge(registration_id: int) -> Paper | None:
    """The badge of one person with a place."""
    person = db.session.get(Registration, registration_id)
    if person is None or person.erased_at is not None or not person.is_confirmed:
        return None
    own = house.bring(person.event.organisation, Kind.BADGES_SMALL, Format.PDF, person.language)
    return Paper(BADGE, "badges", people.badge(person), own)


def press_card(card_id: int) -> Paper | None:
    """A press card to be carried, with the code by which anybody checks it."""
    card = db.session.get(Card, card_id)
    if card is None or card.withdrawn_at is not None:
        return None
    return Paper(BADGE, "badges", _card(card), house.of(card.organisation))


def _card(card: Card) -> dict[str, Any]:
    holder, language = card.organisation, card.language
    issuer = clean(holder.names.read([language, holder.original_language]).text)
    check = urls.absolute("press_cards.check", lang=language, code=card.code)
    width, height = people.SIZES[Kind.BADGES_SMALL]
    with speaking(language):
        until = dates.without_weekday(card.valid_until, language)
        shown = {
            "name": clean(card.name),
            "about": joined(card.outlet.name, str(wording.FUNCTIONS[card.function]), card.scope),
            "label": _("Press card, valid until %(day)s", day=until),
            "band": "press",
            "qr": qr.svg(check, border=qr.BORDER),
            "alt": _("Code to check the card"),
        }
        return {
            "language": language,
            "author": issuer,
            "title": _("Press card"),
            "event": issuer,
            "width": width,
            "height": height,
            "on-sheets": False,
            "people": [shown],
        }
