"""How often somebody may try what can be abused. Only sent forms count, never a page read.

Visitors are counted by network address: with TRUSTED_PROXIES the one behind the proxies, in
IPv6 their whole /64 network, which is one subscriber. Many journalists of one press centre
share an address, so limits of public forms are generous.
"""

import hashlib
import ipaddress
import time
from collections.abc import Callable
from typing import Any

from flask import Response, request

from eventsapp.extensions import limiter
from eventsapp.web import locale

GUESSES = "10 per minute; 60 per hour"  # of something secret: a password, a code
PASSWORDS = "5 per minute; 9 per 15 minutes; 12 per hour; 30 per day"  # wrong ones: ever longer
PUBLIC_FORM = "60 per minute; 600 per hour"  # registering for events
MAIL = "10 per minute; 40 per hour"  # whatever sends a mail to an address that was typed in
MAIL_TO_ONE = "3 per 15 minutes"  # the same, to the same address
FETCHING = "20 per minute; 100 per hour"  # whatever makes this server ask another one

View = Callable[..., Any]


def by_address(limit: str) -> Callable[[View], View]:
    """Limit how often one visitor may send this form."""
    return limiter.limit(limit, key_func=visitor, methods=["POST"])


def by_field(limit: str, field: str) -> Callable[[View], View]:
    """Limit how often this form may name the same value, whoever sends it.

    Only for what `Form.validate_on_submit` lets through: it takes nothing of a form that is to be
    seen in another language, which does not count.
    """
    return limiter.limit(
        limit,
        key_func=lambda: _value_of(field),
        methods=["POST"],
        exempt_when=locale.is_switching,
    )


def failures_by_field(limit: str, field: str) -> Callable[[View], View]:
    """The same, counting only what was refused (422): tries to guess a password."""
    return limiter.limit(
        limit,
        key_func=lambda: _value_of(field),
        methods=["POST"],
        deduct_when=_is_refused,
    )


def failures_by(limit: str, key: Callable[[], str]) -> Callable[[View], View]:
    """The same, counted for what `key` says: somebody who is half signed in."""
    return limiter.limit(limit, key_func=key, methods=["POST"], deduct_when=_is_refused)


def visitor() -> str:
    """The network address a request is counted under."""
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, 64), strict=False))


def seconds_to_wait() -> int:
    """How long until the limit that was just passed allows the next try."""
    passed = limiter.current_limit
    return max(1, round(passed.reset_at - time.time())) if passed else 60


def _value_of(field: str) -> str:
    value = request.form.get(field, "").strip().lower()
    return hashlib.sha256(value.encode()).hexdigest()  # short, whatever was sent


def _is_refused(response: Response) -> bool:
    return response.status_code == 422
