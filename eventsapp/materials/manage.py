"""The Materials tab: files come in whole or in pieces, are described, ordered, held, sent."""

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import FileStorage

from eventsapp.core.clock import utcnow
from eventsapp.core.errors import Refusal
from eventsapp.events.access import own_event
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.materials import intake, letters, queries, services, uploading, wording
from eventsapp.materials.forms import FilesForm, KitForm, MaterialForm
from eventsapp.materials.handing import attached, picture
from eventsapp.materials.kinds import AUDIENCES, LICENCES, Audience
from eventsapp.materials.models import Material
from eventsapp.web import guard
from eventsapp.web.forms import Form
from eventsapp.web.guard import Role
from eventsapp.web.numbers import LARGEST

bp = Blueprint("manage_materials", __name__, url_prefix="/desk/e/<int:event_id>/materials")
guard.protect(bp, admits_guests=True)


@bp.get("")
def index(event_id: int) -> str:
    """The materials in order, who may have them, and who took them."""
    return _index(own_event(event_id))


@bp.post("")
@guard.require(Role.PRESS)
def add(event_id: int) -> ResponseReturnValue:
    """Take in files sent whole, as browsers without script do."""
    event_id, refused, added = own_event(event_id).id, [], 0
    for sent in FilesForm().files.data or ():
        if isinstance(sent, FileStorage) and sent.filename:
            try:
                _take(event_id, sent)
                added += 1
            except Refusal as refusal:
                refused.append(f"{sent.filename}: {refusal.message}")
    for words in refused:
        flash(words, "error")
    if added:
        flash(ngettext("%(num)d file added.", "%(num)d files added.", added), "success")
    elif not refused:
        flash(_("Choose the files first."), "error")
    return redirect(url_for(".index", event_id=event_id))


@bp.post("/kit")
@guard.require(Role.PRESS)
def arrange(event_id: int) -> ResponseReturnValue:
    """Give all materials the same audience and embargo."""
    event = own_event(event_id)
    form = KitForm(event, next(iter(queries.materials(event)), None))
    if not form.validate_on_submit() or form.is_overtaken():
        return _index(event, form), form.status
    services.arrange_kit(
        event,
        audience=Audience(form.audience.data),
        at=form.embargo_at,
        zone=form.its_zone,
        now=utcnow(),
    )
    return _done(event, _("Saved. Pages follow by themselves."))


@bp.post("/announcement")
@guard.require(Role.PRESS)
def announce(event_id: int) -> ResponseReturnValue:
    """Write to the accredited journalists that the kit is there."""
    event = own_event(event_id)
    number = letters.announce_kit(event, now=utcnow())
    words = ngettext(
        "%(num)d journalist is written to.", "%(num)d journalists are written to.", number
    )
    return _done(event, words)


@bp.post("/uploads")
@guard.require(Role.PRESS)
def begin(event_id: int) -> ResponseReturnValue:
    """Announce a file that will come in pieces; says where to send them, and from where on."""
    event, by = own_event(event_id), guard.actor().user_id
    size = request.form.get("size", 0, type=int)
    if not 0 < size <= LARGEST:
        abort(422)
    try:
        upload = uploading.begin(event, request.form.get("name", ""), size, by=by, now=utcnow())
        db.session.commit()
        url = url_for(".receive", event_id=event.id, upload_id=upload.id)
        answer = jsonify(url=url, received=upload.received_bytes, piece=uploading.PIECE_BYTES)
        if upload.is_whole:
            _end(event_id, upload.id, by)
    except Refusal as refusal:
        return jsonify(message=str(refusal.message)), refusal.status
    return answer


@bp.put("/uploads/<int:upload_id>")
@guard.require(Role.PRESS)
def receive(event_id: int, upload_id: int) -> ResponseReturnValue:
    """Take the next piece, which begins at `?offset=`; with the last one the file is looked at."""
    by = guard.actor().user_id
    upload = uploading.find(own_event(event_id), upload_id, by=by) or abort(404)
    offset = request.args.get("offset", -1, type=int)
    try:
        if not upload.is_whole:  # else it broke off before the whole was looked at
            upload = uploading.receive(upload, offset, request.get_data(cache=False))
        if upload.is_whole:
            return _end(event_id, upload_id, by)
    except uploading.OutOfStep as refusal:
        upload = uploading.find(own_event(event_id), upload_id, by=by) or abort(404)
        answer = jsonify(message=str(refusal.message), received=upload.received_bytes)
        return answer, refusal.status
    except Refusal as refusal:
        return jsonify(message=str(refusal.message)), refusal.status
    return jsonify(received=upload.received_bytes)


