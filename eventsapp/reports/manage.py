"""The Report tab: the numbers of an event on a page, and as a PDF to be handed on."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventsapp.core.texts import LANGUAGES
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
    )


@bp.get("/desk/e/<int:event_id>/report.pdf")
def download(event_id: int) -> ResponseReturnValue:
    """The same on paper, in the language of the address, else in that of the event."""
    event, asked = own_event(event_id), request.args.get("language", "")
    language = asked if asked in LANGUAGES else event.original_language
    try:
        made = papers.pdf(event, language)
    except NotMade as refusal:
        flash(str(refusal.message), "error")
        return redirect(url_for(".index", event_id=event.id))
    answer = Response(made, content_type="application/pdf")
    name = f"{event.slug or event.id}-report-{language}.pdf"
    answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
