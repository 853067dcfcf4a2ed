"""Document numbers: sealed, handed over on record, erased after the event."""

from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from python_calamine import load_workbook
from sqlalchemy import select

from eventsapp.accreditation import retention, services
from eventsapp.accreditation.kinds import Ask, Need, Paper, Status
from eventsapp.accreditation.models import Applicant, Document
from eventsapp.accreditation.sealing import seal, unseal
from eventsapp.accreditation.security.models import Export
from eventsapp.core import files
from eventsapp.core.clock import utcnow
from eventsapp.core.papers import Upload
from eventsapp.events.times import set_times
from eventsapp.extensions import db
from eventsapp.web.guard import Role
from tests.conftest import NOW
from tests.factories import CREATED, make_applicant, make_event, make_intake, make_user
from tests.signing_in import sign_in


def upcoming(**overrides):
    starts = (utcnow() + timedelta(days=30)).replace(tzinfo=None, microsecond=0)
    return make_event(**{"starts": starts} | overrides)


@pytest.fixture
def accepted(desk):
    event = upcoming(organisation=desk.organisation)
    make_intake(event, asks_identity=True, asks_plate=True)
    return make_applicant(event, status=Status.ACCEPTED, name="=cmd()")


def test_seal_hides_and_unseal_shows(app):
    sealed = seal("AN 1234567")

    assert "1234567" not in sealed
    assert unseal(sealed) == "AN 1234567"
    assert unseal("forged") == ""


def test_second_step_is_asked_of_accepted_people_only(client, accepted):
    waiting = make_applicant(accepted.event)
    page = f"/a/{accepted.token}"

    client.post(f"{page}/identity", data={"identity": "AN 1234567", "plate": "01KG123"})
    refused = client.post(f"/a/{waiting.token}/identity", data={"identity": "AN 7654321"})

    stored = db.session.scalars(select(Applicant.identity).where(Applicant.id == accepted.id)).one()
    assert unseal(stored) == "AN 1234567"
    assert "1234567" not in client.get(page).text
    assert refused.status_code == 409
    assert waiting.identity == ""


def test_second_step_needs_the_number(client, accepted):
    answer = client.post(f"/a/{accepted.token}/identity", data={"identity": "", "plate": "01KG123"})

    assert answer.status_code == 422
    assert 'value="01KG123"' in answer.text


DOCUMENT = {"kind": "passport", "issuer": "MIA 50-12", "issued_on": "2021-03-09"}


@pytest.fixture
def described(desk):
    """Somebody accepted at an event that asks more of the document than its number."""
    event = upcoming(organisation=desk.organisation)
    make_intake(event, asks_identity=True, asks_document=True)
    return make_applicant(event, status=Status.ACCEPTED, told={"sex": "female"})


def test_second_step_asks_of_the_document_and_seals_all_of_it(client, desk, described):
    page = f"/a/{described.token}"

    client.post(f"{page}/identity", data={"identity": "AN 1234567"} | DOCUMENT)
    heads, person = rows(desk.post(f"/desk/e/{described.event_id}/press/security"))

    stored = select(Applicant.identity_details).where(Applicant.id == described.id)
    assert DOCUMENT["issuer"] not in db.session.scalars(stored).one()
    assert DOCUMENT["issuer"] not in client.get(page).text
    told = dict(zip(heads, person, strict=False))
    names = ("Sex", "Kind of document", "Document number", "Issuing authority", "Date of issue")
    assert [told[name] for name in names] == [
        "Female", "Passport", "AN 1234567", "MIA 50-12", "2021-03-09",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"kind": "licence"}, "Not a valid choice"),
        ({"kind": ""}, "Choose the document you will show at the door."),
        ({"issuer": " "}, "Enter who issued it."),
        ({"issued_on": "2999-01-01"}, "Enter a year from 1990 to 2100."),
        ({"issued_on": "2099-01-01"}, "Enter a day in the past."),
        ({"issued_on": ""}, "Enter when it was issued."),
    ],
)
def test_second_step_says_what_is_wrong_with_the_document(client, described, wrong, words):
    sent = {"identity": "AN 1234567"} | DOCUMENT | wrong

    answer = client.post(f"/a/{described.token}/identity", data=sent)

    assert answer.status_code == 422
    assert words in answer.text
    assert 'value="AN 1234567"' in answer.text
    assert described.identity_details == ""


