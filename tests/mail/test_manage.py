import pytest
from sqlalchemy import select

from eventsapp.extensions import db
from eventsapp.mail.models import Message, State
from tests.mail.conftest import mail_settings


@pytest.fixture
def own_sender(app, desk):
    """The organisation writes from an address of its own, which the installation allows."""
    desk.organisation.sender_names = {"en": "Press service"}
    desk.organisation.sender_address = "news@ministry.example.org"
    desk.organisation.reply_to = "answers@ministry.example.org"
    db.session.commit()
    with mail_settings(app, MAIL_SENDER_DOMAINS="example.com, ministry.example.org"):
        yield


def stored():
    db.session.expire_all()
    return db.session.scalars(select(Message)).one()


def test_test_sends_nothing_when_only_looked_at(desk, postbox):
    page = desk.get("/desk/mail/test")

    assert desk.user.email in page.text
    assert postbox.raw == []


def test_send_test_writes_to_oneself_as_the_organisation_writes(desk, own_sender, postbox):
    page = desk.post("/desk/mail/test")

    assert f"The mail server has taken the letter to {desk.user.email}." in page.text
    [letter] = postbox.letters
    assert letter["From"] == "Press service <news@ministry.example.org>"
    assert letter["Reply-To"] == "answers@ministry.example.org"
    assert letter["To"].addresses[0].addr_spec == desk.user.email
    assert stored().state is State.SENT


def test_address_of_a_domain_that_is_allowed_no_more_is_not_used(app, desk, own_sender, postbox):
    with mail_settings(app, MAIL_SENDER_DOMAINS="example.com"):
        desk.post("/desk/mail/test")

    assert postbox.letters[0]["From"] == "Press service <dateline@localhost.localdomain>"


def test_send_test_says_what_the_server_answered(desk, postbox):
    postbox.answer = lambda _address: "550 5.7.1 <relaying> denied"

    page = desk.post("/desk/mail/test")

    assert "It said: 550 5.7.1 &lt;relaying&gt; denied" in page.text
    assert (stored().state, stored().last_error) == (State.FAILED, "550 5.7.1 <relaying> denied")


def test_send_test_says_that_the_server_is_out_of_reach(app, desk):
    with mail_settings(app, MAIL_SERVER="127.0.0.1", MAIL_PORT=1):
        page = desk.post("/desk/mail/test")

    assert "refused" in page.text


def test_send_test_names_the_file_where_there_is_no_server(app, desk, tmp_path):
    with mail_settings(app, MAIL_SERVER="", MAIL_FOLDER=str(tmp_path)):
        page = desk.post("/desk/mail/test")

    [file] = tmp_path.glob("*.eml")
    assert f"written to the file {file.name}" in page.text


def test_send_test_is_limited(app, desk, limits, tmp_path):
    with mail_settings(app, MAIL_SERVER="", MAIL_FOLDER=str(tmp_path)):
        answers = [desk.post("/desk/mail/test").status_code for _ in range(11)]

    assert answers == [200] * 10 + [429]
