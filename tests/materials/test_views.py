"""The press room, the kit of an event, and the kit as accredited journalists have it."""

import zipfile
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from sqlalchemy import select

from eventsapp.accreditation.kinds import Status
from eventsapp.core import publication
from eventsapp.core.clock import utcnow
from eventsapp.core.texts import Texts
from eventsapp.events.models import PressContact, State, Visibility
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from eventsapp.materials import intake, letters, services
from eventsapp.materials.kinds import Audience
from eventsapp.materials.models import Download, EmbargoAgreement
from tests.counting import statements
from tests.factories import (
    CREATED,
    make_applicant,
    make_contact,
    make_event,
    make_organisation,
    save,
)
from tests.materials.kits import PDF, make_material, photo
from tests.together import THREADS, together
from tests.turning import turn_clock

LATER = datetime(2099, 12, 4, 6, tzinfo=UTC)
EARLIER = datetime(2020, 12, 4, 6, tzinfo=UTC)


def unzipped(answer) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(answer.data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def journalist(event, **overrides):
    return make_applicant(event, status=Status.ACCEPTED, email="ada@example.org", **overrides)


def test_kit_offers_what_is_open_to_everybody(app, client):
    event = make_event()
    open_ = make_material(event, name="speech.pdf", credit="Ministry", embargo_at=EARLIER)
    make_material(event, name="plan.pdf", audience=Audience.TEAM)

    page = client.get(f"/en/e/{event.slug}/press").text
    file = client.get(f"/en/e/{event.slug}/press/{open_.id}")

    assert "Free for the media, with the credit line. Ministry" in page
    assert "plan" not in page
    assert file.data == PDF
    assert file.headers["Content-Disposition"].startswith('attachment; filename="speech.pdf"')
    assert file.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "held",
    [{"embargo_at": LATER}, {"audience": Audience.ACCREDITED}, {"audience": Audience.TEAM}],
    ids=["embargo", "accredited", "team"],
)
def test_kit_hands_nothing_that_is_held_to_strangers(app, client, held):
    event = make_event()
    material = make_material(event, photo(), "hall.jpg", **held)
    kit = f"/en/e/{event.slug}/press"

    answers = [
        client.get(f"{kit}/{material.id}"),
        client.get(f"{kit}.zip"),
        client.get(f"/press/pictures/{material.current.id}/320.webp"),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_a_picture_that_was_replaced_is_shown_no_more(app, client):
    event = make_event()
    material = make_material(event, photo(), "hall.jpg", audience=Audience.TEAM)
    former = material.current.id
    cut = intake.keep(BytesIO(photo((900, 900))), "hall.jpg")
    services.replace(event, material, cut, note="", by=None, now=CREATED)
    material.audience = Audience.PUBLIC
    services.touch(event, now=CREATED)
    db.session.commit()

    assert client.get(f"/press/pictures/{material.current.id}/320.webp").status_code == 200
    assert client.get(f"/press/pictures/{former}/320.webp").status_code == 404


def test_kit_lists_what_is_held_with_its_hour(app, client):
    event = make_event()
    make_material(event, embargo_at=LATER, embargo_zone="Asia/Bishkek")

    for page in (f"/en/e/{event.slug}/press", f"/en/e/{event.slug}", "/en/press"):
        assert "Under embargo until 4 December 2099, 12:00, UTC+6" in client.get(page).text


def test_kit_opens_by_itself_on_a_kept_page(app, client):
    event = make_event()
    soon = utcnow() + timedelta(seconds=30)
    material = make_material(event, embargo_at=soon)
    address = f"/en/e/{event.slug}/press"
    before = client.get(address).text

    turn_clock(app, soon + timedelta(seconds=30))
    after = client.get(address).text

    link = f"{address}/{material.id}"
    assert link not in before
    assert link in after
    assert client.get(link).data == PDF


def test_zip_holds_every_file_once_under_a_name_of_its_own(app, client):
    event = make_event()
    make_material(event, name="speech.pdf")
    make_material(event, PDF + b"2", "speech.pdf")
    make_material(event, name="held.pdf", embargo_at=LATER)

    files = unzipped(client.get(f"/en/e/{event.slug}/press.zip"))

    assert list(files) == ["_files.txt", "speech.pdf", "speech (2).pdf"]
    assert files["speech (2).pdf"] == PDF + b"2"


def test_zip_of_one_sort(app, client):
    event = make_event()
    make_material(event, name="speech.pdf")
    make_material(event, photo(), "hall.jpg")

    files = unzipped(client.get(f"/en/e/{event.slug}/press.zip?sort=photo"))

    assert list(files) == ["_files.txt", "hall.jpg"]


def test_private_events_have_no_kit(app, client):
    event = make_event(visibility=Visibility.PRIVATE)
    material = make_material(event)

    assert client.get(f"/en/e/{event.slug}/press").status_code == 404
    assert client.get(f"/en/e/{event.slug}/press/{material.id}").status_code == 404


def test_journalist_agrees_before_an_embargo_opens(app, client):
    event = make_event()
    material = make_material(
        event, embargo_at=LATER, embargo_zone="Asia/Bishkek", audience=Audience.ACCREDITED
    )
    own = f"/a/{journalist(event).token}/press"
    promise = "I will hold this until 4 December 2099, 12:00, UTC+6."

    refused = client.get(f"{own}/{material.id}")
    page = client.get(own).text
    unticked = client.post(f"{own}/agreement", data={"material": material.id})
    client.post(f"{own}/agreement", data={"material": material.id, "agreed": "y"})
    taken = client.get(f"{own}/{material.id}")

    assert refused.status_code == 403
    assert promise in page
    assert unticked.status_code == 422
    assert "Tick the sentence first." in unticked.text
    assert taken.data == PDF
    assert db.session.scalars(select(EmbargoAgreement.words)).all() == [promise]
    assert len(db.session.scalars(select(Download)).all()) == 1


def test_a_double_tap_on_the_promise_writes_one_down(app):
    event = make_event()
    token = journalist(event).token
    material = make_material(event, embargo_at=LATER, audience=Audience.ACCREDITED).id

    def promise(_number):
        data = {"material": material, "agreed": "y"}
        return app.test_client().post(f"/a/{token}/press/agreement", data=data).status_code

    assert together(app, promise) == {302: THREADS}
    assert len(db.session.scalars(select(EmbargoAgreement)).all()) == 1


def test_zip_of_a_journalist_names_them_and_leaves_out_what_was_not_agreed(app, client):
    event = make_event()
    make_material(event, name="open.pdf", audience=Audience.ACCREDITED)
    make_material(event, name="held.pdf", embargo_at=LATER)
    person = journalist(event, name="Ada Lovelace")

    files = unzipped(client.get(f"/a/{person.token}/press.zip"))

    assert list(files) == ["_files.txt", "open.pdf"]
    assert "Handed to Ada Lovelace" in files["_files.txt"].decode()


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.DECLINED, Status.REVOKED])
def test_only_accepted_journalists_have_a_kit_of_their_own(app, client, status):
    person = make_applicant(make_event(), status=status)

    assert client.get(f"/a/{person.token}/press").status_code == 410
    assert client.get(f"/a/{person.token}/press.zip").status_code == 410