def test_erase_due_takes_what_was_told_of_the_document_with_its_number(client, described):
    client.post(f"/a/{described.token}/identity", data={"identity": "AN 1"} | DOCUMENT)
    over(described, days=1)

    retention.erase_due(NOW)

    assert (described.identity, described.identity_details) == ("", "")


def test_second_step_is_not_found_where_nothing_is_asked(client):
    applicant = make_applicant(make_intake(upcoming()).event, status=Status.ACCEPTED)

    assert client.post(f"/a/{applicant.token}/identity", data={}).status_code == 404


def rows(answer):
    return load_workbook(BytesIO(answer.data)).get_sheet_by_index(0).to_python()


def test_security_list_is_handed_over_on_record(desk, accepted):
    services.complete(accepted, identity="AN 1234567", plate="01KG123")
    accepted.told, accepted.born_on = {"latin_name": "KING ADA"}, date(1975, 5, 1)
    db.session.commit()
    address = f"/desk/e/{accepted.event_id}/press/security"

    page = desk.get(address).text
    answer = desk.post(address)

    with ZipFile(BytesIO(answer.data)) as book:
        cells = b"".join(book.read(name) for name in book.namelist() if name.endswith(".xml"))
    taken = db.session.scalars(select(Export)).one()
    assert "1234567" not in page
    assert all(told in cells for told in (b"AN 1234567", b"KING ADA", b"1975-05-01"))
    assert b"<f>" not in cells  # a name that looks like a formula stays a text
    assert (taken.people, taken.made_by_id) == (1, desk.user.id)
    assert "Dana Kim" in desk.get(address).text


def test_security_list_is_closed_to_viewers(app, accepted):
    viewer = sign_in(app.test_client(), make_user(accepted.event.organisation, Role.VIEWER))

    assert viewer.get(f"/desk/e/{accepted.event_id}/press/security").status_code == 403


def over(applicant, days):
    """Let the event have been so many days ago."""
    starts = (NOW - timedelta(days=days)).replace(tzinfo=None)
    set_times(applicant.event, starts=starts, ends=starts + timedelta(hours=1), doors=None)
    db.session.commit()


def test_erase_due_takes_document_numbers_the_night_after_the_event(app, accepted):
    services.complete(accepted, identity="AN 1234567", plate="")
    before = retention.erase_due(NOW)
    over(accepted, days=1)

    assert (before, retention.erase_due(NOW), retention.erase_due(NOW)) == (0, 1, 0)
    assert accepted.identity == ""
    assert accepted.name == "=cmd()"


def test_erase_due_forgets_people_and_papers_when_their_day_comes(app):
    applicant = make_applicant(make_intake(asks={Ask.LETTER: Need.OPTIONAL}).event)
    letter = Upload(b"%PDF-1.4 letter", "application/pdf")
    services.add_papers(applicant.application, {Paper.LETTER: letter}, CREATED)
    applicant.told, applicant.application.told = {"citizenship": "KG"}, {"editor": "Bo Lee"}
    db.session.commit()
    key = db.session.scalars(select(Document.file_key)).one()
    over(applicant, days=91)

    retention.erase_due(NOW)
    db.session.commit()

    assert (applicant.name, applicant.email, applicant.search_key) == ("", None, "")
    assert applicant.status is Status.SUBMITTED
    assert (applicant.told, applicant.application.told) == ({}, {})
    assert files.open(key) is None
    assert app.test_client().get(f"/a/{applicant.token}").status_code == 410


def test_forget_takes_card_and_portrait_of_who_applied_and_leaves_the_letter_of_the_crew(app):
    lead = make_applicant(make_intake().event)
    make_applicant(lead.event, application=lead.application, position=1)
    papers = {each: Upload(b"%PDF-1.4 " + each.encode(), "application/pdf") for each in Paper}
    services.add_papers(lead.application, papers, CREATED)
    db.session.commit()
    keys = {each.paper: each.file_key for each in lead.application.documents}

    retention.forget(lead, NOW)
    db.session.commit()

    assert [each.paper for each in lead.application.documents] == [Paper.LETTER]
    assert [files.open(keys[each]) for each in (Paper.CARD, Paper.PORTRAIT)] == [None, None]
    assert files.open(keys[Paper.LETTER]) == b"%PDF-1.4 letter"
