"""The application of the press, as a journalist with a phone meets it."""

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import func, select

from eventsapp.accreditation.kinds import Ask, Need, Paper, Status
from eventsapp.accreditation.models import Applicant, Application
from eventsapp.accreditation.services import add_papers
from eventsapp.core import files, papers
from eventsapp.core.clock import utcnow
from eventsapp.events.models import State
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from tests.conftest import NOW
from tests.factories import CREATED, make_applicant, make_event, make_intake, make_member

ADA = {
    "name": "Ada King",
    "email": "Ada@Example.org",
    "outlet_name": "National Agency",
    "outlet_kind": "agency",
    "outlet_country": "KG",
    "function": "writer",
    "consent": "y",
    "form_key": "first",
}


def upcoming(**overrides):
    starts = (utcnow() + timedelta(days=30)).replace(tzinfo=None, second=0, microsecond=0)
    return make_event(**{"starts": starts} | overrides)


def intake(**overrides):
    return make_intake(overrides.pop("event", None) or upcoming(), **overrides)


def url(intake, action=""):
    return f"/en/e/{intake.event.slug}/accredit{action}"


def own(applicant, action=""):
    return f"/a/{applicant.token}{action}"


def picture(width=1200, height=800, kind="PNG"):
    data = BytesIO()
    Image.new("RGB", (width, height), "navy").save(data, kind)
    return data.getvalue()


def attached(data, name="card.png"):
    return (BytesIO(data), name)


def sent():
    return db.session.scalars(select(Applicant).order_by(Applicant.id)).all()


def letters():
    return db.session.scalars(select(Message.template).order_by(Message.id)).all()


def test_new_sends_the_application_and_opens_its_page(client):
    ours = intake()

    answer = client.post(url(ours), data=ADA)

    (applicant,) = sent()
    page = client.get(answer.location)
    assert answer.status_code == 302
    assert applicant.email == "ada@example.org"
    assert applicant.status is Status.SUBMITTED
    assert applicant.outlet_name == "National Agency"
    assert "Your application has come" in page.text
    assert letters() == ["accreditation/received"]
    assert page.headers["Cache-Control"] == "private, no-store"


def test_new_tells_the_rules_before_a_line_is_written(client):
    ours = intake(closes_at=utcnow() + timedelta(days=2), outlet_limit=2, places=30)

    page = client.get(url(ours)).text

    assert "30 places for the press" in page
    assert "2 persons of one outlet at most" in page
    assert "UTC+6" in page


def test_new_sent_twice_makes_one_application(client):
    ours = intake()

    first, second = (client.post(url(ours), data=ADA) for _ in range(2))

    assert len(sent()) == 1
    assert first.location == second.location


def test_new_of_a_known_address_reveals_nothing_and_mails_the_link(client):
    ours = intake()
    client.post(url(ours), data=ADA)

    answer = client.post(url(ours), data=ADA | {"form_key": "second", "name": "Someone Else"})

    assert len(sent()) == 1
    assert "Check your e-mail" in answer.text
    assert letters() == ["accreditation/received", "accreditation/link"]


@pytest.mark.parametrize("missing", ["name", "email", "consent"])
def test_new_asks_again_for_what_is_missing_and_keeps_the_rest(client, missing):
    ours = intake()

    answer = client.post(url(ours), data={**ADA, missing: ""} if missing != "consent" else {
        name: value for name, value in ADA.items() if name != "consent"
    })  # fmt: skip

    assert answer.status_code == 422
    assert 'value="National Agency"' in answer.text
    assert sent() == []


def test_new_comes_back_in_another_language_with_what_was_typed(client):
    ours = intake()

    answer = client.post(
        url(ours).replace("/en/", "/kk/"), data=ADA | {"email": "", "switch_to": "kk"}
    )

    assert answer.status_code == 200
    assert '<html lang="kk">' in answer.text
    assert all(f'value="{text}"' in answer.text for text in ("Ada King", "National Agency"))
    assert "aria-invalid" not in answer.text
    assert (sent(), letters()) == ([], [])


def test_new_takes_a_crew_each_with_an_address_of_their_own(client):
    ours = intake()
    crew = {
        "crew-0-name": "Timur Aliev",
        "crew-0-email": "timur@example.org",
        "crew-0-function": "video",
    }

    client.post(url(ours), data=ADA | crew)

    assert [(each.name, each.position, each.function.value) for each in sent()] == [
        ("Ada King", 0, "writer"),
        ("Timur Aliev", 1, "video"),
    ]