def test_materials_of_another_event_are_not_handed_out(app, client):
    person, other = journalist(make_event()), make_material(make_event())

    assert client.get(f"/a/{person.token}/press/{other.id}").status_code == 404


def test_announce_openings_writes_once_when_the_hour_has_come(app, now):
    event = make_event()
    make_material(event, embargo_at=now, name="one.pdf")
    make_material(event, embargo_at=now, name="two.pdf", audience=Audience.ACCREDITED)
    make_material(event, embargo_at=now, name="for-us-alone.pdf", audience=Audience.TEAM)
    journalist(event)

    early = letters.announce_openings(now - timedelta(minutes=1))
    on_time = letters.announce_openings(now)
    db.session.commit()
    again = letters.announce_openings(now)

    (letter,) = db.session.scalars(select(Message)).all()
    assert (early, on_time, again) == (0, 1, 0)
    assert letter.subject == "You may publish now: Safe learning environment"
    assert "two" in letter.text  # the names of what opened
    assert "for-us-alone" not in letter.text
    assert f"/en/e/{event.slug}/press" in letter.text


def test_announce_openings_says_nothing_of_long_ago(app, now):
    event = make_event()
    make_material(event, embargo_at=now - timedelta(days=3))
    journalist(event)

    assert letters.announce_openings(now) == 0


def test_press_room_shows_kits_photos_contacts_and_bodies(app, client):
    body = make_organisation(boilerplate=Texts(en="The ministry runs 2,000 schools."))
    starts = utcnow().replace(tzinfo=None) + timedelta(days=3)
    event = make_event(organisation=body, starts=starts)
    contact = make_contact(organisation=body, names=Texts(en="Marat Bekov"))
    save(PressContact(event=event, contact=contact))
    make_material(event, photo(), "hall.jpg", credit="Photo: Aida Karimova")

    page = client.get("/en/press").text
    picture = client.get(f"/press/pictures/{event.id}/320.webp")

    assert "Photo: Aida Karimova" in page
    assert "Marat Bekov" in page
    assert "The ministry runs 2,000 schools." in page
    assert "Press conference" in page
    assert picture.content_type == "image/webp"


def test_press_room_says_so_while_there_is_nothing(app, client):
    assert "No materials yet." in client.get("/en/press").text


def test_press_room_asks_as_often_for_many_kits(app, client):
    counts = []
    for _ in range(3):
        make_material(make_event())
        app.extensions["dateline_shortcut"].forget()
        with statements() as seen:
            client.get("/en/press")
        counts.append(len(seen))

    assert counts[0] == counts[2]


def test_search_finds_materials_by_their_titles(client):
    event = make_event(titles=Texts(ru="Школа"))
    make_material(event, titles=Texts(ru="Речь министра", en="Speech of the minister"))
    make_material(event, titles=Texts(ru="Речь для своих"), audience=Audience.TEAM)
    make_material(make_event(state=State.DRAFT, slug=None), titles=Texts(ru="Речь позже"))

    page = client.get("/ru/search?q=rech").text

    assert f'<a href="/ru/e/{event.slug}/press"' in page
    assert "министра" in page
    assert "для своих" not in page
    assert "позже" not in page


def test_index_missing_lets_the_search_find_what_came_before_it(client):
    event = make_event()
    make_material(event, titles=Texts(en="Tariffs")).search_key = None
    db.session.commit()
    assert "Tariffs" not in client.get("/en/search?q=tariffs").text

    services.index_missing(CREATED)
    db.session.commit()
    publication.publish()
    db.session.commit()

    assert services.index_missing(CREATED) == 0
    assert f"/en/e/{event.slug}/press" in client.get("/en/search?q=tariffs").text
