"""The diary page of the desk: the days to come as agencies print them, and the weekly post."""

from datetime import date, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsapp.core.clock import utcnow
from eventsapp.core.texts import LANGUAGES
from eventsapp.diary import content, posting
from eventsapp.diary.forms import PostForm
from eventsapp.diary.models import DiaryPost
from eventsapp.documents import house, making
from eventsapp.documents.kinds import MEDIA_TYPES, Format, Kind
from eventsapp.documents.typesetting import NotMade
from eventsapp.events.filters import YEARS
from eventsapp.events.times import to_local
from eventsapp.extensions import db
from eventsapp.web import attachments, guard
from eventsapp.web.guard import Role

MOST_DAYS = 31

bp = Blueprint("manage_diary", __name__)
guard.protect(bp)


@bp.get("/desk/diary")
def index() -> str:
    """The diary in the language of the address, and whom it is posted to."""
    return _page(PostForm(guard.actor().organisation, _standing()))


@bp.post("/desk/diary")
@guard.require(Role.EDITOR)
def change_post() -> ResponseReturnValue:
    """Say whom the diary is posted to every week."""
    standing, organisation = _standing(), guard.actor().organisation
    form = PostForm(organisation, standing)
    if not form.validate_on_submit():
        return _page(form), 422
    if not form.list.data:
        if standing:
            db.session.delete(standing)
    else:
        standing = standing or DiaryPost(organisation_id=organisation.id)
        standing.list_id, standing.hour = int(form.list.data), form.hour.data
        standing.weekday, standing.language = int(form.weekday.data), form.language.data
        db.session.add(standing)
    db.session.commit()
    flash(_("Saved."), "success")
    return redirect(url_for(".index"))


@bp.get("/desk/diary.<any(txt, docx):form>")
def download(form: str) -> ResponseReturnValue:
    """The diary as a file."""
    made = _made()
    try:
        data = _word(made) if form == Format.DOCX else content.text(made).encode()
    except NotMade as refusal:
        flash(str(refusal.message), "error")
        return redirect(url_for(".index"))
    name = f"diary-{_first()}-{made['language']}.{form}"
    return attachments.attached(data, name, MEDIA_TYPES[Format(form)])


def _page(form: PostForm) -> str:
    made = _made()
    return render_template(
        "diary/manage/index.html",
        diary=made,
        text=content.text(made),
        first=_first(),
        days=_days(),
        form=form,
        days_ahead=posting.DAYS,
    )


def _word(made: dict) -> bytes:
    own = house.bring(guard.actor().organisation, Kind.DIARY, Format.DOCX, made["language"])
    return making.typeset(making.LAYOUTS[Kind.DIARY], {"sides": [made]}, own, Format.DOCX)


def _made() -> dict:
    asked = request.args.get("language", "")
    language = asked if asked in LANGUAGES else guard.actor().language
    first = _first()
    return content.diary(
        guard.actor().organisation, first, first + timedelta(days=_days() - 1), language
    )


def _first() -> date:
    """The first day asked for, else today; nonsense in the address is today too."""
    today = to_local(utcnow(), guard.actor().organisation.timezone).date()
    asked = request.args.get("day", today, type=date.fromisoformat)
    return asked if asked.year in YEARS else today


def _days() -> int:
    return min(max(request.args.get("days", posting.DAYS, type=int), 1), MOST_DAYS)


def _standing() -> DiaryPost | None:
    return db.session.get(DiaryPost, guard.actor().organisation_id)