def test_new_takes_a_crew_by_their_names_alone(client):
    ours = intake()
    crew = {"crew-0-name": "Timur Aliev", "crew-0-email": "", "crew-0-function": "video"}

    answer = client.post(url(ours), data=ADA | crew, follow_redirects=True)

    _ada, timur = sent()
    assert (timur.email, timur.address) == (None, "ada@example.org")
    assert "Where you gave no e-mail it comes to you." in answer.text


def test_new_refuses_a_crew_with_one_address_for_two(client):
    ours = intake()
    crew = {
        "crew-0-name": "Timur Aliev",
        "crew-0-email": "ada@example.org",
        "crew-0-function": "video",
    }

    answer = client.post(url(ours), data=ADA | crew)

    assert answer.status_code == 422
    assert "an e-mail of their own" in answer.text
    assert sent() == []


def test_new_after_the_deadline_is_taken_and_marked_late(client):
    ours = intake(closes_at=utcnow() - timedelta(hours=1))

    page = client.get(url(ours)).text
    client.post(url(ours), data=ADA)

    assert "marked as late" in page
    assert db.session.scalars(select(Application)).one().is_late


@pytest.mark.parametrize(
    ("event", "options", "words"),
    [
        ({}, {"is_open": False}, "Accreditation is closed"),
        ({}, {"opens_at": NOW + timedelta(days=1)}, "Accreditation opens later"),
        ({"state": State.CANCELLED}, {}, "No accreditation for this event"),
    ],
)
def test_new_says_why_nobody_can_apply(client, event, options, words):
    ours = intake(event=upcoming(**event), **options)

    page, answer = client.get(url(ours)), client.post(url(ours), data=ADA)

    assert words in page.text
    assert answer.status_code == 409
    assert sent() == []


def test_new_keeps_papers_redrawn_and_out_of_the_public(client):
    ours = intake(asks={Ask.CARD: Need.REQUIRED})
    data = ADA | {"card_number": "KG-17", "card": attached(picture(3000, 2000))}

    client.post(url(ours), data=data)

    (applicant,) = sent()
    document = applicant.application.document(Paper.CARD)
    with Image.open(BytesIO(files.open(document.file_key))) as kept:
        assert (kept.format, max(kept.size)) == ("JPEG", 1600)
    assert client.get(f"/files/{document.file_key}").status_code == 404


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<html>not a picture</html>", "cannot be read"),
        (picture(4100, 10), "more than 4000 pixels"),
        (b"\x89PNG\r\n\x1a\n broken", "cannot be read"),
    ],
)
def test_new_refuses_papers_that_lie_about_themselves(client, data, words):
    ours = intake(asks={Ask.LETTER: Need.OPTIONAL})

    answer = client.post(url(ours), data=ADA | {"letter": attached(data, "letter.pdf")})

    assert answer.status_code == 422
    assert words in answer.text
    assert sent() == []


def test_new_refuses_papers_that_are_too_heavy(client, monkeypatch):
    monkeypatch.setattr(papers, "MOST_BYTES", 100)
    ours = intake(asks={Ask.LETTER: Need.OPTIONAL})

    answer = client.post(url(ours), data=ADA | {"letter": attached(b"%PDF-1.7" + b"x" * 100)})

    assert answer.status_code == 422
    assert "larger than 5 MB" in answer.text


def test_new_requires_what_the_organiser_requires(client):
    ours = intake(asks={Ask.LETTER: Need.REQUIRED, Ask.EQUIPMENT: Need.REQUIRED})

    answer = client.post(url(ours), data=ADA)

    assert answer.status_code == 422
    assert answer.text.count("The organiser needs this.") == 4  # in the summary and at the field


def test_new_saved_for_later_goes_on_by_its_link(client):
    ours = intake(asks={Ask.LETTER: Need.REQUIRED})
    begun = {"name": "Ada King", "email": "ada@example.org", "function": "writer",
             "outlet_kind": "print", "later": "1"}  # fmt: skip

    saved = client.post(url(ours), data=begun)
    (applicant,) = sent()
    draft = client.get(own(applicant), follow_redirects=True)
    finished = client.post(own(applicant, "/edit"), data=ADA | {"letter": attached(b"%PDF-1.4 x")})

    assert "Saved for later" in saved.text
    assert 'value="Ada King"' in draft.text
    assert finished.status_code == 302
    assert sent()[0].status is Status.SUBMITTED
    assert letters() == ["accreditation/link", "accreditation/received"]


