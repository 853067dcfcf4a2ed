"""Questions on the public form: asked, answered, changed, given out, erased."""

import json
import re
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select

from eventsapp.core import files, papers
from eventsapp.core.clock import utcnow
from eventsapp.core.texts import Texts
from eventsapp.extensions import db
from eventsapp.questions import services as questions
from eventsapp.questions.models import Asked, Kind
from eventsapp.questions.services import QuestionDetails
from eventsapp.registration import filling, retention
from eventsapp.registration.filled_models import FormAnswer
from eventsapp.registration.models import Registration
from tests.factories import make_category, make_event, make_question, make_registration

BUS = [("", Texts(en="By bus", ky="Автобус менен")), ("", Texts(en="By car"))]


def open_event(**fields):
    starts = (utcnow() + timedelta(days=30)).replace(tzinfo=None, second=0, microsecond=0)
    event = make_event(starts=starts, **fields)
    make_category(event)
    return event


def post(client, event, answers=(), **fields):
    data = {
        "name": "Ada King", "email": "ada@example.org", "form_key": "first",
        "category_id": str(event.categories[0].id),
    }  # fmt: skip
    given = {f"question_{question.id}": value for question, value in dict(answers).items()}
    return client.post(f"/en/e/{event.slug}/register", data=data | given | fields)


def stored():
    db.session.expire_all()
    return {each.question_id: each for each in db.session.scalars(select(FormAnswer))}


def picture(width, height, kind="JPEG"):
    data = BytesIO()
    image = Image.new("RGB", (width, height), "teal")
    exif = image.getexif()
    exif[0x010E] = "taken at home"
    image.save(data, kind, exif=exif)
    return data.getvalue()


def upload(data, name="photo.jpg"):
    return BytesIO(data), name


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (Kind.LINE, "  School  5 ", "School 5"),
        (Kind.TEXT, "one\r\ntwo", "one\ntwo"),
        (Kind.NUMBER, "12", "12"),
        (Kind.YES_NO, "y", "yes"),
        (Kind.DATE, "4.12.2026", "2026-12-04"),
        (Kind.TIME, "9:30", "09:30"),
        (Kind.COUNTRY, "KG", "KG"),
        (Kind.PHONE, "+996 555 000 000", "+996 555 000 000"),
        (Kind.EMAIL, "head@example.org", "head@example.org"),
    ],
)
def test_new_keeps_an_answer_of_each_kind(client, kind, typed, kept):
    event = open_event()
    question = make_question(event, kind=kind)

    answer = post(client, event, {question: typed})

    assert answer.status_code == 302
    assert stored()[question.id].value == kept


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (Kind.LINE, "x" * 301),
        (Kind.TEXT, "x" * 3001),
        (Kind.NUMBER, "twelve"),
        (Kind.NUMBER, "99999999999999999999"),
        (Kind.ONE, "made-up"),
        (Kind.MANY, "made-up"),
        (Kind.DATE, "31.02.2026"),
        (Kind.TIME, "25:00"),
        (Kind.COUNTRY, "XX"),
        (Kind.PHONE, "call me"),
        (Kind.EMAIL, "head@"),
        (Kind.EMAIL, "head@example.org\r\nBcc: eve@example.org"),
    ],
)
def test_new_refuses_an_answer_that_is_none_and_keeps_the_rest(client, kind, typed):
    event = open_event()
    question = make_question(event, kind=kind, options=BUS)

    answer = post(client, event, {question: typed})

    assert answer.status_code == 422
    assert f'href="#question_{question.id}' in answer.text
    assert 'value="Ada King"' in answer.text
    assert stored() == {}


def test_new_keeps_several_answers_and_names_them_in_the_language_of_the_reader(client):
    event = open_event()
    question = make_question(event, kind=Kind.MANY, options=BUS)

    post(client, event, {question: question.wording.keys})

    person = db.session.scalars(select(Registration)).one()
    data = json.loads(client.get(f"/r/{person.token}/data.json").text)
    assert data["registrations"][0]["answers"] == {"School": "By bus, By car"}


