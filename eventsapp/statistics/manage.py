"""Statistics on the desk: a page of plots with their tables, and each as a file."""

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from eventsapp.core import sheets
from eventsapp.core.clock import utcnow
from eventsapp.events.times import to_local
from eventsapp.statistics import plots
from eventsapp.statistics.forms import PeriodForm
from eventsapp.statistics.queries import Period
from eventsapp.web import attachments, guard
from eventsapp.web.guard import Role

bp = Blueprint("statistics", __name__, url_prefix="/desk/stats")
guard.protect(bp)


@bp.get("")
@guard.require(Role.VIEWER)
def index() -> ResponseReturnValue:
    """A period in plots."""
    form, now = _form(), utcnow()
    if not form.validate():
        return render_template("statistics/index.html", form=form), 422
    period = _period(form)
    return render_template(
        "statistics/index.html",
        form=form,
        summary=plots.summary(period, now=now),
        plots=[plot for plot in plots.plots(period, now=now) if plot.shows],
    )


@bp.get(f"/<any({', '.join(plots.KEYS)}):key>.csv")
@guard.require(Role.VIEWER)
def table(key: str) -> ResponseReturnValue:
    """One plot as a table for spreadsheets."""
    form = _form()
    if not form.validate():
        abort(404)
    drawn = {plot.key: plot for plot in plots.plots(_period(form), now=utcnow())}
    plot = drawn[key]
    rows = [(plot.title, plot.unit), *((row.label, str(row.number)) for row in plot.rows)]
    return attachments.attached(sheets.csv_lines(rows), f"{plot.key}.csv", sheets.CSV)


def _form() -> PeriodForm:
    zone = guard.actor().organisation.timezone
    return PeriodForm(request.args, to_local(utcnow(), zone).date())


def _period(form: PeriodForm) -> Period:
    return Period(guard.actor().organisation_id, form.first.data, form.last.data)
