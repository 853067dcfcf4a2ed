"""What the pages of an applicant show: the event, the windows, what can still be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from markupsafe import Markup

from eventsapp.accreditation import particulars, queries, wording
from eventsapp.accreditation.intake_models import Intake
from eventsapp.accreditation.kinds import OPEN, Ask, Status
from eventsapp.accreditation.models import Applicant
from eventsapp.accreditation.pool import queries as pool_queries
from eventsapp.accreditation.pool.models import Pool, PoolPlace
from eventsapp.accreditation.queries import Window
from eventsapp.accreditation.replacing import services as replacing
from eventsapp.accreditation.replacing.models import Replacement
from eventsapp.accreditation.replacing.services import Replacements
from eventsapp.accreditation.services import CHANGEABLE
from eventsapp.core import dates, qr
from eventsapp.events.models import Event
from eventsapp.registration import ownpage as registrations
from eventsapp.web.locale import current_language


@dataclass(frozen=True)
class OwnPool:
    """The pool of an event, as an accepted journalist sees it."""

    place: PoolPlace | None  # their own
    shared: Sequence[PoolPlace]  # whose material is there
    handout: str  # when the cards are handed out
    must_share: bool

    @classmethod
    def of(cls, pool: Pool, applicant: Applicant) -> "OwnPool":
        """What the pool is to one of the accepted."""
        event, at = applicant.event, pool.handout_at
        return cls(
            place=pool_queries.place_of(applicant),
            shared=pool_queries.shared(event),
            handout=dates.moment(at, event.timezone, current_language()) if at else "",
            must_share=pool.must_share,
        )


@dataclass(frozen=True)
class OwnPage:
    """Everything the templates of `/a/…` need."""

    applicant: Applicant
    intake: Intake | None
    window: Window
    around: dict[str, Any]  # the event as every page about it shows it
    now: datetime

    @property
    def event(self) -> Event:
        """What the application is for."""
        return self.applicant.event

    @property
    def is_told(self) -> bool:
        """Whether the answer has left: until then the page knows no more than the applicant."""
        decisions = [each for each in self.applicant.decisions if each.undone_at is None]
        return not decisions or decisions[-1].answer_at <= self.now

    @property
    def status(self) -> Status:
        """Where the application stands, as far as its sender has been told."""
        applicant = self.applicant
        if self.is_told or applicant.status is Status.WITHDRAWN:
            return applicant.status
        return next(each.before for each in reversed(applicant.decisions) if not each.undone_at)

    @property
    def reason(self) -> str:
        """Why, where the decision said so."""
        return wording.told(self._decision.reason) if self._decision else ""

    @property
    def note(self) -> str:
        """What was written beside the decision."""
        return self._decision.note if self._decision else ""

    @property
    def told(self) -> Sequence[tuple[str, str]]:
        """What else they were asked, with the answers; of the crew each sees their own."""
        applicant = self.applicant
        of_task = applicant.application.told if applicant.is_sender else {}
        return particulars.spelled(applicant.told, of_task)

    @property
    def can_change(self) -> bool:
        """Whether the answers can still be written anew."""
        everyone = self.applicant.application.applicants
        return (
            self.applicant.is_sender
            and self.window.takes
            and all(each.status in CHANGEABLE for each in everyone)
        )

    @property
    def can_withdraw(self) -> bool:
        """Whether there is anything to take back."""
        return self.status in OPEN and not self.event.is_over(self.now)

    @property
    def can_send_colleague(self) -> bool:
        """Whether somebody else can come instead."""
        return self.status in OPEN and replacing.is_possible(self.applicant, self.now)

    @cached_property
    def colleagues(self) -> Replacements:
        """Who comes or is asked instead of them, or instead of whom they come."""
        return replacing.about([self.applicant])

    @property
    def wish(self) -> Replacement | None:
        """Who is asked to come instead, or has applied instead."""
        return self.colleagues.wishes.get(self.applicant.id)

    @property
    def instead_of(self) -> str:
        """The name of whom they come instead of; empty for most."""
        found = self.colleagues.instead.get(self.applicant.id)
        return found.applicant.name if found else ""

    @property
    def has_second_step(self) -> bool:
        """Whether more is asked, now that it is accepted."""
        asked = self.intake is not None and self.intake.has_second_step
        return asked and self.status is Status.ACCEPTED and not self.event.is_over(self.now)

    @cached_property
    def pool(self) -> "OwnPool | None":
        """The pool, to one who is accepted and knows it."""
        found = pool_queries.find(self.event) if self.status is Status.ACCEPTED else None
        return OwnPool.of(found, self.applicant) if found else None

    @property
    def qr(self) -> Markup | None:
        """The entry code of one who is accepted and comes."""
        registration = self.applicant.registration
        shown = self.status is Status.ACCEPTED and registration and registration.is_confirmed
        return qr.svg(registration.qr_text) if registration and shown else None

    @property
    def _decision(self) -> Any:
        told = [each for each in self.applicant.decisions if not each.undone_at]
        return told[-1] if told and self.is_told and told[-1].status is self.status else None


def make(applicant: Applicant, now: datetime) -> OwnPage:
    """The page of an applicant at this moment."""
    event = applicant.event
    intake = queries.find_intake(event)
    window = queries.window(intake, event, now)
    return OwnPage(applicant, intake, window, registrations.around(event), now)


def rules(intake: Intake, event: Event) -> dict[str, Any]:
    """What the form says of its own rules: deadline, places, limit, choice, answer."""
    language = current_language()
    zone = event.timezone
    return {
        "deadline": dates.moment(intake.deadline, zone, language),
        "offset": dates.offset(intake.deadline, zone),
        "places": intake.category.capacity,
        "outlet_limit": intake.outlet_limit,
        "criteria": intake.criteria.read([language, event.original_language]),
        "answer_by": intake.answer_by and dates.moment(intake.answer_by, zone, language),
        "asks_remote": intake.is_asked(Ask.ATTENDANCE),
    }