def test_new_takes_nothing_from_a_machine(client):
    ours = intake()

    answer = client.post(url(ours), data=ADA | {"website": "https://spam.example.org"})

    assert answer.status_code == 200
    assert sent() == []


def test_lost_offers_a_form_filled_in_as_the_last_time(client):
    ours = intake()
    former = make_applicant(
        make_intake(make_event(organisation=ours.event.organisation)).event, email="ada@example.org"
    )

    client.post(url(ours, "/link"), data={"email": "Ada@example.org"})
    link = db.session.scalars(select(Message)).one().text
    form = client.get(url(ours) + f"?former={former.token}")

    assert f"former={former.token}" in link
    assert f'value="{former.name}"' in form.text
    assert 'data-behaviour="steps"' not in form.text


def test_new_attaches_again_what_counts_for_more_than_one_event(client):
    ours = intake(asks={Ask.CARD: Need.REQUIRED, Ask.LETTER: Need.OPTIONAL})
    former = make_applicant(make_intake(make_event(organisation=ours.event.organisation)).event)
    uploads = {paper: papers.Upload(paper.encode(), "image/jpeg") for paper in Paper}
    add_papers(former.application, uploads, CREATED)
    db.session.commit()
    filled = ADA | {"card_number": "KG 4412"}

    form = client.get(url(ours) + f"?former={former.token}")
    client.post(url(ours) + f"?former={former.token}", data=filled)

    (again,) = [each for each in sent() if each.event_id == ours.event_id]
    assert "Kept already" in form.text
    assert [each.paper for each in again.application.documents] == [Paper.CARD]
    (first,) = [each for each in former.application.documents if each.paper is Paper.CARD]
    (copy,) = again.application.documents
    assert copy.file_key != first.file_key
    assert files.open(copy.file_key) == b"card"


def test_lost_answers_a_stranger_in_the_same_words(client):
    ours = intake()
    make_applicant(ours.event, email="ada@example.org")

    answers = [
        client.post(url(ours, "/link"), data={"email": email}).text.replace(email, "")
        for email in ("ada@example.org", "nobody@example.org")
    ]

    assert answers[0] == answers[1]
    assert db.session.scalar(select(func.count(Message.id))) == 1


def test_edit_changes_what_is_not_decided(client):
    ours = intake()
    client.post(url(ours), data=ADA)
    (applicant,) = sent()

    client.post(own(applicant, "/edit"), data=ADA | {"outlet_name": "Radio Demo"})

    assert sent()[0].outlet_name == "Radio Demo"
    assert letters() == ["accreditation/received"]


def test_withdraw_asks_first_and_takes_the_application_back(client):
    applicant = make_applicant(intake().event)

    question = client.get(own(applicant, "/withdraw"))
    client.post(own(applicant, "/withdraw"))

    assert "Withdraw your application?" in question.text
    assert sent()[0].status is Status.WITHDRAWN
    assert "You have withdrawn" in client.get(own(applicant)).text


def test_new_tells_one_of_a_crew_nothing_of_who_sent_their_application(client):
    ours = intake()
    sender = make_applicant(
        make_intake(make_event(organisation=ours.event.organisation)).event,
        email="ada@example.org",
        phone="+996 555 000 111",
    )
    member = make_member(sender, email="timur@example.org")

    form = client.get(url(ours) + f"?former={member.token}")

    assert form.status_code == 200
    assert "ada@example.org" not in form.text
    assert "+996 555 000 111" not in form.text


def test_show_refuses_forged_and_former_links(client):
    applicant = make_applicant(intake().event)
    forged = applicant.token[:-2] + "aa"
    former = own(applicant)
    applicant.generation += 1
    db.session.commit()

    assert client.get(f"/a/{forged}").status_code == 404
    assert client.get(former).status_code == 302


def test_event_page_offers_accreditation_while_it_is_taken(client):
    ours = intake()

    assert "Accredit" in client.get(f"/en/e/{ours.event.slug}").text
    assert url(ours) in client.get(f"/en/e/{ours.event.slug}").text


def test_event_page_without_applications_offers_none(client):
    event = upcoming()

    assert "/accredit" not in client.get(f"/en/e/{event.slug}").text


def birth(event, need=Need.REQUIRED):
    return make_intake(event, asks={Ask.BIRTH.value: need})


