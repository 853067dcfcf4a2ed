"""Lists whose answer is bare: they come whole, or page by page to who asks for pages."""

from collections.abc import Sequence
from typing import Any

import marshmallow as ma
from flask import request, url_for
from marshmallow import validate
from sqlalchemy import Select

from eventsapp.api.blueprints import page
from eventsapp.api.fields import Line
from eventsapp.extensions import db

Answer = tuple[Sequence[Any], dict[str, str]]  # with headers
USUAL, MOST = 50, 100  # records on one page
LINK = {
    "Link": {
        "description": 'Of a page: the address of the next, with rel="next"; none at the end.',
        "schema": {"type": "string"},
    }
}


class Query(ma.Schema):
    """Which part of a list that comes whole where none is asked for."""

    cursor = Line(60, metadata={"description": "That of the `Link` of the page before."})
    limit = ma.fields.Integer(
        validate=validate.Range(1, MOST),
        metadata={"description": "Without it, and without a cursor, everything comes."},
    )


def whole_or_page(wanted: Select[Any], model: Any, asked: dict[str, Any]) -> Answer:
    """All of the list; of `limit` or `cursor` one page, with the address of the next (RFC 8288)."""
    if not asked:
        return db.session.scalars(wanted).unique().all(), {}
    limit = asked.get("limit", USUAL)
    found = page(wanted, model, asked | {"limit": limit})
    if found["next"] is None:
        return found["items"], {}
    following = url_for(request.endpoint or "", limit=limit, cursor=found["next"])
    return found["items"], {"Link": f'<{following}>; rel="next"'}
