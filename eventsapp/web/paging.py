"""One page of a long list, with the addresses of its neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import request
from sqlalchemy import Select, func, literal, select

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
    is_more: bool = False  # than the total: counting stopped there

    @property
    def previous_url(self) -> str | None:
        """The address of the page before; None on the first."""
        return _address(self.number - 1) if self.number > 1 else None

    @property
    def next_url(self) -> str | None:
        """The address of the page after; None on the last."""
        return _address(self.number + 1) if self.number < self.last else None


def page(wanted: Select[T], *, size: int = 50, most: int | None = None) -> Page[T]:
    """The page that `?page=` asks for, the nearest one where there is none: two queries.

    With `most`, no more rows than that are counted, and no page behind them is shown.
    """
    counted = _count(wanted, most)
    total = min(counted, most or counted)
    last = max(1, -(-total // size))
    number = min(max(1, request.args.get("page", 1, type=int)), last)
    here = wanted.limit(size).offset((number - 1) * size)
    items = db.session.scalars(here).unique().all()
    return Page(items, number, last, total, is_more=counted > total)


def _count(wanted: Select[Any], most: int | None) -> int:
    """How many rows there are, counting none after the first that is too many."""
    unordered = wanted.order_by(None)
    if most is None:
        rows = unordered.with_only_columns(func.count(), maintain_column_froms=True)
    else:
        few = unordered.with_only_columns(literal(1), maintain_column_froms=True).limit(most + 1)
        rows = select(func.count()).select_from(few.subquery())
    return db.session.scalar(rows) or 0


def _address(number: int) -> str:
    here: dict[str, Any] = request.view_args or {}
    return addresses.keeping_query(request.endpoint or "", **here, page=number)
