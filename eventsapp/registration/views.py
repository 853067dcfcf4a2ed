"""The public form, and the page of one's own that its answer opens: ticket, changes, cancelling."""

from collections.abc import Hashable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsapp.core.clock import utcnow
from eventsapp.core.errors import Refusal
from eventsapp.events import queries as events
from eventsapp.events.models import Event, State, Visibility
from eventsapp.extensions import db
from eventsapp.questions import queries as questions
from eventsapp.registration import (
    beside,
    filling,
    ownpage,
    queries,
    retention,
    seats,
    services,
    usual,
)
from eventsapp.registration.forms import (
    AddressForm,
    RegistrationForm,
    WishesForm,
    notes_on,
    ways_in,
)
from eventsapp.registration.models import Registration
from eventsapp.registration.wording import REPLIES
from eventsapp.web import assets, attachments, blanks, limits, locale, private
from eventsapp.web.traps import slow_down_machines

bp = Blueprint("registration", __name__)


@bp.before_request
def open_blank() -> ResponseReturnValue | None:
    """An empty form that is kept needs no look into the database but the one whether it holds."""
    return blanks.find()


private.keep(bp)


@bp.route("/<lang:lang>/e/<slug>/register", methods=["GET", "POST"])
@limits.by_address(limits.PUBLIC_FORM)
@slow_down_machines
def new(lang: str, slug: str) -> ResponseReturnValue:
    """Ask for a place. The same form sent twice shows the first result."""
    event = _public_event(lang, slug)
    form = RegistrationForm.asking(questions.on_form(event))()
    if form.is_submitted():
        form.offer(event, seats.accepting(event, utcnow()))
        form.offer_beside(_beside(event))
        if not form.rearranged() and form.validate():
            return _register(event, form)
    return _ask(event, form)


@bp.route("/<lang:lang>/e/<slug>/lost-link", methods=["GET", "POST"])
@limits.by_address(limits.MAIL)
@limits.by_field(limits.MAIL_TO_ONE, "email")
def lost(lang: str, slug: str) -> ResponseReturnValue:
    """Mail the link again. The answer is the same for every address."""
    event, form = _public_event(lang, slug), AddressForm()
    if form.validate_on_submit():
        services.resend_link(event, form.address, now=utcnow())
        db.session.commit()
        return _form_page("registration/sent.html", event, address=form.address)
    status = 422 if form.errors else 200
    return _form_page("registration/lost.html", event, form=form), status


@bp.get("/sw.js")
def worker() -> ResponseReturnValue:
    """The script that keeps a ticket for where there is no network; it has to stand at the root."""
    return assets.static("", "js/ticket-worker.js")


@bp.get("/r/<token>")
def show(token: str) -> ResponseReturnValue:
    """The ticket; after cancelling, the way back."""
    now = utcnow()
    if kept := usual.page(token, now):
        return kept
    registration = own(token)
    page = ownpage.make(registration, now)
    form = AddressForm() if page.mail_failed else None
    return render_template("registration/show.html", page=page, form=form, replies=REPLIES)


@bp.post("/r/<token>/address")
@limits.by_address(limits.MAIL)
def address(token: str) -> ResponseReturnValue:
    """Correct an address to which the confirmation could not be sent."""
    registration, form = own(token), AddressForm()
    if form.validate():
        services.correct_address(registration, form.address, now=utcnow())
        db.session.commit()
        return redirect(url_for("registration.show", token=token))
    page = ownpage.make(registration, utcnow())
    shown = render_template("registration/show.html", page=page, form=form, replies=REPLIES)
    return shown, 422


@bp.route("/r/<token>/edit", methods=["GET", "POST"])
@limits.by_address(limits.PUBLIC_FORM)
def edit(token: str) -> ResponseReturnValue:
    """Change name, way of taking part, companions and reminders."""
    registration, now = own(token), utcnow()
    if not registration.is_live:
        return redirect(url_for("registration.show", token=token))
    names = [each.name for each in queries.companions(registration)]
    asked, answers = questions.on_form(registration.event), filling.values_of(registration)
    filled = WishesForm.filled(asked, answers)
    there = beside.standing(registration)
    filled |= {"people": names, "beside": [each.category_id for each in there]}
    form = WishesForm.asking(asked)(obj=registration, **filled)
    form.kept_files = form.file_questions & answers.keys()
    form.offer(registration.event, ownpage.ways_for(registration, now))
    form.offer_beside(_beside(registration.event, there))
    if not form.rearranged() and form.validate_on_submit():
        given = filling.put_away(form.given())
        try:
            wishes = replace(form.wishes(registration), answers=given)
            beside.change(registration, wishes, form.beside.data or (), now=now)
        except Refusal as refusal:
            db.session.rollback()
            filling.discard(given)
            form.form_errors.append(str(refusal.message))
        else:
            db.session.commit()
            flash(_("Changes saved."), "success")
            return redirect(url_for("registration.show", token=token))
    page = ownpage.make(own(token), now)
    shown = render_template("registration/edit.html", page=page, form=form, kept=answers)
    return shown, form.status


@bp.route("/r/<token>/cancel", methods=["GET", "POST"])
def cancel(token: str) -> ResponseReturnValue:
    """Ask, then give the place back."""
    registration = own(token)
    if request.method == "POST":
        services.cancel(registration, now=utcnow())
        db.session.commit()
    if not registration.is_live:
        return redirect(url_for("registration.show", token=token))
    page = ownpage.make(registration, utcnow())
    return render_template("registration/cancel.html", page=page)


