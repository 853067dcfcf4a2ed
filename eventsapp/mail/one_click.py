"""Unsubscribing in one click, by the button of a mail program (RFC 8058)."""

from flask import request

_FIELD, _VALUE = "List-Unsubscribe", "One-Click"


def headers(url: str) -> dict[str, str]:
    """What a letter has so that its program can unsubscribe at an address; §3.1."""
    return {_FIELD: f"<{url}>", f"{_FIELD}-Post": f"{_FIELD}={_VALUE}"}


def is_asked() -> bool:
    """Whether a program sent the request: it follows no redirect and shows no page; §3.2."""
    return request.form.get(_FIELD) == _VALUE
