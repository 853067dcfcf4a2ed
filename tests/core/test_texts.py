"""Texts in several languages, and the one a reader gets."""

from eventsapp.core.texts import Text, Texts
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation
from tests.factories import make_organisation


def test_read_takes_the_first_language_that_has_one():
    texts = Texts(kk="Ақтөбе", ru="Актобе")

    assert texts.read(["tr", "ru"]) == Text("Актобе", "ru")
    assert texts.read(["tr"]) == Text("Ақтөбе", "kk")


def test_read_of_nothing_is_empty():
    assert Texts().read(["ky"]) == Text("", "ky")
    assert not Texts().read(["ky"])


def test_empty_texts_are_not_kept():
    texts = Texts(kk="", ru="Актобе")
    texts.write("ru", "")

    assert texts == {}


def test_changing_one_language_is_stored(app):
    organisation = make_organisation(names=Texts(en="Ministry"))

    organisation.names.write("kk", "Министрлік")
    db.session.commit()
    db.session.expire_all()

    assert db.session.get(Organisation, organisation.id).names == {
        "en": "Ministry",
        "kk": "Министрлік",
    }
