"""The door's pages about people: found, let in by a button, asked, written down, shown."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventsapp.checkin import access, asking, badges, documents, photos, queries, services
from eventsapp.checkin.forms import ActForm, AnswersForm, DocumentForm, WalkInForm, make_key
from eventsapp.checkin.models import Act, Door, Kind
from eventsapp.checkin.services import Deed
from eventsapp.checkin.wording import OUTCOMES, tone
from eventsapp.core import qr
from eventsapp.core.clock import utcnow
from eventsapp.events.ways import way
from eventsapp.extensions import db
from eventsapp.questions import queries as questions
from eventsapp.registration import walkins
from eventsapp.registration.models import Registration
from eventsapp.registration.walkins import NoRoomLeft
from eventsapp.registration.wording import STATUSES
from eventsapp.web import private

bp = Blueprint("door_people", __name__, url_prefix="/door/<code>")

private.keep(bp)


@bp.get("/find")
def find(code: str) -> ResponseReturnValue:
    """Whom a few letters may mean, in any script."""
    door, query = access.opened_door(code, utcnow()), request.args.get("q", "")
    found = queries.find(door.event, query)
    is_short = queries.is_too_short(query)
    return _page("checkin/find.html", door, query=query, found=found, is_short=is_short)


@bp.post("/enter")
def enter(code: str) -> ResponseReturnValue:
    """Let in whose code was typed, or scanned by a device that types."""
    now, form = utcnow(), ActForm()
    door = access.opened_door(code, now)
    if not form.validate() or not form.code.data:
        return redirect(url_for("door.scan", code=code))
    found = queries.find_by_code(door.event, form.code.data)
    if found and found.event_id == door.event_id and _is_asked(found):
        return _ask(door, found, Kind.ENTRY)
    deed = Deed(key=form.key.data, kind=Kind.ENTRY, moment=now, code=form.code.data)
    return _shown(door, _taken(door, deed, now))


@bp.post(
    "/people/<int:registration_id>/<any(entry, again, exit, undo, let_in, badge, badge_back):act>"
)
def do(code: str, registration_id: int, act: str) -> ResponseReturnValue:
    """Let one person in or out, or take it back; ask first what is to be asked."""
    now, form = utcnow(), ActForm()
    door = access.opened_door(code, now)
    person = _on_list(door, registration_id)
    if not form.validate():
        return redirect(url_for(".person", code=code, registration_id=person.id))
    kind = Kind.ENTRY if act == "again" else Kind(act)
    if kind in (Kind.ENTRY, Kind.LET_IN) and _is_asked(person, kind):
        return _ask(door, person, kind)
    deed = Deed(
        key=form.key.data,
        kind=kind,
        moment=now,
        person_id=person.id,
        is_again=act == "again",
        undoes=form.undoes.data or "",
    )
    return _shown(door, _taken(door, deed, now))


@bp.post("/people/<int:registration_id>/answers/<any(entry, let_in):act>")
def answer(code: str, registration_id: int, act: str) -> ResponseReturnValue:
    """Let in somebody who has been asked."""
    now = utcnow()
    door = access.opened_door(code, now)
    person = _on_list(door, registration_id)
    form = AnswersForm.asking(questions.at_door(door.event))()
    if not form.validate():
        return _ask(door, person, Kind(act), form), 422
    deed = Deed(key=form.key.data, kind=Kind(act), moment=now, person_id=person.id, **form.told())
    return _shown(door, _taken(door, deed, now))


@bp.get("/people/<int:registration_id>")
def person(code: str, registration_id: int) -> ResponseReturnValue:
    """Who somebody is, and what can be done."""
    door = access.opened_door(code, utcnow())
    found = queries.person(_on_list(door, registration_id))
    return _result(door, person=found, words=STATUSES[found.registration.status])


@bp.get("/people/<int:registration_id>/photo")
def photo(code: str, registration_id: int) -> ResponseReturnValue:
    """The portrait somebody has sent."""
    door = access.opened_door(code, utcnow())
    return photos.show(_on_list(door, registration_id)) or abort(404)


@bp.route("/people/<int:registration_id>/document", methods=["GET", "POST"])
def document(code: str, registration_id: int) -> ResponseReturnValue:
    """Compare the document somebody shows with the one they gave."""
    now = utcnow()
    door = access.opened_door(code, now)
    who, form = _on_list(door, registration_id), DocumentForm()
    if who.id not in documents.to_check(door):
        return redirect(url_for(".person", code=code, registration_id=who.id))
    if form.validate_on_submit():
        try:
            act = documents.check(who, form.number.data, key=form.key.data, door=door, now=now)
            db.session.commit()
            return _shown(door, act)
        except documents.NumberWrong as refusal:
            db.session.rollback()
            form.form_errors.append(str(refusal.message))
    form.number.data = ""
    return _page("checkin/document.html", door, who=who, form=form), 422 if form.errors else 200


@bp.get("/people/<int:registration_id>/badge")
def badge(code: str, registration_id: int) -> ResponseReturnValue:
    """A badge to be printed, 86 by 54 mm."""
    door = access.opened_door(code, utcnow())
    found = _on_list(door, registration_id)
    return _page("checkin/badge.html", door, person=found, symbol=qr.svg(found.qr_text))


@bp.route("/walkin", methods=["GET", "POST"])
def walk_in(code: str) -> ResponseReturnValue:
    """Write somebody down who is not on the list, and let them in."""
    now = utcnow()
    door = access.opened_door(code, now)
    if not door.may_add:
        raise services.NobodyAdded
    form = WalkInForm.asking(questions.at_door(door.event))()
    form.offer(door.event)
    if not form.is_submitted():
        form.name.data = request.args.get("name", "")
        form.is_another.data = "another" in request.args
        return _page("checkin/walk_in.html", door, form=form)
    known: Sequence[Registration] = ()
    if form.validate():
        known = _known(door, form)
        if not known and (done := _written_down(door, form, now)):
            return done
    status = 409 if known or form.is_full else 422
    return _page("checkin/walk_in.html", door, form=form, known=known), status


def _known(door: Door, form: WalkInForm) -> Sequence[Registration]:
    """Who on the list may be meant, unless somebody has said that it is another person."""
    details = form.details()
    if form.is_another.data:
        return ()
    return walkins.same_people(door.event, details.name, details.email)


def _written_down(door: Door, form: WalkInForm, now: datetime) -> ResponseReturnValue | None:
    """The outcome; None where every place is taken, which the form then says."""
    deed = Deed(
        key=form.key.data, kind=Kind.WALK_IN, moment=now, walk_in=form.details(), **form.told()
    )
    try:
        return _shown(door, _taken(door, deed, now))
    except NoRoomLeft as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal.message))
        form.is_full = True
        return None


def _is_asked(person: Registration, kind: Kind = Kind.ENTRY) -> bool:
    return (person.is_confirmed or kind is Kind.LET_IN) and bool(asking.of_person(person))


def _ask(door: Door, person: Registration, kind: Kind, form: AnswersForm | None = None) -> str:
    if form is None:
        form = AnswersForm.asking(asking.of_person(person))(formdata=None)
        form.category_id.data = person.category_id
    return _page("checkin/asked.html", door, who=person, act=kind.value, form=form)


def _taken(door: Door, deed: Deed, now: datetime) -> Act:
    act = services.take(door.event, deed, door=door, now=now)
    db.session.commit()
    return act


def _shown(door: Door, act: Act) -> ResponseReturnValue:
    """The outcome, with the person where they belong here."""
    who = act.registration
    here = who is not None and who.event_id == door.event_id and who.erased_at is None
    return _result(
        door,
        person=queries.person(who) if here and who else None,
        words=OUTCOMES[act.verdict],
        tone=tone(act.verdict),
        act=act,
    )


def _result(door: Door, **shown: Any) -> str:
    person = shown["person"]
    has_photo = bool(person) and photos.has(person.registration)
    has_document = bool(person) and person.registration.id in documents.to_check(door)
    return _page(
        "checkin/person.html",
        door,
        has_photo=has_photo,
        has_document=has_document,
        badge=badges.of(person.registration) if person else None,
        **shown,
    )


def _page(template: str, door: Door, **shown: Any) -> str:
    return render_template(
        template,
        door=door,
        event=door.event,
        way=way,
        statuses=STATUSES,
        new_key=make_key,
        can_let_in=lambda who: door.may_add and walkins.can_let_in(who),
        **shown,
    )


def _on_list(door: Door, registration_id: int) -> Registration:
    return queries.find_person(door.event, registration_id) or abort(404)