@bp.post("/r/<token>/restore")
@limits.by_address(limits.PUBLIC_FORM)
def restore(token: str) -> ResponseReturnValue:
    """Take the place again."""
    services.undo_cancel(own(token), now=utcnow())
    db.session.commit()
    return redirect(url_for("registration.show", token=token))


@bp.get("/r/<token>/data.json")
def data(token: str) -> ResponseReturnValue:
    """All that is known about the person, as a file."""
    known = ownpage.as_json(own(token))
    return attachments.attached(known, "registration.json", "application/json")


@bp.get("/r/<token>/files/<int:question_id>")
def file(token: str, question_id: int) -> ResponseReturnValue:
    """A file that the person has sent with the form, for themselves."""
    return filling.as_file(own(token), question_id) or abort(404)


@bp.route("/r/<token>/erase", methods=["GET", "POST"])
def erase(token: str) -> ResponseReturnValue:
    """Ask, then forget the person."""
    registration = own(token)
    page = ownpage.make(registration, utcnow())
    if request.method == "POST":
        retention.erase(registration, now=utcnow())
        db.session.commit()
        return render_template("registration/erased.html", page=page)
    return render_template("registration/erase.html", page=page)


def _ask(
    event: Event, form: RegistrationForm, refusal: Refusal | None = None
) -> ResponseReturnValue:
    """The form, with what is wrong with it; none where it has done its work or no place is left."""
    if form.is_submitted() and (earlier := queries.find_by_form(event, form.key)):
        return _answer(event, earlier.token, form)
    now = utcnow()
    places = seats.places(event, now=now)
    entry = seats.entry_state(event, places, now)
    if not entry.is_open:
        closed = _form_page("registration/closed.html", event, entry=entry)
        return closed, 409 if form.is_submitted() else 200
    offered = ways_in(event, places, now)
    form.offer(event, offered)
    form.offer_beside(_beside(event))
    notes = notes_on(offered, places)
    status = 0
    if refusal and form.validate():  # so the chosen way is one of those that are left
        form.form_errors.append(str(refusal.message))
        status = refusal.status
    page = partial(_form_page, "registration/new.html", event, form=form, entry=entry, notes=notes)
    until, probe = beside.next_change(event, now), partial(_ways_left, event)
    return blanks.draw(page, form, until=until, probe=probe), status or form.status


def _register(event: Event, form: RegistrationForm) -> ResponseReturnValue:
    """A new registration opens its ticket; any other answer is the one about the mail."""
    opens = None
    if not form.is_trapped:
        details = replace(form.details(), answers=filling.put_away(form.given()))
        try:
            registration = beside.register(event, details, form.beside.data or (), now=utcnow())
            opens = registration.token if registration.came_from(details.key) else None
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            filling.discard(details.answers)
            return _ask(event, form, refusal)
        if opens is None:
            filling.discard(details.answers)
    return _answer(event, opens, form)


def _answer(event: Event, opens: str | None, form: RegistrationForm) -> ResponseReturnValue:
    """The token of what was just made opens its page, unless the address is to be confirmed."""
    way_in = next((each for each in event.categories if each.id == form.category_id.data), None)
    checked = way_in is not None and way_in.checks_address
    if opens is not None and not checked:
        return redirect(url_for("registration.show", token=opens))
    address = form.email.data
    return _form_page("registration/sent.html", event, address=address, checked=checked)


def _ways_left(event: Event) -> Hashable:
    """What the form of an event offers at this moment."""
    now = utcnow()
    places = seats.places(event, now=now)
    own = tuple(
        (each.id, places.by_category[each.id].has_room()) for each in ways_in(event, places, now)
    )
    return own, tuple(each.category.id for each in beside.offered(event, now))


def _beside(event: Event, there: Sequence[Registration] = ()) -> list[tuple[int, str]]:
    """The ways into events beside this one: those that somebody has, and those that are open."""
    own = [beside.Offer(each.category) for each in there]
    taken = {each.category.event_id for each in own}
    new = [each for each in beside.offered(event, utcnow()) if each.category.event_id not in taken]
    return [(each.category.id, each.label) for each in (*own, *new)]


def _form_page(template: str, event: Event, **values: Any) -> str:
    return render_template(template, event=event, now=utcnow(), **ownpage.around(event), **values)


def _public_event(lang: str, slug: str) -> Event:
    """The event of an address that anybody may read."""
    event = events.find_published(slug)
    if event is None and (event := events.find_by_former_slug(slug)):
        abort(redirect(url_for(request.endpoint or "", lang=lang, slug=event.slug), 301))
    if event is not None and event.is_gone:
        abort(410)
    if event is None or event.state is State.DRAFT or event.visibility is Visibility.PRIVATE:
        abort(404)
    return event


def own(token: str) -> Registration:
    """The registration a link opens, in its person's language."""
    registration, opens = queries.find_by_token(token)
    if registration is None:
        abort(404)
    locale.use(registration.language)
    if registration.erased_at is not None:
        abort(410, ownpage.ERASED)
    if not opens:
        event = registration.event
        abort(redirect(url_for("registration.lost", lang=registration.language, slug=event.slug)))
    return registration
