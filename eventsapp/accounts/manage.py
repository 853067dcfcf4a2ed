"""The team page: who works here as what, who is asked to, and what each role may do."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsapp.accounts import queries, team
from eventsapp.accounts.models import Invite, Membership
from eventsapp.accounts.team_forms import InviteForm, RoleForm
from eventsapp.accounts.wording import ROLES, WORK
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation
from eventsapp.web import guard
from eventsapp.web.guard import MAY, Role

bp = Blueprint("manage_team", __name__, url_prefix="/desk/team")
guard.protect(bp)


@bp.get("")
def index() -> ResponseReturnValue:
    """Show the team to all of it."""
    return _page(InviteForm(role=Role.EDITOR.value))


@bp.post("/invitations")
@guard.require(Role.OWNER)
def invite() -> ResponseReturnValue:
    """Ask somebody to join."""
    form, actor = InviteForm(), guard.actor()
    organisation = db.session.get_one(Organisation, actor.organisation_id)
    if form.validate_on_submit():
        try:
            team.invite(organisation, form.email.data, form.chosen, by=actor, now=utcnow())
        except team.AlreadyMember as refusal:
            form.email.errors = [str(refusal.message)]
            return _page(form)
        db.session.commit()
        flash(_("The invitation to %(email)s is on its way.", email=form.email.data), "success")
        return redirect(url_for(".index"))
    return _page(form)


@bp.post("/invitations/<int:invite_id>/<any(again, withdrawal):act>")
@guard.require(Role.OWNER)
def settle(invite_id: int, act: str) -> ResponseReturnValue:
    """Send an invitation again, or withdraw it."""
    found = _invite(invite_id)
    if act == "again":
        team.invite(found.organisation, found.email, found.role, by=guard.actor(), now=utcnow())
        flash(_("The invitation to %(email)s is on its way.", email=found.email), "success")
    else:
        db.session.delete(found)
        flash(_("The invitation is withdrawn. Its link opens nothing any more."), "success")
    db.session.commit()
    return redirect(url_for(".index"))


@bp.post("/members/<int:member_id>/role")
@guard.require(Role.OWNER)
def change_role(member_id: int) -> ResponseReturnValue:
    """Let somebody do other work."""
    member, form = _member(member_id), RoleForm()
    if not form.validate_on_submit():
        abort(422)
    team.change_role(member, form.chosen)
    db.session.commit()
    flash(_("%(name)s has another role now.", name=_name(member)), "success")
    return redirect(url_for(".index"))


@bp.route("/members/<int:member_id>/removal", methods=["GET", "POST"])
@guard.require(Role.OWNER)
def remove(member_id: int) -> ResponseReturnValue:
    """Ask, then let somebody work here no more."""
    member = _member(member_id)
    if request.method == "POST":
        return _let_go(member)
    return render_template("accounts/manage/remove.html", member=member, name=_name(member))


@bp.post("/second-step")
@guard.require(Role.OWNER)
def require_second_step() -> ResponseReturnValue:
    """Ask everybody for a second step, or no more."""
    organisation = db.session.get_one(Organisation, guard.actor().organisation_id)
    organisation.requires_second_factor = request.form.get("required") == "yes"
    db.session.commit()
    flash(_("Saved."), "success")
    return redirect(url_for(".index"))


@bp.post("/leaving")
@guard.open_to(Role.VIEWER)
def leave() -> ResponseReturnValue:
    """Leave the team oneself."""
    actor = guard.actor()
    mine = next(m for m in queries.members(actor.organisation_id) if m.user_id == actor.user_id)
    team.remove(mine)
    db.session.commit()
    return redirect(url_for("accounts.profile"))


def _let_go(member: Membership) -> ResponseReturnValue:
    name = _name(member)
    team.remove(member)
    db.session.commit()
    flash(_("%(name)s is no longer in the team.", name=name), "success")
    return redirect(url_for(".index"))


def _page(form: InviteForm) -> ResponseReturnValue:
    actor = guard.actor()
    page = render_template(
        "accounts/manage/team.html",
        form=form,
        members=queries.members(actor.organisation_id),
        invites=queries.invites(actor.organisation_id),
        secured=queries.secured(actor.organisation_id),
        is_required=actor.organisation.requires_second_factor,
        own_id=actor.user_id,
        roles=ROLES,
        work=WORK,
        may=MAY,
        zone=actor.organisation.timezone,
        now=utcnow(),
    )
    return page, 422 if form.errors else 200


def _member(member_id: int) -> Membership:
    return queries.find_member(guard.actor().organisation_id, member_id) or abort(404)


def _invite(invite_id: int) -> Invite:
    return queries.find_invite(guard.actor().organisation_id, invite_id) or abort(404)


def _name(member: Membership) -> str:
    return member.user.name or member.user.email
