"""A new event from an announcement: pasted, checked field by field, published."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from eventsapp.announcements import files, marking, matching, services, told
from eventsapp.announcements.forms import NEW_VENUE, CheckForm, LetterForm, PasteForm, to_check
from eventsapp.announcements.reading import letters
from eventsapp.announcements.reading.findings import Mark, Reading
from eventsapp.announcements.reading.reader import read
from eventsapp.announcements.services import Announced, NewVenue
from eventsapp.core.clock import utcnow
from eventsapp.core.errors import Refusal
from eventsapp.core.texts import ENDONYMS, Texts
from eventsapp.events.access import own_event
from eventsapp.events.models import Event
from eventsapp.events.times import to_local
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation
from eventsapp.outcome import services as outcome
from eventsapp.venues.models import City
from eventsapp.web import guard
from eventsapp.web.guard import Role

bp = Blueprint("announcements", __name__, url_prefix="/desk/events/new/paste")
guard.protect(bp)


@bp.url_value_preprocessor
def take_long_texts(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Read a text of megabytes too, so that the answer to it is a sentence beside the text."""
    request.max_form_memory_size = request.max_content_length


@bp.route("", methods=["GET", "POST"])
@guard.require(Role.EDITOR)
def paste() -> ResponseReturnValue:
    """Take a text or a file, and show what was found in it."""
    form = PasteForm()
    if form.validate_on_submit():
        text = _given(form)
        if text:
            reading = read(text, _today())
            if letters.is_letter(reading):
                return _show_letter(LetterForm(_own(), formdata=None, data={"text": text}), reading)
            found = CheckForm(guard.actor().organisation, reading)
            found.text.data = text
            return _show(found, reading)
    answer = render_template("announcements/manage/paste.html", form=form)
    return answer, 422 if form.errors else 200


@bp.post("/check")
@guard.require(Role.EDITOR)
def check() -> ResponseReturnValue:
    """Make the event of the fields as corrected, and publish it where that was pressed."""
    form, then = CheckForm(guard.actor().organisation), request.form.get("then")
    reading = read(form.text.data or "", _today())
    if letters.is_letter(reading):
        return _show_letter(LetterForm(_own()), reading), 422
    if then == "edit":
        again = PasteForm(formdata=None, data={"text": form.text.data})
        return render_template("announcements/manage/paste.html", form=again)
    valid = form.validate_on_submit()
    if valid and then == "publish" and to_check(reading) and not form.right.data:
        form.right.errors = [
            _("Look at the fields marked “To be checked”, correct them, then tick this.")
        ]
        valid = False
    if not valid:
        return _show(form, reading)
    return _create(form, reading, publish=then == "publish") or _show(form, reading)


@bp.post("/letter")
@guard.require(Role.EDITOR)
def letter() -> ResponseReturnValue:
    """Keep an official letter as a document of an event; it never becomes one itself."""
    form = LetterForm(_own())
    reading = read(form.text.data or "", _today())
    if not form.validate_on_submit():
        return _show_letter(form, reading), 422
    event = own_event(int(form.event.data))
    document = letters.document(_letter(form, reading))
    outcome.add(event, document, now=utcnow())
    db.session.commit()
    flash(_("The letter is kept with the event. Look at its fields."), "success")
    return redirect(
        url_for("manage_outcome.edit", event_id=event.id, section="documents", entry_id=document.id)
    )


@bp.post("/language/<int:event_id>")
@guard.require(Role.EDITOR)
def language(event_id: int) -> ResponseReturnValue:
    """Give an event that stands already this text as one of its languages."""
    event, form = own_event(event_id), CheckForm(guard.actor().organisation)
    reading = read(form.text.data or "", _today())
    if not (form.title.data and form.text.data and form.language.validate(form)):
        return _show(form, reading)
    own = form.language.data
    titles = form.titles(own, form.title.data)
    fresh = [code for code in titles if not event.titles.get(code)] or [own]
    texts = form.descriptions(own, form.text.data, reading)
    services.add_languages(
        event,
        {code: titles[code] for code in fresh},
        {code: texts[code] for code in fresh},
        by=guard.actor().user_id,
        now=utcnow(),
    )
    db.session.commit()
    name = _names(fresh)
    flash(_("The text in %(language)s is added to the event.", language=name), "success")
    return redirect(url_for("manage_events.details", event_id=event.id, shown=fresh[0]))


