"""Badges and press cards that go with letters."""

from email import message_from_bytes, policy

import pytest
from sqlalchemy import select

from eventsapp.accreditation import deciding
from eventsapp.accreditation.cards import letters as card_letters
from eventsapp.accreditation.deciding import Verdict
from eventsapp.accreditation.kinds import Attendance, Status
from eventsapp.documents import mailed
from eventsapp.extensions import db
from eventsapp.mail import wire
from eventsapp.mail.models import Message
from eventsapp.schedule import PAPERS
from tests.conftest import NOW
from tests.factories import make_applicant, make_card, make_intake, make_organisation, save


def letter():
    """The only letter, with its papers as names and bytes."""
    message = db.session.scalars(select(Message)).one()
    paper = mailed.make(PAPERS, message.paper) if message.paper else None
    message = db.session.scalars(select(Message)).one()
    sent = message_from_bytes(
        wire.compose(message, now=NOW, paper=paper).content, policy=policy.default
    )
    files = {part.get_filename(): part.get_content() for part in sent.iter_attachments()}
    return message, files


def accept(applicant):
    versions = {applicant.id: applicant.version}
    made = deciding.decide(applicant.event, versions, Verdict(Status.ACCEPTED), by=None, now=NOW)
    db.session.commit()
    return made


@pytest.fixture
def intake(app):
    made = make_intake()
    made.sends_badge = True
    return save(made)


def test_acceptance_brings_a_badge(intake):
    accept(make_applicant(intake.event, name="Әйгерім Қалиева"))

    message, files = letter()

    assert files["badge.pdf"].startswith(b"%PDF-")
    assert "Your badge is attached." in message.text


def test_acceptance_brings_none_where_the_event_does_not_send_them(intake):
    intake.sends_badge = False
    save(intake)
    accept(make_applicant(intake.event))

    message, files = letter()

    assert "badge.pdf" not in files
    assert "badge" not in message.text


def test_acceptance_online_brings_none(intake):
    accept(make_applicant(intake.event, attendance=Attendance.REMOTE))

    assert "badge.pdf" not in letter()[1]


def test_badge_of_who_has_no_place_any_more_is_not_made(intake):
    [decision] = accept(make_applicant(intake.event))
    person = decision.applicant.registration
    person.release(NOW, by_organiser=True)
    db.session.commit()

    assert mailed.make(PAPERS, {"badge": person.id}) is None


def test_badge_with_letters_the_font_lacks_does_not_stop_the_mail(intake):
    [decision] = accept(make_applicant(intake.event, name="\U00020000"))

    assert mailed.make(PAPERS, {"badge": decision.applicant.registration_id}) is None


def test_press_card_goes_with_its_letter(app):
    card = make_card(make_organisation())
    card_letters.send_card(card, NOW)
    db.session.commit()

    message, files = letter()

    assert files["badge.pdf"].startswith(b"%PDF-")
    assert "The card to carry with you is attached." in message.text
