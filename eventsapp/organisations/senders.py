"""As whom an organisation writes mails: name, address where that is allowed, where answers go."""

from collections.abc import Sequence
from typing import Any

from flask import current_app

from eventsapp.organisations.models import Organisation


def of(organisation: Organisation, order: Sequence[str]) -> dict[str, Any]:
    """Name and address of the sender, as `mail.services.draft` takes them.

    `order` are the languages that the reader would like, best first.
    """
    name = organisation.sender_names.get(order[0]) or organisation.names.read(order).text
    return {"sender_name": name, "sender_address": organisation.sender_address}


def reply_address(organisation: Organisation) -> str:
    """Where answers go when nobody else is named."""
    return organisation.reply_to or organisation.email


def domains() -> list[str]:
    """Those of which organisations may use addresses: MAIL_SENDER_DOMAINS."""
    written = str(current_app.config["MAIL_SENDER_DOMAINS"]).lower().split(",")
    return [domain.strip() for domain in written if domain.strip()]


def is_allowed(address: str) -> bool:
    """Whether mails may come from this address: our mail server signs for its domain."""
    return address.rpartition("@")[2].lower() in domains()
