"""What people tell us about themselves, whether by form, by an organiser's hand or a machine."""

import hashlib
from dataclasses import dataclass

from eventsapp.questions.asking import Given


@dataclass(frozen=True)
class AttendeeDetails:
    """What a person tells us. The address is lower-case, empty where somebody answers for them."""

    name: str
    email: str
    category_id: int
    language: str
    phone: str = ""
    phone_e164: str | None = None
    organisation_name: str = ""
    wants_reminders: bool = True
    companions: tuple[str, ...] = ()  # names of those who come along
    answers: tuple[Given, ...] = ()  # to the questions of the form
    access_code: str = ""  # of a category that asks for one
    is_invited: bool = False  # in person: neither code nor address are looked at
    form_key: str = ""  # of this filling of the form

    @property
    def key(self) -> str | None:
        """Of this filling of the form."""
        return make_key(self.form_key, self.email)


@dataclass(frozen=True)
class Wishes:
    """What a registered person may change about their registration."""

    name: str
    category_id: int
    phone: str = ""
    phone_e164: str | None = None
    organisation_name: str = ""
    wants_reminders: bool = True
    companions: tuple[str, ...] = ()  # in their order; an empty name gives that place back
    access_code: str = ""  # of another category that asks for one
    answers: tuple[Given, ...] = ()


def make_key(form_key: str | None, email: str) -> str | None:
    """The same for the same form sent twice; another address makes it another filling."""
    return hashlib.sha256(f"{form_key}\n{email}".encode()).hexdigest() if form_key else None
