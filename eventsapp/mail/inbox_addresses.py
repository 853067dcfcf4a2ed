"""Addresses that come back to us: the inbox's own with a tag that only we can have made.

`press@example.org` takes `press+<tag>@example.org` too (RFC 5233). The tag proves that who writes
there has seen the letter that carried it; clients may fold its case.
"""

from collections.abc import Iterable
from email.utils import parseaddr

from flask import current_app

from eventsapp.core import tokens

BOUNCE = "bounce"  # kind of token, of a message's id
LONGEST_NAME = 24  # of the part before the tag: RFC 5321 §4.5.3.1.1 has 64 for both


def is_on() -> bool:
    """Whether anybody reads what comes back."""
    return bool(current_app.config["INBOX_URL"])


def own() -> str:
    """The inbox's address: INBOX_ADDRESS, else the one that mails come from."""
    given = current_app.config["INBOX_ADDRESS"] or current_app.config["MAIL_DEFAULT_SENDER"]
    return parseaddr(given)[1].lower()


def tagged(tag: str) -> str:
    """The inbox's address with a tag."""
    name, _at, domain = own().partition("@")
    return f"{name}+{tag}@{domain}"


def tags(addresses: Iterable[str]) -> list[str]:
    """The tags of those addresses that have one."""
    names = (address.rpartition("@")[0].lower() for address in addresses)
    return [name.rpartition("+")[2] for name in names if "+" in name]


def return_path(message_id: int) -> str:
    """Where servers report that a message could not be delivered."""
    return tagged(tokens.make(BOUNCE, message_id))


def read_return_path(addresses: Iterable[str]) -> int | None:
    """The id of the message whose return path is among these addresses."""
    known = (tokens.read(BOUNCE, tag) for tag in tags(addresses))
    return next((found[0] for found in known if found), None)
