"""Reminder rules on the Messages tab: adding, changing, holding, removing, sending late."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsapp.core.clock import utcnow
from eventsapp.events.access import own_event
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.mail import services as mail
from eventsapp.messages import reach, reminders
from eventsapp.messages.forms import RuleForm
from eventsapp.messages.manage import bp, rule_of
from eventsapp.messages.models import Rule, RuleState, Unit
from eventsapp.messages.plan import NAMES
from eventsapp.messages.wording import rule_name
from eventsapp.web import guard
from eventsapp.web.forms import Form
from eventsapp.web.guard import Role
from eventsapp.web.once import once


@bp.route("/rules/new", methods=["GET", "POST"])
@guard.require(Role.EDITOR)
@once
def new_rule(event_id: int) -> ResponseReturnValue:
    """One more message that goes out by itself."""
    event = own_event(event_id)
    rule = Rule(event=event, template="messages/week", amount=-3, unit=Unit.DAYS)
    return _edit(event, rule, _("New automatic message"))


@bp.route("/rules/<int:rule_id>", methods=["GET", "POST"])
def edit_rule(event_id: int, rule_id: int) -> ResponseReturnValue:
    """When a reminder goes out, to whom, and its own words."""
    event, rule = rule_of(event_id, rule_id)
    return _edit(event, rule, rule_name(rule, NAMES))


@bp.post("/rules/<int:rule_id>/hold")
def hold_rule(event_id: int, rule_id: int) -> ResponseReturnValue:
    """Keep a reminder back, or let it go again."""
    event, rule = rule_of(event_id, rule_id)
    if rule.state is RuleState.SCHEDULED:
        rule.state = RuleState.HELD
        flash(_("The message is on hold."), "success")
    elif rule.state is RuleState.HELD:
        rule.state = RuleState.SCHEDULED
        flash(_("The message goes out as planned."), "success")
    db.session.commit()
    return redirect(url_for(".index", event_id=event.id))


@bp.route("/rules/<int:rule_id>/send", methods=["GET", "POST"])
@guard.require(Role.EDITOR)
def send_rule(event_id: int, rule_id: int) -> ResponseReturnValue:
    """Send a reminder whose moment has passed, after saying how many it reaches now."""
    event, rule = rule_of(event_id, rule_id)
    form, now = Form(), utcnow()
    if form.validate_on_submit():
        reminders.send_now(rule, now)
        db.session.commit()
        flash(_("The message goes out within a minute."), "success")
        return redirect(url_for(".index", event_id=event.id))
    return render_template(
        "messages/manage/rule_send.html",
        event=event,
        tab="messages",
        rule=rule,
        form=form,
        name=rule_name(rule, NAMES),
        number=reach.count_by_rule(event, [rule], registered_by=now)[rule.id],
    )


@bp.post("/rules/<int:rule_id>/removal")
def remove_rule(event_id: int, rule_id: int) -> ResponseReturnValue:
    """Take a reminder out of the plan; of its letters, those that wait are not sent."""
    event, rule = rule_of(event_id, rule_id)
    mail.withdraw(topic=event.topic, step=f"reminder:{rule.id}")
    db.session.delete(rule)
    db.session.commit()
    flash(_("The message is removed from the plan."), "success")
    return redirect(url_for(".index", event_id=event.id))


def _edit(event: Event, rule: Rule, title: str) -> ResponseReturnValue:
    form = RuleForm(rule)
    if form.validate_on_submit():
        form.fill(rule)
        lies_ahead = reminders.arrange(rule, utcnow())
        db.session.commit()
        if lies_ahead:
            flash(_("Message saved."), "success")
            return redirect(url_for(".index", event_id=event.id))
        return redirect(url_for(".send_rule", event_id=event.id, rule_id=rule.id))
    page = render_template(
        "messages/manage/rule.html", event=event, tab="messages", rule=rule, form=form, title=title
    )
    return page, form.status
