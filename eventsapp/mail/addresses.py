"""E-mail addresses as they go on the wire."""

from email.utils import parseaddr
from functools import lru_cache

from email_validator import EmailNotValidError, validate_email
from flask import current_app


class BadAddress(ValueError):
    """An address no mail server of ours could send to; the text says why."""


@lru_cache(maxsize=1000)  # answers to all letters about an event go to one address
def ascii_address(address: str) -> str:
    """The address with its domain in ASCII (IDNA); the part before the @ must be ASCII already.

    Raises BadAddress for anything else, control signs included.
    """
    try:
        checked = validate_email(
            address,
            check_deliverability=False,
            allow_smtputf8=False,
            globally_deliverable=False,
            test_environment=True,
        )
    except EmailNotValidError as error:
        raise BadAddress(str(error)) from error
    return str(checked.ascii_email)


def spellings(address: str) -> set[str]:
    """The address in small letters, with its domain as given, in ASCII and in its own letters."""
    try:
        checked = validate_email(
            address, check_deliverability=False, globally_deliverable=False, test_environment=True
        )
    except EmailNotValidError:
        return {address.lower()}
    return {each.lower() for each in (address, checked.ascii_email, checked.normalized) if each}


def own_address() -> str:
    """The address from which this installation writes, without a name; empty if none is set."""
    return _bare(current_app.config["MAIL_DEFAULT_SENDER"])


@lru_cache(maxsize=8)
def _bare(written: str) -> str:
    return parseaddr(written)[1]
