"""Why nobody can register, as people are told."""

from flask_babel import lazy_gettext as _l

from eventsapp.core.errors import Refusal


class RegistrationClosed(Refusal):
    """Outside its window, or the event does not take place as announced."""

    message = _l("Registration for this event is closed.")


class EventFull(Refusal):
    """Fewer places are left than are asked for."""

    message = _l("There are not enough places left.")


class UnknownWay(Refusal):
    """A category of another event, or of none."""

    message = _l("Choose one of the ways to take part that are offered.")
    status = 422


class AlreadyRegistered(Refusal):
    """The address has another standing registration."""

    message = _l("This address is registered for the event already.")


class ChangesClosed(Refusal):
    """Later than the organiser lets people change."""

    message = _l("The time for changes is over. You can still cancel.")


class PressDecides(Refusal):
    """A place of the press, which its queue alone gives."""

    message = _l("Places of the press are given on the Press tab alone.")


class LeadGone(Refusal):
    """A companion without anybody who brings them."""

    message = _l("Whoever registered this person has no place any more. Restore that one first.")


class OfferGone(Refusal):
    """A place that is not held for the person any more."""

    message = _l("This offer is no longer open.")


class DecidedMeanwhile(Refusal):
    """Somebody stands otherwise than on the page."""

    message = _l("A colleague has decided meanwhile.")


class AnswerGone(Refusal):
    """Too late to undo."""

    message = _l("The answer has already gone out. Decide anew instead.")