def test_new_insists_on_what_is_required_and_on_consent(client):
    event = open_event()
    make_question(event, label="School", is_required=True)
    make_question(event, label="I agree to be filmed", kind=Kind.YES_NO, is_required=True)

    answer = post(client, event)

    assert answer.status_code == 422
    assert "Answer this question." in answer.text
    assert "Tick this to go on." in answer.text
    assert db.session.scalars(select(Registration)).all() == []


def test_new_ignores_answers_that_were_not_asked_for(client):
    event = open_event()
    ramp = make_question(event, kind=Kind.YES_NO, label="Do you need a ramp?")
    width = make_question(event, label="How wide?", is_required=True, condition=(ramp.id, "yes"))

    answer = post(client, event, {width: "90 cm"})

    assert answer.status_code == 302
    assert {key: each.value for key, each in stored().items()} == {ramp.id: "no"}


def test_new_asks_only_the_categories_that_a_question_is_for(client):
    event = open_event()
    online = make_category(event, position=1)
    make_question(event, is_required=True, categories=[online.id])

    in_room = post(client, event)
    by_video = post(client, event, category_id=str(online.id), email="eve@example.org")

    assert (in_room.status_code, by_video.status_code) == (302, 422)


def test_new_never_shows_nor_takes_what_is_for_the_team(client):
    event = open_event()
    note = make_question(event, label="Seated with the minister", asked=Asked.TEAM)

    page = client.get(f"/en/e/{event.slug}/register")
    post(client, event, {note: "yes please"})

    assert "Seated with the minister" not in page.text
    assert stored() == {}


def test_new_shows_a_question_as_soon_as_it_is_added(client):
    event = open_event()
    before = client.get(f"/en/e/{event.slug}/register")

    make_question(event, label="Which school?")

    assert "Which school?" not in before.text
    assert "Which school?" in client.get(f"/en/e/{event.slug}/register").text


def test_new_escapes_what_an_organiser_has_written(client):
    event = open_event()
    make_question(event, label="<script>alert(1)</script>", hints=Texts(en="<b>bold</b>"))

    page = client.get(f"/en/e/{event.slug}/register").text

    assert "<script>alert" not in page
    assert "&lt;b&gt;bold" in page


def test_new_draws_a_photo_anew_and_gives_it_to_the_person(client):
    event = open_event()
    photo = make_question(event, kind=Kind.PHOTO, is_required=True)

    post(client, event, {photo: upload(picture(300, 400))})

    person = db.session.scalars(select(Registration)).one()
    answer = client.get(f"/r/{person.token}/files/{photo.id}")
    assert answer.mimetype == "image/jpeg"
    assert b"taken at home" not in answer.data
    assert Image.open(BytesIO(answer.data)).size == (300, 400)


@pytest.mark.parametrize(
    ("kind", "data", "name", "words"),
    [
        (Kind.PHOTO, picture(400, 300), "wide.jpg", "higher than wide"),
        (Kind.PHOTO, b"%PDF-1.4", "photo.jpg", "This is not a picture we can read."),
        (Kind.FILE, b"MZ\x90\x00", "letter.pdf", "This file cannot be read."),
        (Kind.FILE, b"<script>alert(1)</script>", "letter.pdf", "This file cannot be read."),
        (Kind.FILE, picture(4100, 10, "PNG"), "bomb.png", "more than 4000 pixels"),
    ],
)
def test_new_refuses_files_that_are_not_what_they_say(client, kind, data, name, words):
    event = open_event()
    question = make_question(event, kind=kind, is_required=True)

    answer = post(client, event, {question: upload(data, name)})

    assert answer.status_code == 422
    assert words in answer.text
    assert stored() == {}


def test_new_refuses_a_file_that_is_too_large(client, monkeypatch):
    monkeypatch.setattr(papers, "MOST_BYTES", 100)
    event = open_event()
    paper = make_question(event, kind=Kind.FILE)

    answer = post(client, event, {paper: upload(b"%PDF-" + b"0" * 100, "large.pdf")})

    assert answer.status_code == 422
    assert "larger than 5 MB" in answer.text


