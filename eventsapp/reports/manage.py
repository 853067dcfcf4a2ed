"""The Report tab: the numbers of an event on a page, and as a file to be handed on."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventsapp.core.texts import LANGUAGES
from eventsapp.documents.answering import attached
from eventsapp.documents.kinds import LOOKS, Format, Kind
from eventsapp.documents.typesetting import NotMade
from eventsapp.events.access import own_event
from eventsapp.outcome import queries as outcome
from eventsapp.reports import papers
from eventsapp.reports.content import report
from eventsapp.web import guard

bp = Blueprint("manage_reports", __name__)
guard.protect(bp, admits_guests=True)


@bp.get("/desk/e/<int:event_id>/report")
def index(event_id: int) -> str:
    """Numbers, plots with their tables, what people and media said."""
    event = own_event(event_id)
    return render_template(
        "reports/manage/index.html",
        event=event,
        tab="report",
        report=report(event),
        outcome=outcome.find(event),
        formats=LOOKS[Kind.REPORT].formats,
    )


@bp.get("/desk/e/<int:event_id>/report.<any(pdf, docx):form>")
def download(event_id: int, form: str) -> ResponseReturnValue:
    """The same as PDF or Word, in the language of the address, else in that of the event."""
    event, asked = own_event(event_id), request.args.get("language", "")
    language = asked if asked in LANGUAGES else event.original_language
    try:
        return attached(papers.make(event, Format(form), language))
    except NotMade as refusal:
        flash(str(refusal.message), "error")
        return redirect(url_for(".index", event_id=event.id))
