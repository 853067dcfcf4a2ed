"""The Documents tab: what can be made of an event, in which languages, and what was ordered."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from eventsapp.core import files
from eventsapp.core.clock import utcnow
from eventsapp.core.texts import LANGUAGES
from eventsapp.documents import certificates, letters, making, people, queries, services
from eventsapp.documents.answering import attached
from eventsapp.documents.kinds import MEDIA_TYPES, ON_TAB, Format, Kind
from eventsapp.documents.typesetting import NotMade
from eventsapp.events.access import own_event
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.web import guard

BILINGUAL = (
    Kind.ANNOUNCEMENT,
    Kind.ADVISORY,
    Kind.RELEASE,
    Kind.AGENDA,
    Kind.PLATES,
)  # side by side; other kinds take the first language

bp = Blueprint("manage_documents", __name__, url_prefix="/desk/e/<int:event_id>/documents")
guard.protect(bp, admits_guests=True)


@bp.get("")
def index(event_id: int) -> str:
    """What can be made, in the languages of the address, and what the worker has made."""
    event = own_event(event_id)
    return render_template(
        "documents/manage/index.html",
        event=event,
        tab="documents",
        looks=ON_TAB,
        chosen=_languages(event),
        people=people.count(event),
        at_once=services.AT_ONCE,
        orders=queries.orders(event),
        came=len(letters.came(event)),
        certified=len(queries.certificate_numbers(event)),
        fresh=certificates.fresh(event, utcnow()),
    )


@bp.get("/<kind>.<form>")
def download(event_id: int, kind: str, form: str) -> ResponseReturnValue:
    """One document, made now; one of too many people is left to the worker."""
    event, look = own_event(event_id), ON_TAB[_kind(kind)]
    if form not in look.formats:
        abort(404)
    if look.of_people and people.count(event) > services.AT_ONCE:
        flash(_("This document is long: have it prepared."), "error")
        return redirect(url_for(".index", event_id=event.id))
    languages = _languages(event)[: 2 if kind in BILINGUAL else 1]
    try:
        made = making.make(event, Kind(kind), Format(form), languages)
    except NotMade as refusal:
        flash(str(refusal.message), "error")
        return redirect(url_for(".index", event_id=event.id, language=languages))
    return attached(made)


@bp.post("/orders/<kind>.<form>")
def order(event_id: int, kind: str, form: str) -> ResponseReturnValue:
    """Have the worker make a document for many people."""
    event, look = own_event(event_id), ON_TAB[_kind(kind)]
    if not look.of_people or form not in look.formats:
        abort(404)
    languages, by = _languages(event), guard.actor().user_id
    services.order(event, Kind(kind), Format(form), languages[0], by=by, now=utcnow())
    db.session.commit()
    flash(_("The document is being prepared. You find it below."), "success")
    return redirect(url_for(".index", event_id=event.id, language=languages))


@bp.get("/orders/<int:order_id>/file")
def fetch(event_id: int, order_id: int) -> ResponseReturnValue:
    """What the worker has made; the list says how far it is with the rest."""
    event = own_event(event_id)
    found = queries.find_order(event, order_id) or abort(404)
    if found.finished_at is None:
        return redirect(url_for(".index", event_id=event.id))
    data = files.open(found.file_key) if found.file_key else None
    if data is None:
        abort(404)
    name = making.name(event, found.kind, found.form, [found.language])
    return attached(making.File(name, MEDIA_TYPES[found.form], data))


@bp.post("/certificates")
def certify(event_id: int) -> ResponseReturnValue:
    """Issue certificates to those who came; the worker mails them when the minute is over."""
    event = own_event(event_id)
    number = certificates.issue(event, utcnow())
    db.session.commit()
    flash(
        ngettext(
            "One certificate is issued and goes out within a minute.",
            "%(num)d certificates are issued and go out within a minute.",
            number,
        )
        if number
        else _("Everybody who came has a certificate already."),
        "success",
    )
    return redirect(url_for(".index", event_id=event.id))


@bp.post("/certificates/undo")
def uncertify(event_id: int) -> ResponseReturnValue:
    """Take back the certificates of the last minute."""
    event = own_event(event_id)
    number = certificates.undo(event, utcnow())
    db.session.commit()
    if number:
        flash(
            ngettext(
                "One certificate is taken back.", "%(num)d certificates are taken back.", number
            ),
            "success",
        )
    else:
        flash(_("The minute is over: the certificates are on their way."), "error")
    return redirect(url_for(".index", event_id=event.id))


def _kind(text: str) -> Kind:
    return Kind(text) if text in set(ON_TAB) else abort(404)


def _languages(event: Event) -> list[str]:
    """The languages of the address, each once, two at most; else that of the event."""
    asked = dict.fromkeys(code for code in request.args.getlist("language") if code in LANGUAGES)
    return list(asked)[:2] or [event.original_language]
