"""The diary: in the layout of agencies, as page, file and weekly letter."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from docx import Document
from sqlalchemy import select

from eventsapp.contacts.list_models import ContactList, Membership
from eventsapp.contacts.models import Email
from eventsapp.core.texts import Texts
from eventsapp.diary import posting
from eventsapp.diary.models import DiaryPost
from eventsapp.events.models import Event, State, Visibility
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from eventsapp.mail.services import unsubscribe_url
from tests.factories import CREATED, make_city, make_contact, make_event, save

MONDAY = datetime(2026, 11, 30, 2, 0, tzinfo=UTC)  # eight in Bishkek
EARLY = datetime(2026, 12, 4, 11)
WEEK = "day=2026-11-30&days=7"


def week(desk):
    """Two events in Osh, one in Ankara without an hour, and some that are not announced."""
    holder = desk.organisation
    osh, ankara = (
        make_city(),
        make_city(key="ankara", country="TR", names=Texts(en="Ankara", tr="Ankara")),
    )
    day = datetime(2026, 12, 4)
    make_event(
        organisation=holder, city=osh, starts=day.replace(hour=15), titles=Texts(en="Late talk")
    )
    make_event(
        organisation=holder, city=osh, starts=day.replace(hour=11), titles=Texts(en="Early talk")
    )
    make_event(
        organisation=holder, city=ankara, starts=day, precision="day", titles=Texts(en="Forum")
    )
    for hidden in (
        {"state": State.DRAFT},
        {"state": State.CANCELLED},
        {"visibility": Visibility.PRIVATE},
        {"visibility": Visibility.UNLISTED},
    ):
        make_event(organisation=holder, city=osh, starts=day, titles=Texts(en="Hidden"), **hidden)
    make_event(city=osh, starts=day, titles=Texts(en="Of another house"))


def test_text_stands_by_city_and_hour(desk):
    week(desk)

    text = desk.get(f"/desk/diary.txt?{WEEK}&language=en").text

    assert "Friday 4 December 2026" in text
    assert "OSH\n11:00 – Early talk. Ministry of Education.\n15:00 – Late talk." in text
    assert text.index("ANKARA") < text.index("OSH")
    assert "Hour to be announced – Forum." in text
    assert "Hidden" not in text
    assert "Of another house" not in text


def test_text_in_turkish_is_numbered_with_city_and_hour_behind(desk):
    week(desk)

    text = desk.get(f"/desk/diary.txt?{WEEK}&language=tr").text

    assert "1- Early talk. Ministry of Education. (OŞ/11.00)" in text
    assert "2- Late talk. Ministry of Education. (OŞ/15.00)" in text
    assert "1- Forum. Ministry of Education. (ANKARA)" in text


def test_docx_says_the_same(desk):
    week(desk)

    answer = desk.get(f"/desk/diary.docx?{WEEK}&language=en")

    lines = [each.text for each in Document(BytesIO(answer.data)).paragraphs]
    assert lines.index("OSH") + 1 == lines.index("11:00 – Early talk. Ministry of Education.")


@pytest.mark.parametrize(
    "arguments",
    ["day=tomorrow", "day=9999-12-31", "day=0001-01-01", "days=-3", "days=many", "language=xx"],
)
def test_index_reads_nonsense_as_the_usual_week(desk, arguments):
    assert "No events on these days." in desk.get(f"/desk/diary?{arguments}").text


def post_to_a_list(desk, *people) -> DiaryPost:
    wanted = save(
        ContactList(organisation_id=desk.organisation.id, name="Agencies", created_at=CREATED)
    )
    for person in people:
        save(Membership(list_id=wanted.id, contact_id=person.id))
    data = {"list": wanted.id, "weekday": "0", "hour": "8", "language": "en"}
    assert desk.post("/desk/diary", data=data).status_code == 302
    return db.session.scalars(select(DiaryPost)).one()


def agency(desk, address, **more):
    return make_contact(organisation=desk.organisation, emails=[Email(address=address)], **more)


def letters():
    return db.session.scalars(select(Message).order_by(Message.id)).all()


def test_post_goes_to_everybody_on_the_list_in_their_language_once(desk):
    week(desk)
    post_to_a_list(
        desk, agency(desk, "kabar@example.org", language="ky"), agency(desk, "aa@example.org")
    )

    early = posting.post_due(MONDAY - timedelta(hours=1))
    sent = posting.post_due(MONDAY)
    db.session.commit()
    again = posting.post_due(MONDAY + timedelta(hours=1))

    assert (early, sent, again) == (0, 2, 0)
    assert [(each.recipient, each.language) for each in letters()] == [
        ("kabar@example.org", "ky"),
        ("aa@example.org", "en"),
    ]
    assert "11:00 – Early talk" in letters()[1].text


def test_post_leads_to_the_pages_of_the_events_in_the_colour_of_the_organisation(desk):
    week(desk)
    desk.organisation.accent = "#0A6A4D"
    post_to_a_list(desk, agency(desk, "kabar@example.org", language="ky"))

    posting.post_due(MONDAY)

    html = letters()[0].html
    slug = db.session.scalars(select(Event.slug).where(Event.local_starts_at == EARLY)).one()
    assert f'href="https://agenda.example.org/ky/e/{slug}" style="color:#0A6A4D;"' in html


def test_post_spares_those_who_unsubscribed(desk, client):
    week(desk)
    post_to_a_list(desk, agency(desk, "kabar@example.org"))
    posting.post_due(MONDAY)
    db.session.commit()
    client.post(unsubscribe_url(letters()[0]).removeprefix("https://agenda.example.org"))

    assert posting.post_due(MONDAY + timedelta(days=7)) == 0


def test_post_spares_contacts_who_want_no_mail(desk):
    week(desk)
    silent = agency(desk, "kabar@example.org")
    silent.stopped_at = MONDAY - timedelta(days=1)
    post_to_a_list(desk, silent)

    assert posting.post_due(MONDAY) == 0


def test_post_says_nothing_in_an_empty_week(desk):
    post_to_a_list(desk, agency(desk, "kabar@example.org"))

    assert posting.post_due(MONDAY) == 0


def test_post_ends_when_no_list_is_chosen(desk):
    post_to_a_list(desk)

    desk.post("/desk/diary", data={"list": "", "weekday": "0", "hour": "8", "language": "en"})

    assert not db.session.scalars(select(DiaryPost)).all()


def test_post_refuses_an_hour_that_is_none(desk):
    answer = desk.post(
        "/desk/diary", data={"list": "", "weekday": "0", "hour": "25", "language": "en"}
    )

    assert answer.status_code == 422
    assert "Enter an hour from 0 to 23." in answer.text
