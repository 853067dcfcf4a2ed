from eventsapp.core.texts import Texts
from eventsapp.organisations import senders
from tests.factories import make_organisation


def test_of_prefers_the_name_for_mails_in_the_readers_language(app):
    house = make_organisation(sender_names=Texts(en="Press service"))

    assert senders.of(house, ["en"])["sender_name"] == "Press service"
    assert senders.of(house, ["ky", "en"])["sender_name"] == "Билим берүү министрлиги"


def test_reply_address_is_that_for_answers_else_the_public_one(app):
    assert senders.reply_address(make_organisation()) == "press@example.org"
    house = make_organisation(reply_to="answers@example.org")
    assert senders.reply_address(house) == "answers@example.org"


def test_is_allowed_goes_by_the_whole_domain(app, monkeypatch):
    monkeypatch.setitem(app.config, "MAIL_SENDER_DOMAINS", "Example.org , press.example.com")

    assert senders.is_allowed("news@EXAMPLE.org")
    assert senders.is_allowed("news@press.example.com")
    assert not senders.is_allowed("news@example.com")
    assert not senders.is_allowed("news@notexample.org")
    assert not senders.is_allowed("")