@bp.route("/<int:material_id>", methods=["GET", "POST"])
@guard.require(Role.PRESS)
def edit(event_id: int, material_id: int) -> ResponseReturnValue:
    """Describe a material, or replace its file."""
    event = own_event(event_id)
    material = _material(event, material_id)
    form = MaterialForm(event, material)
    if form.validate_on_submit() and not form.is_overtaken():
        try:
            kept = _looked_at(form.file.data)
        except Refusal as refusal:
            form.file.errors = [str(refusal.message)]
        else:
            event = own_event(event_id)
            material = _material(event, material_id)
            services.describe(event, material, form.terms(), now=utcnow())
            if kept:
                _replace(event, material, kept, form)
            return _done(event, _("Material saved."))
    page = _page("edit", event, form=form, material=material, wording=wording)
    return page, form.status


@bp.post("/<int:material_id>/<any(up, down):way>")
@guard.require(Role.PRESS)
def move(event_id: int, material_id: int, way: str) -> ResponseReturnValue:
    """Put a material before or after its neighbour."""
    event = own_event(event_id)
    material = _material(event, material_id)
    services.move(event, material, -1 if way == "up" else 1, now=utcnow())
    db.session.commit()
    return redirect(url_for(".index", event_id=event.id, _anchor=f"material-{material_id}"))


@bp.route("/<int:material_id>/removal", methods=["GET", "POST"])
@guard.require(Role.PRESS)
def remove(event_id: int, material_id: int) -> ResponseReturnValue:
    """Ask, then delete a material with all its versions."""
    event = own_event(event_id)
    material, form = _material(event, material_id), Form()
    if not form.validate_on_submit():
        return _page("remove", event, material=material, form=form)
    keys = services.remove(event, material, now=utcnow())
    done = _done(event, _("Material removed."))
    services.sweep(keys)
    return done


@bp.get("/<int:material_id>/file")
def fetch(event_id: int, material_id: int) -> Response:
    """The file, for the team; `?version=` asks for a former one."""
    versions = _material(own_event(event_id), material_id).versions
    number = request.args.get("version", len(versions), type=int)
    return attached(next((each for each in versions if each.number == number), None) or abort(404))


@bp.get("/<int:material_id>/picture")
def thumb(event_id: int, material_id: int) -> Response:
    """The picture in its smallest width."""
    version = _material(own_event(event_id), material_id).current
    answer = picture(version.widths.get("320") or abort(404))
    answer.headers["Cache-Control"] = "private, max-age=3600"
    return answer


def _take(event_id: int, sent: FileStorage) -> None:
    """Look at one file outside any transaction, then add it in one of its own."""
    by = guard.actor().user_id
    db.session.rollback()
    kept = intake.keep(sent.stream, sent.filename or "")
    services.add(own_event(event_id), kept, by=by, now=utcnow())
    db.session.commit()


def _looked_at(sent: FileStorage | None) -> intake.Kept | None:
    """A file that may have been sent, looked at outside any transaction. Raises a Refusal."""
    if not (sent and sent.filename):
        return None
    db.session.rollback()
    return intake.keep(sent.stream, sent.filename)


def _end(event_id: int, upload_id: int, by: int) -> ResponseReturnValue:
    """Every piece has come: look at the whole, add it, forget the pieces.

    What breaks off before the file is added leaves the pieces, to be ended another time.
    """
    upload = uploading.find(own_event(event_id), upload_id, by=by) or abort(404)
    pieces, name = list(upload.pieces), upload.file_name
    db.session.rollback()
    try:
        with uploading.joined(pieces) as whole:
            kept = intake.keep(whole, name)
    except Refusal:
        uploading.forget(upload_id)
        db.session.commit()
        services.sweep(pieces)
        raise
    if uploading.forget(upload_id):
        services.add(own_event(event_id), kept, by=by, now=utcnow())
        db.session.commit()
        services.sweep(pieces)
    else:  # it was sent twice, and the other one has ended it
        services.sweep(kept.keys)
    return jsonify(done=True, url=url_for(".index", event_id=event_id))


def _replace(event: Event, material: Material, kept: intake.Kept, form: MaterialForm) -> None:
    version = services.replace(
        event,
        material,
        kept,
        note=form.note.data or "",
        by=guard.actor().user_id,
        now=utcnow(),
    )
    if form.tell.data:
        letters.correct(version, now=utcnow())


def _index(event: Event, form: KitForm | None = None) -> str:
    found = queries.materials(event)
    return _page(
        "index",
        event,
        materials=found,
        form=form or KitForm(event, next(iter(found), None)),
        files=FilesForm(formdata=None),
        journalists=len(letters.readers(event, letters.READY, utcnow())),
        agreements=queries.agreements(event),
        downloads=queries.downloads(event),
        wording=wording,
        accepted_types=",".join(intake.FORMATS),
    )


def _material(event: Event, material_id: int) -> Material:
    return queries.find(event, material_id) or abort(404)


def _page(name: str, event: Event, **values: object) -> str:
    return render_template(
        f"materials/manage/{name}.html",
        event=event,
        tab="materials",
        audiences=AUDIENCES,
        licences=LICENCES,
        present=utcnow(),
        **values,
    )


def _done(event: Event, words: str) -> ResponseReturnValue:
    db.session.commit()
    flash(words, "success")
    return redirect(url_for(".index", event_id=event.id))