@pytest.mark.parametrize(
    ("born", "told"),
    [
        ("", "The organiser needs this."),
        ("2999-01-01", "Enter a date of birth in the past."),
        ("1800-01-01", "Enter a date of birth in the past."),
    ],
)
def test_new_asks_for_a_date_of_birth_that_can_be(client, born, told):
    event = birth(upcoming()).event

    page = client.post(f"/en/e/{event.slug}/accredit", data=ADA | {"born_on": born})

    assert page.status_code == 422
    assert told in page.text
    assert db.session.query(Application).count() == 0


def test_new_asks_each_of_the_crew_for_the_date_of_birth(client):
    event = birth(upcoming()).event
    colleague = {"crew-0-name": "Bo", "crew-0-email": "bo@example.org", "crew-0-function": "photo"}
    data = ADA | colleague | {"born_on": "1975-05-01"}

    assert client.post(f"/en/e/{event.slug}/accredit", data=data).status_code == 422
    client.post(f"/en/e/{event.slug}/accredit", data=data | {"crew-0-born_on": "2010-05-01"})

    born = [each.born_on.isoformat() for each in db.session.query(Applicant).order_by("position")]
    assert born == ["1975-05-01", "2010-05-01"]


def test_new_keeps_no_date_of_birth_that_was_not_asked_for(client):
    event = intake().event
    colleague = {"crew-0-name": "Bo", "crew-0-email": "bo@example.org", "crew-0-function": "photo"}
    forged = {"born_on": "1990-05-01", "crew-0-born_on": "1990-05-01"}

    client.post(f"/en/e/{event.slug}/accredit", data=ADA | colleague | forged)

    assert [each.born_on for each in db.session.query(Applicant)] == [None, None]


EVERY = (
    Ask.ORIGIN, Ask.SEX, Ask.MESSENGER, Ask.OUTLET, Ask.WORK, Ask.INTERVIEW, Ask.LANGUAGES, Ask.TRAVEL,
    Ask.ACCESS, Ask.SCREENING,
)  # fmt: skip
TOLD = {
    "latin_name": "KING ADA", "citizenship": "KG", "birth_place": "Osh", "sex": "female",
    "messenger": "Telegram @ada", "founder": "Valley Media", "register_number": "1234",
    "specialisation": "education", "area": "Osh region", "editor": "Bo Lee",
    "office_phone": "+996 3222 0 00 00", "samples": "https://example.org/report",
    "interview": "The minister, on schools", "languages": "Kyrgyz, English",
    "travel": "Arrives on 3 December", "access": "A step-free way", "screening": "y",
}  # fmt: skip


def test_new_asks_what_an_event_asks_beyond_the_usual(client, desk):
    event = intake(
        event=upcoming(organisation=desk.organisation), asks=dict.fromkeys(EVERY, Need.REQUIRED)
    ).event
    bo = {"crew-0-name": "Bo", "crew-0-function": "photo", "crew-0-citizenship": "TR"}
    bo |= {"crew-0-latin_name": "LEE BO", "crew-0-birth_place": "Bursa", "crew-0-sex": "male"}

    asked_again = client.post(f"/en/e/{event.slug}/accredit", data=ADA)
    answer = client.post(f"/en/e/{event.slug}/accredit", data=ADA | TOLD | bo)
    own = client.get(answer.location).text
    queue = desk.get(f"/desk/e/{event.id}/press").text

    ada, colleague = db.session.query(Applicant).order_by(Applicant.position)
    assert asked_again.text.count("The organiser needs this.") >= len(TOLD)
    assert colleague.told == {
        "latin_name": "LEE BO", "citizenship": "TR", "birth_place": "Bursa", "sex": "male"
    }  # fmt: skip
    assert ada.told | ada.application.told == TOLD | {"screening": "yes"}
    for page in (own, queue):
        assert all(
            words in page for words in ("KING ADA", "Kyrgyzstan", "The minister, on schools")
        )


def test_new_requires_of_each_of_the_crew_what_is_required_of_each(client):
    event = intake(asks={Ask.ORIGIN: Need.REQUIRED}).event
    origin = {name: TOLD[name] for name in ("latin_name", "citizenship", "birth_place")}
    colleague = {"crew-0-name": "Bo", "crew-0-function": "photo"}

    page = client.post(f"/en/e/{event.slug}/accredit", data=ADA | origin | colleague)

    assert page.status_code == 422
    assert 'href="#crew-0-latin_name"' in page.text
    assert 'value="KING ADA"' in page.text


def test_new_keeps_nothing_that_was_not_asked_for(client):
    event = intake().event

    client.post(f"/en/e/{event.slug}/accredit", data=ADA | TOLD)

    applicant = db.session.query(Applicant).one()
    assert (applicant.told, applicant.application.told) == ({}, {})