def _given(form: PasteForm) -> str:
    """The text of the file, else that of the field; empty when the form says what is wrong."""
    upload = form.file.data
    if upload and upload.filename:
        try:
            return _read(upload)
        except files.Unreadable as refusal:
            form.file.errors = [str(refusal.message)]
            return ""
    if not form.text.data:
        form.text.errors = [_("Paste the text of the announcement, or choose a file.")]
    return form.text.data or ""


def _read(upload: FileStorage) -> str:
    data = upload.read(files.LARGEST + 1)
    text = files.text_of(upload.filename or "", data)
    if files.holds_macros(data):
        flash(_("The file holds macros. Only its text was taken, none of them was run."), "info")
    return text


def _create(form: CheckForm, reading: Reading, *, publish: bool) -> ResponseReturnValue | None:
    actor, now = guard.actor(), utcnow()
    try:
        event = services.create(
            actor.organisation, _announced(form, reading), by=actor.user_id, now=now
        )
        if publish:
            services.publish(event, by=actor.user_id, now=now)
        db.session.commit()
    except Refusal as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal.message))
        return None
    flash(_("Published.") if publish else _("Draft saved. Nothing is public yet."), "success")
    return redirect(url_for("manage_events.details", event_id=event.id))


def _announced(form: CheckForm, reading: Reading) -> Announced:
    venue, language = None, form.language.data
    if form.venue.data == NEW_VENUE and form.venue_name.data:
        city = db.session.get_one(City, int(form.city.data))
        names = Texts(form.venue_names(language, form.venue_name.data))
        venue = NewVenue(city=city, names=names, address=form.address.data or "")
    return Announced(
        details=form.details(reading, matching.contacts(reading, _own())),
        venue=venue,
        people=form.lines(),
        items=form.items(),
        visit=form.visit.data or "",
        entries=list(form.entries(language)),
        about=form.kept_about(),
    )


def _show(form: CheckForm, reading: Reading) -> ResponseReturnValue:
    """The text beside the fields; 422 where a field needs correcting."""
    wanted, known = to_check(reading), _known(reading)
    marks = told.marks(reading, wanted)
    page = render_template(
        "announcements/manage/check.html",
        form=form,
        reading=reading,
        to_check=wanted,
        marks=marks,
        missing=[name for name in told.OPTIONAL if marks[name] == "missing"],
        doubts=told.doubts(reading),
        paragraphs=list(marking.paragraphs(form.text.data or "", reading)),
        languages=_names([reading.language, *(one.value.language for one in reading.versions)]),
        known=known,
        people={str(one.id): one for one in matching.contacts(reading, _own())},
        lacking=_names(matching.lacking(reading, known)) if known else "",
        sure=sum(1 for _name, one in reading.found() if one.mark is Mark.SURE),
    )
    return page, 422 if form.errors else 200


def _show_letter(form: LetterForm, reading: Reading) -> str:
    """What the letter says of itself, and the question to which event it belongs."""
    return render_template(
        "announcements/manage/letter.html",
        form=form,
        letter=_letter(form, reading),
        reading=reading,
    )


def _letter(form: LetterForm, reading: Reading) -> letters.Letter:
    language = reading.language if reading.language in ENDONYMS else "ru"
    return letters.read(form.text.data or "", language, _today())


def _names(codes: Iterable[str]) -> str:
    """Languages by the names they have for themselves."""
    return ", ".join(ENDONYMS.get(code, "Oʻzbekcha") for code in codes)


def _own() -> Organisation:
    return guard.actor().organisation


def _known(reading: Reading) -> Event | None:
    if reading.language not in ENDONYMS:
        return None
    return matching.same_event(reading, guard.actor().organisation)


def _today() -> date:
    zone: Any = guard.actor().organisation.timezone
    return to_local(utcnow(), zone).date()
