import pytest

from eventsapp.accreditation.kinds import Paper
from eventsapp.accreditation.kinds import Status as Standing
from eventsapp.accreditation.models import Document
from eventsapp.core import files
from eventsapp.questions.models import Kind
from eventsapp.registration.filled_models import FormAnswer
from tests.checkin.doors import make_door, opened
from tests.factories import CREATED, make_applicant, make_question, make_registration, save

PORTRAIT = b"not looked at here"


@pytest.fixture
def door(app):
    return make_door()


def answered(person):
    """Somebody who has sent a portrait with the registration form."""
    question = make_question(person.event, kind=Kind.PHOTO)
    answer = FormAnswer(
        registration=person,
        question_id=question.id,
        revision=question.revision,
        value="me.jpg",
        file_key=files.store(PORTRAIT, ".jpg"),
        media_type="image/jpeg",
        given_at=CREATED,
    )
    return save(answer).registration


def accredited(person):
    """A journalist who has applied with a portrait."""
    applicant = make_applicant(person.event, registration=person, status=Standing.ACCEPTED)
    paper = Document(
        application=applicant.application,
        paper=Paper.PORTRAIT,
        file_key=files.store(PORTRAIT, ".jpg"),
        media_type="image/jpeg",
        size_bytes=len(PORTRAIT),
        uploaded_at=CREATED,
    )
    save(paper)
    return person


@pytest.mark.parametrize("sent", [answered, accredited])
def test_photo_is_shown_at_the_door_alone(app, door, sent):
    person = sent(make_registration(door.event))
    telephone, address = opened(app, door), f"/door/{door.code}/people/{person.id}/photo"

    shown = telephone.get(address)

    assert (shown.data, shown.mimetype) == (PORTRAIT, "image/jpeg")
    assert shown.headers["Cache-Control"] == "private, no-store"
    assert app.test_client().get(address).status_code == 401
    (line,) = telephone.get(f"/door/{door.code}/list.json").json["people"]
    assert line["photo"] is True


def test_photo_of_nobody_is_missing(app, door):
    person = make_registration(door.event)

    answer = opened(app, door).get(f"/door/{door.code}/people/{person.id}/photo")

    assert answer.status_code == 404


def test_photo_of_another_event_is_missing(app, door):
    stranger = answered(make_registration())

    answer = opened(app, door).get(f"/door/{door.code}/people/{stranger.id}/photo")

    assert answer.status_code == 404
