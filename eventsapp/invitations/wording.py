"""The words of invitations: how far one has come."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from eventsapp.invitations.models import Standing

STANDINGS: Mapping[Standing, Any] = {
    Standing.QUEUED: _l("Queued"),
    Standing.SENT: _l("Sent"),
    Standing.OPENED: lazy_pgettext("invitation", "Opened"),
    Standing.YES: _l("Coming"),
    Standing.DEPUTY: _l("Deputy"),
    Standing.NO: _l("Not coming"),
    Standing.WITHDRAWN: _l("Withdrawn"),
}
