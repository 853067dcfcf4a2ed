"""Documents for many people: ordered on the tab, made by the worker, forgotten after a week."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog
from flask_babel import gettext as _
from sqlalchemy import select

from eventsapp.core import files
from eventsapp.documents import house, making, people, queries
from eventsapp.documents.kinds import Format, Kind
from eventsapp.documents.models import Order
from eventsapp.documents.typesetting import NotMade
from eventsapp.events.models import Event
from eventsapp.extensions import db

log = structlog.get_logger()

AT_ONCE = 200  # people; a longer list is made by the worker
KEPT = timedelta(days=7)
STEP = 100  # badges between two words on how far it is


def order(
    event: Event, kind: Kind, form: Format, language: str, *, by: int | None, now: datetime
) -> Order:
    """Have a document made; the one that waits already is given, if it is the same."""
    asked = (kind, form, language, None)
    for standing in queries.orders(event):
        if (standing.kind, standing.form, standing.language, standing.finished_at) == asked:
            return standing
    wanted = Order(
        event_id=event.id,
        kind=kind,
        form=form,
        language=language,
        ordered_at=now,
        ordered_by_id=by,
        total=people.count(event),
    )
    db.session.add(wanted)
    db.session.flush()
    return wanted


def make_ordered(now: datetime) -> int:
    """Make what was ordered, one after the other; return how many.

    Safe to repeat: what a dead worker left behind is made from its beginning. Commits between
    two steps, so that the page shows how far it is and no transaction waits for a PDF.
    """
    waiting = queries.unfinished()
    for order_id in waiting:
        _make(order_id, now)
    return len(waiting)


def forget_old(now: datetime) -> int:
    """Delete documents older than a week, which hold names; return how many."""
    old = db.session.scalars(select(Order).where(Order.ordered_at < now - KEPT)).all()
    _forget(old)
    return len(old)


def forget_those_of_erased(_now: datetime) -> int:
    """Job: delete documents that may name somebody erased since they were ordered; return how many.

    However somebody came to be erased: at their wish, on their own page, or by the retention.
    """
    outdated = queries.outdated_by_erasing()
    _forget(outdated)
    return len(outdated)


def forget_all(event: Event) -> None:
    """Delete every document that was made for an event."""
    _forget(queries.orders(event))


def _forget(orders: Sequence[Order]) -> None:
    for each in orders:
        if each.file_key:
            files.forget(each.file_key)
        db.session.delete(each)
    db.session.flush()


def _make(order_id: int, now: datetime) -> None:
    """Make it, or write down why not: what fails must not hold up those behind it."""
    wanted, key, complaint = db.session.get_one(Order, order_id), "", ""
    suffix = f".{wanted.form}"
    try:
        key = files.store(_typeset(wanted), suffix)
    except NotMade as refusal:
        complaint = str(refusal.message)
    except Exception:
        log.exception("document_failed", order=order_id)
        complaint = _("The document could not be made. Try again, or tell the administrator.")
    db.session.rollback()
    wanted.file_key, wanted.complaint = key, complaint
    wanted.done, wanted.finished_at = wanted.total, now
    db.session.commit()


def _typeset(wanted: Order) -> bytes:
    """The file. What it says is read first: no transaction waits while the pages are set."""
    wanted.total = people.count(wanted.event)

    def tell(done: int) -> None:
        if done % STEP == 0:
            wanted.done = min(done, wanted.total)
            db.session.commit()

    kind, form, languages = wanted.kind, wanted.form, [wanted.language]
    own = house.bring(wanted.event.organisation, kind, form, wanted.language)
    content = making.content_of(wanted.event, kind, form, languages, tell)
    db.session.commit()
    return making.typeset(making.LAYOUTS[kind], content, own, form)
