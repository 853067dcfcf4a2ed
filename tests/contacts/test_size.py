"""The address book with very many in it: its pages ask no more often."""

from eventsapp.demo import filling
from eventsapp.extensions import db
from tests.counting import statements

PATHS = ("/desk/contacts", "/desk/contacts?q=a", "/desk/contacts/merge", "/desk/find?q=an")


def test_pages_ask_as_often_for_many_contacts_as_for_few(desk, now):
    asked = []
    for _round in range(2):
        filling.fill(filling.Size(contacts=201), now)  # one of them twice
        db.session.commit()
        for path in PATHS:
            desk.get(path)
            with statements() as seen:
                assert desk.get(path).status_code == 200
            asked.append(len(seen))

    assert asked[:4] == asked[4:]
