"""What we ask about a diary: of which days, in which language, and whom to post it to."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField
from wtforms import SelectChoice as Choice
from wtforms.validators import InputRequired, NumberRange, Optional

from eventsapp.contacts import lists
from eventsapp.core.texts import ENDONYMS
from eventsapp.diary.models import DiaryPost
from eventsapp.web.forms import Form

WEEKDAYS = (
    _l("Monday"),
    _l("Tuesday"),
    _l("Wednesday"),
    _l("Thursday"),
    _l("Friday"),
    _l("Saturday"),
    _l("Sunday"),
)


class PostForm(Form):
    """The weekly post; without a list there is none."""

    list = SelectField(_l("Send it to the list"), [Optional()])
    weekday = SelectField(
        _l("Weekday"), choices=[Choice(str(number), name) for number, name in enumerate(WEEKDAYS)]
    )
    hour = IntegerField(
        _l("At this hour"),
        [
            InputRequired(_l("Enter an hour from 0 to 23.")),
            NumberRange(0, 23, _l("Enter an hour from 0 to 23.")),
        ],
    )
    language = SelectField(
        _l("Language where theirs is not known"),
        choices=[Choice(code, name) for code, name in ENDONYMS.items()],
    )

    def __init__(self, organisation: Any, standing: DiaryPost | None) -> None:
        super().__init__(
            data={
                "list": str(standing.list_id) if standing else "",
                "weekday": str(standing.weekday if standing else 0),
                "hour": standing.hour if standing else 8,
                "language": standing.language if standing else organisation.original_language,
            }
        )
        self.list.choices = [
            Choice("", _("Nobody: it is not sent")),
            *(Choice(str(each.id), each.name) for each in lists.kept(organisation.id)),
        ]
