"""Names of what endpoints are told."""

from typing import Any

from flask_babel import lazy_gettext as _l

from eventsapp.audit import wording as log
from eventsapp.webhooks.models import TEST, Kind

KINDS: dict[Kind, Any] = {
    Kind.EVENT_PUBLISHED: _l("An event becomes public"),
    Kind.EVENT_CHANGED: _l("A public event changes"),
    Kind.EVENT_POSTPONED: _l("An event is postponed"),
    Kind.EVENT_CANCELLED: _l("An event is cancelled"),
    Kind.EVENT_WITHDRAWN: _l("An event is withdrawn"),
    Kind.REGISTRATION_ADDED: _l("Somebody registers"),
    Kind.REGISTRATION_CHANGED: _l("A registration changes or is cancelled"),
    Kind.ACCREDITATION_CHANGED: _l("A journalist applies, or is decided on"),
    Kind.CHECKIN_ENTERED: _l("Somebody comes in at the door"),
    Kind.CHECKIN_LEFT: _l("Somebody leaves"),
    Kind.CHECKIN_UNDONE: _l("An entry is taken back"),
}
NAMES: dict[str, Any] = {str(kind): words for kind, words in KINDS.items()} | {TEST: _l("A test")}
log.tell("webhook_endpoint", "kinds", NAMES)
