"""One page of a long list, with the addresses of its neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import request
from sqlalchemy import Select, func

from eventsapp.extensions import db
from eventsapp.web import addresses

T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some rows of a list, as the components draw them."""

    items: Sequence[T]
    number: int
    last: int
    total: int

    @property
    def previous_url(self) -> str | None:
        """The address of the page before; None on the first."""
        return _address(self.number - 1) if self.number > 1 else None

    @property
    def next_url(self) -> str | None:
        """The address of the page after; None on the last."""
        return _address(self.number + 1) if self.number < self.last else None


def page(wanted: Select[T], *, size: int = 50) -> Page[T]:
    """The page that `?page=` asks for, the nearest one where there is none: two queries."""
    rows = wanted.with_only_columns(func.count(), maintain_column_froms=True).order_by(None)
    total = db.session.scalar(rows) or 0
    last = max(1, -(-total // size))
    number = min(max(1, request.args.get("page", 1, type=int)), last)
    here = wanted.limit(size).offset((number - 1) * size)
    items = db.session.scalars(here).unique().all()
    return Page(items, number, last, total)


def _address(number: int) -> str:
    here: dict[str, Any] = request.view_args or {}
    return addresses.keeping_query(request.endpoint or "", **here, page=number)
