"""The page behind a mailed link, on which people fetch what is stored of them."""

import json

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from eventsapp.core.clock import utcnow
from eventsapp.privacy import letters, services
from eventsapp.web import attachments, limits, locale

bp = Blueprint("own_data", __name__, url_prefix="/account/data")


@bp.get("/<token>")
@limits.by_address(limits.GUESSES)
def show(token: str) -> ResponseReturnValue:
    """Say whose data, and until when."""
    handout = letters.find(token, now=utcnow())
    if handout is None:
        return render_template("privacy/over.html"), 410
    locale.use(handout.language)
    return render_template("privacy/own.html", handout=handout, token=token)


@bp.get("/<token>/personal-data.json")
@limits.by_address(limits.GUESSES)
def fetch(token: str) -> ResponseReturnValue:
    """Everything, as it stands now."""
    handout = letters.find(token, now=utcnow())
    if handout is None:
        return render_template("privacy/over.html"), 410
    locale.use(handout.language)
    return as_file(services.export(handout.organisation, handout.email))


def as_file(found: object) -> Response:
    """What is stored of somebody, to be saved."""
    written = json.dumps(found, ensure_ascii=False, indent=2)
    return attachments.attached(written, "personal-data.json", "application/json")
