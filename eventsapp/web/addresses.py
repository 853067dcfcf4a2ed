"""Addresses of the app that keep what the present one asks for."""

from typing import Any

from flask import request, url_for


def keeping_query(endpoint: str, **values: Any) -> str:
    """The address of an endpoint with the query of this request; the given values go first.

    A query is what a stranger typed: names that `url_for` has a meaning for are left out.
    """
    asked = {
        name: given
        for name, given in request.args.to_dict(flat=False).items()
        if name != "endpoint" and not name.startswith("_")
    }
    return url_for(endpoint, **asked | values)
