"""The page where a person says whether they come, for calendars that cannot."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventsapp.calendars.models import Answer
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.registration import ownpage
from eventsapp.registration.answers import services
from eventsapp.registration.models import WhenDeclined
from eventsapp.registration.views import bp, own
from eventsapp.registration.wording import REPLIES
from eventsapp.web import limits


@bp.route("/r/<token>/answer", methods=["GET", "POST"])
@limits.by_address(limits.PUBLIC_FORM)
def answer(token: str) -> ResponseReturnValue:
    """Ask first: mail scanners open every link, so only the button changes something."""
    registration, now = own(token), utcnow()
    page = ownpage.make(registration, now)
    if not registration.is_live or not page.takes_place:
        return redirect(url_for("registration.show", token=token))
    if request.method == "POST":
        services.answer(registration, _said(request.form.get("say")) or abort(422), now)
        db.session.commit()
        return redirect(url_for("registration.show", token=token))
    return render_template(
        "registration/answer.html",
        page=page,
        choices=REPLIES,
        chosen=_said(request.args.get("say")) or page.answer,
        frees_at_once=services.when_declined(registration.event) is WhenDeclined.FREE,
    )


def _said(word: str | None) -> Answer | None:
    return next((each for each in REPLIES if each.value.lower() == word), None)
