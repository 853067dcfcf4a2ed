"""What we ask about a list of contacts."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField
from wtforms import SelectChoice as Choice
from wtforms.validators import InputRequired, Length, Optional

from eventsapp.contacts import lists
from eventsapp.contacts.list_models import ContactList
from eventsapp.contacts.lists import ListDetails
from eventsapp.core.texts import ENDONYMS
from eventsapp.web.fields import LineField
from eventsapp.web.forms import Form

FIXED, RULE = "fixed", "rule"


class ListForm(Form):
    """A list of contacts, kept by hand or filled by a rule."""

    name = LineField(_l("Name of the list"), [InputRequired(), Length(max=120)])
    kind = RadioField(_l("Who is on it"), [Optional()], default=FIXED)
    language = SelectField(_l("Written to in"), [Optional()])
    outlet = LineField(_l("Outlet"), [Optional(), Length(max=200)])
    beat = LineField(_l("Beat"), [Optional(), Length(max=100)])
    region = LineField(_l("Region"), [Optional(), Length(max=100)])
    within = SelectField(_l("Only those on the list"), [Optional()])

    def __init__(self, organisation_id: int, standing: ContactList | None = None) -> None:
        super().__init__(data=_stored(standing))
        self.organisation_id = organisation_id
        self.standing = standing
        self.kind.choices = [
            Choice(FIXED, _("Contacts that you add one by one")),
            Choice(RULE, _("Every contact that fits a rule")),
        ]
        self.language.choices = [
            Choice("", _("Any language")),
            *(Choice(code, name) for code, name in ENDONYMS.items()),
        ]
        others = lists.kept(organisation_id, fixed_only=True)
        self.others = {str(each.id): each.id for each in others if each is not standing}
        self.within.choices = [
            Choice("", _("All contacts")),
            *(Choice(str(each.id), each.name) for each in others if each is not standing),
        ]

    @property
    def is_by_rule(self) -> bool:
        """Whether a rule fills the list; a list that stands keeps its kind."""
        return self.standing.by_rule if self.standing else self.kind.data == RULE

    def validate(self, extra_validators: Any = None) -> bool:
        """Two lists share no name, and a rule asks for something."""
        if not super().validate(extra_validators):
            return False
        kept = lists.kept(self.organisation_id)
        if any(each.name == self.name.data and each is not self.standing for each in kept):
            self.name.errors = [_("There is a list of this name already.")]
        elif self.is_by_rule and not any(self._rule().values()):
            self.language.errors = [_("Fill in at least one line of the rule.")]
        return not self.errors

    def details(self) -> ListDetails:
        """The answers. Call only after the form has validated."""
        return ListDetails(name=self.name.data or "", by_rule=self.is_by_rule, **self._rule())

    def _rule(self) -> dict[str, Any]:
        return {
            "language": self.language.data or "",
            "outlet": self.outlet.data or "",
            "beat": self.beat.data or "",
            "region": self.region.data or "",
            "within_id": self.others.get(self.within.data or ""),
        }


def _stored(standing: ContactList | None) -> dict[str, Any]:
    if standing is None:
        return {}
    return {
        "name": standing.name,
        "language": standing.language,
        "outlet": standing.outlet,
        "beat": standing.beat,
        "region": standing.region,
        "within": str(standing.within_id or ""),
    }
