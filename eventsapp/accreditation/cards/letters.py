"""What is written about press cards: the card itself, its end ahead, its withdrawal."""

from datetime import datetime

from eventsapp.accreditation.cards.models import Card
from eventsapp.core import dates
from eventsapp.mail import services as outbox
from eventsapp.mail import urls
from eventsapp.organisations import senders

CARD = "accreditation/card"
RENEWAL = "accreditation/renewal"
WITHDRAWN = "accreditation/card_withdrawn"


def send_card(card: Card, now: datetime) -> None:
    """The press card itself."""
    _send_about_card(CARD, card, now, key=card.valid_until.isoformat(), paper={"card": card.id})


def send_renewal(card: Card, now: datetime) -> None:
    """Word that the card runs out, and how to renew it."""
    _send_about_card(RENEWAL, card, now, key=card.valid_until.isoformat())


def send_card_withdrawn(card: Card, now: datetime) -> None:
    """Word that the card no longer counts, with the reason."""
    _send_about_card(WITHDRAWN, card, now, key="withdrawn")


def _send_about_card(
    template: str, card: Card, now: datetime, *, key: str, paper: dict[str, int] | None = None
) -> None:
    holder, language = card.organisation, card.language
    outbox.enqueue(
        template,
        to=card.email,
        name=card.name,
        language=language,
        key=f"{template}:{card.id}:{key}",
        topic=card.topic,
        paper=paper,
        now=now,
        reply_to=senders.reply_address(holder),
        **senders.of(holder, [language, holder.original_language]),
        card=card,
        scope=card.scope,
        until=dates.without_weekday(card.valid_until, language),
        year=card.valid_until.year,
        card_url=urls.absolute("press_cards.show", token=card.token),
    )
