"""The form of a colleague who comes instead: the outlet is settled, about the person nothing is."""

from typing import Any

from eventsapp.accreditation import particulars
from eventsapp.accreditation.forms import OUTLET_FIELDS, ApplicationForm
from eventsapp.accreditation.intake_models import Intake
from eventsapp.accreditation.kinds import Ask
from eventsapp.accreditation.replacing.models import Replacement
from eventsapp.contacts.outlets import OutletDetails

OF_JOB = ("attendance", "wants_pool", "equipment", "vehicle", "needs")
TOLD_OF_JOB = particulars.names(
    {ask: particulars.OF_TASK[ask] for ask in (Ask.OUTLET, Ask.INTERVIEW)}
)
SETTLED = ("crew", *(f"outlet_{name}" for name in OUTLET_FIELDS))


class SuccessorForm(ApplicationForm):
    """One page for one person: what is about the job is filled in, and the outlet cannot change."""

    is_for_later = False  # the application that it is instead of stands until it is sent

    def __init__(self, intake: Intake, wish: Replacement) -> None:
        super().__init__(intake, known=_handed_on(wish))
        for name in SETTLED:
            del self[name]

    def _outlet(self) -> OutletDetails:
        return OutletDetails()  # that of who does not come


def _handed_on(wish: Replacement) -> dict[str, Any]:
    """What the colleague need not write again; nothing that is about the other person."""
    former = wish.applicant
    told = {name: getattr(former.application, name) for name in OF_JOB}
    told |= {name: value for name, value in former.application.told.items() if name in TOLD_OF_JOB}
    return told | {"name": wish.name, "email": wish.email, "function": former.function}
