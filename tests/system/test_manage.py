import shutil
from datetime import timedelta

import pytest
from sqlalchemy import select

from eventsapp.accounts.models import User
from eventsapp.core import jobs
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from eventsapp.organisations.models import Organisation
from eventsapp.registration.models import Registration
from eventsapp.system import standing
from eventsapp.web.guard import Role
from tests.counting import statements
from tests.factories import make_event, make_organisation, make_registration, make_user
from tests.signing_in import sign_in

TAKEN_IN = {
    "name": "Министерство здравоохранения",
    "owner": "Aigul@example.org",
    "language": "ru",
    "timezone": "Asia/Bishkek",
}


@pytest.fixture
def admin(app):
    """The browser of who set the installation up."""
    return sign_in(app.test_client(), make_user(role=Role.VIEWER, is_admin=True))


@pytest.fixture
def mail_server(app, monkeypatch):
    monkeypatch.setitem(app.config, "MAIL_SERVER", "mail.example.org")


def said(now):
    return {line.name: line for line in standing.lines(now, "UTC")}


def test_index_says_what_is_well_and_what_to_do(admin, mail_server):
    now = utcnow()
    jobs.beat(now)
    db.session.commit()

    page = admin.get("/system?lang=en").text

    assert "Running." in page
    assert "No mail is late. Waiting for their time: 0, failed: 0." in page
    assert "No job has failed in the last day." in page
    assert "Dateline 0." in page
    assert "There is no backup yet." in page
    assert "Schedule flask backup for every night." in page


def test_lines_notice_a_dead_worker_a_full_disk_and_an_old_backup(app, monkeypatch):
    now = utcnow()
    jobs.beat(now - timedelta(minutes=3))
    jobs.note(jobs.BACKUP, now - timedelta(hours=49))
    usage = type("Usage", (), {"used": 86, "total": 100})
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: usage)

    found = said(now)

    assert [name for name in ("Worker", "Files", "Backup") if found[name].is_well] == []
    assert found["Files"].said == "86 % of the disk is used."


@pytest.mark.parametrize(
    ("address", "is_well"),
    [("https://press.example.org", False), ("http://localhost:8000", True)],
)
def test_a_public_installation_without_a_mail_server_is_not_well(
    app, monkeypatch, address, is_well
):
    monkeypatch.setitem(app.config, "BASE_URL", address)

    mails = said(utcnow())["Mails"]

    assert mails.is_well is is_well
    assert ("reach nobody" in mails.said) is not is_well


def test_a_backup_of_this_night_is_well(app):
    now = utcnow()
    jobs.note(jobs.BACKUP, now - timedelta(hours=20))

    assert said(now)["Backup"].is_well


def test_lines_name_the_jobs_that_failed_in_the_last_day(app):
    now = utcnow()
    jobs.fail("mail.deliver", now - timedelta(hours=2))
    jobs.fail("audit.erase_old", now - timedelta(hours=25))

    line = said(now)["Jobs"]

    assert not line.is_well
    assert line.said == "Failed in the last day: mail.deliver."


def test_users_are_found_and_may_be_made_administrators(app, admin):
    other = make_user(name="Bolat Akhmetov", email="bolat@example.org")
    place = f"/system/users/{other.id}/administration"
    assert "bolat@example.org" in admin.get("/system/users?q=bol").text
    assert "Nobody has an account" in admin.get("/system/users?q=100%25").text

    admin.post(place, data={"is_admin": "yes"})
    assert sign_in(app.test_client(), other).get("/system").status_code == 200
    admin.post(place, data={"is_admin": "no"})

    assert sign_in(app.test_client(), other).get("/system").status_code == 403


def test_nobody_gives_up_the_installation_themselves(admin):
    mine = db.session.query(User).filter_by(is_admin=True).one()

    answer = admin.post(f"/system/users/{mine.id}/administration", data={"is_admin": "no"})

    assert answer.status_code == 409
    assert "Only another administrator can end your administration." in answer.text
    assert admin.get("/system").status_code == 200


def test_languages_names_every_translation(admin):
    page = admin.get("/system/languages").text

    assert all(name in page for name in ("Қазақша", "Кыргызча", "Русский", "Türkçe"))


def test_erase_forgets_a_person_in_every_organisation_and_shows_numbers_alone(admin):
    email = "ada@example.org"
    for _each in range(2):
        make_registration(
            make_event(organisation=make_organisation()), name="Ada King", email=email
        )

    page = admin.post("/system/erase", data={"email": email}).text
    admin.post("/system/erase/erasure", data={"email": email})

    assert "Erase everywhere" in page
    assert "Ada King" not in page
    assert db.session.scalars(select(Registration.email)).all() == [None, None]
    assert admin.post("/system/erase/erasure", data={"email": email}).status_code == 409


def test_organisations_takes_in_another_and_mails_its_owner(admin):
    answer = admin.post("/system/organisations", data=TAKEN_IN, follow_redirects=True)

    made = db.session.query(Organisation).order_by(Organisation.id.desc()).first()
    letter = db.session.query(Message).one()
    assert made.names["ru"] == TAKEN_IN["name"]
    assert TAKEN_IN["name"] in answer.text
    assert (letter.recipient, letter.language) == ("aigul@example.org", "ru")
    assert "/account/password/" in letter.text


@pytest.mark.parametrize("wrong", [{"name": ""}, {"owner": "aigul"}, {"timezone": "Mars"}])
def test_organisations_says_what_to_correct_and_keeps_the_rest(admin, wrong):
    page = admin.post("/system/organisations", data=TAKEN_IN | wrong)

    assert page.status_code == 422
    assert db.session.query(Organisation).count() == 1
    assert (TAKEN_IN | wrong)["owner"] in page.text


def test_owners_of_an_organisation_are_not_let_in(app):
    browser = sign_in(app.test_client(), make_user(role=Role.OWNER))

    assert browser.get("/system").status_code == 403
    assert browser.post("/system/organisations", data=TAKEN_IN).status_code == 403
    assert '"/system"' not in browser.get("/desk").text


def test_organisations_asks_as_often_for_many_as_for_one(admin):
    with statements() as one:
        admin.get("/system/organisations")
    for _more in range(3):
        make_user(make_organisation())
    with statements() as many:
        admin.get("/system/organisations")

    assert len(many) == len(one)


def test_test_letter_is_for_administrators_without_a_part_in_the_team(admin):
    page = admin.get("/system/mail-test")
    assert "One letter goes to" in page.text
    assert db.session.scalars(select(Message)).all() == []

    sent = admin.post("/system/mail-test")

    assert "There is no mail server. The letter was written to the file" in sent.text
    assert db.session.scalars(select(Message.template)).all() == ["mail/trial"]
