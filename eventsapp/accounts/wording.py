"""The words of the roles: what each is called, and the kind of work it stands for."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from eventsapp.web.guard import Role

ROLES: dict[Role, Any] = {
    Role.OWNER: lazy_pgettext("role", "Owner"),
    Role.EDITOR: lazy_pgettext("role", "Editor"),
    Role.PRESS: lazy_pgettext("role", "Press desk"),
    Role.DOOR: lazy_pgettext("role", "Door"),
    Role.VIEWER: lazy_pgettext("role", "Viewer"),
}
WORK: dict[Role, Any] = {
    Role.VIEWER: _l("Read events, registrations, messages and directories"),
    Role.DOOR: _l("See the list of events and let people in at the doors"),
    Role.PRESS: _l("Decide about accreditation, give out press cards and the list for security"),
    Role.EDITOR: _l("Change and publish events, people, messages and directories"),
    Role.OWNER: _l(
        "Change the team, settings and tokens, read the log, answer requests about data"
    ),
}