def test_new_forgets_the_file_of_a_registration_that_is_none(client):
    event = open_event()
    paper = make_question(event, kind=Kind.FILE)
    post(client, event, {paper: upload(b"%PDF-1.4 first", "a.pdf")})
    before = set(files.folder().glob("*/*"))

    post(client, event, {paper: upload(b"%PDF-1.4 second", "b.pdf")}, form_key="second")

    assert set(files.folder().glob("*/*")) == before


def test_edit_shows_the_answers_and_changes_them(client):
    event = open_event()
    how = make_question(event, kind=Kind.ONE, options=BUS)
    paper = make_question(event, kind=Kind.FILE, is_required=True)
    bus, car = how.wording.keys
    post(client, event, {how: bus, paper: upload(b"%PDF-1.4 mine", "letter.pdf")})
    person = db.session.scalars(select(Registration)).one()
    page = client.get(f"/r/{person.token}/edit")

    changed = {
        "name": "Ada King", "category_id": person.category_id, f"question_{how.id}": car,
    }  # fmt: skip
    answer = client.post(f"/r/{person.token}/edit", data=changed)

    assert "letter.pdf" in page.text
    assert re.search(f'<input checked[^>]*value="{bus}"', page.text)
    assert answer.status_code == 302
    assert stored()[how.id].value == car
    assert files.open(stored()[paper.id].file_key) == b"%PDF-1.4 mine"


def test_edit_with_another_file_forgets_the_first(client):
    event = open_event()
    paper = make_question(event, kind=Kind.FILE)
    post(client, event, {paper: upload(b"%PDF-1.4 first", "a.pdf")})
    person = db.session.scalars(select(Registration)).one()
    first = stored()[paper.id].file_key

    client.post(
        f"/r/{person.token}/edit",
        data={
            "name": "Ada King",
            "category_id": person.category_id,
            f"question_{paper.id}": upload(b"%PDF-1.4 second", "b.pdf"),
        },
    )

    assert files.open(first) is None
    assert files.open(stored()[paper.id].file_key) == b"%PDF-1.4 second"


def test_answers_keep_their_words_when_the_question_changes(client):
    event = open_event()
    how = make_question(event, kind=Kind.ONE, options=BUS)
    bus = how.wording.keys[0]
    post(client, event, {how: bus})

    renamed = QuestionDetails(
        kind=Kind.ONE, labels=Texts(en="Way?"), options=[("", Texts(en="A")), ("", Texts(en="B"))]
    )
    questions.change(how, renamed, version=how.version)
    db.session.commit()

    assert stored()[how.id].told("en") == "By bus"


def test_erase_forgets_answers_and_files(client):
    event = open_event()
    paper = make_question(event, kind=Kind.FILE)
    post(client, event, {paper: upload(b"%PDF-1.4 mine", "a.pdf")})
    key = stored()[paper.id].file_key

    retention.erase(db.session.scalars(select(Registration)).one(), now=utcnow())
    db.session.commit()

    assert stored() == {}
    assert files.open(key) is None


def test_erase_due_forgets_answers_whose_own_time_is_over(client):
    event = open_event()
    diet = make_question(event, label="Diet", retention_days=1)
    school = make_question(event, label="School")
    post(client, event, {diet: "Vegetarian", school: "No 5"})

    early = filling.erase_due(event.effective_end + timedelta(hours=23))
    late = filling.erase_due(event.effective_end + timedelta(hours=25))
    db.session.commit()

    assert (early, late) == (0, 1)
    assert set(stored()) == {school.id}


def test_a_file_of_somebody_else_is_not_given_out(client):
    event = open_event()
    paper = make_question(event, kind=Kind.FILE)
    post(client, event, {paper: upload(b"%PDF-1.4 mine", "a.pdf")})
    other = make_registration(event)

    assert client.get(f"/r/{other.token}/files/{paper.id}").status_code == 404
