"""The Materials tab: files come in, are described, held, replaced, sent and removed."""

import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from eventsapp.accreditation.kinds import Status
from eventsapp.core import files
from eventsapp.core.clock import utcnow
from eventsapp.core.texts import Texts
from eventsapp.extensions import db
from eventsapp.mail import preferences
from eventsapp.mail import services as outbox
from eventsapp.mail.delivery import deliver_pending
from eventsapp.mail.models import Message
from eventsapp.mail.preferences import TO_READERS, Kind
from eventsapp.materials import intake, queries, uploading
from eventsapp.materials import letters as kits
from eventsapp.materials.kinds import Audience
from eventsapp.materials.models import Material, MaterialUpload
from eventsapp.web.guard import Role
from tests.counting import statements
from tests.factories import make_applicant, make_event, make_user
from tests.materials.kits import PDF, make_material, photo, sent
from tests.signing_in import sign_in
from tests.together import THREADS, browsers, together


def address(event, tail="") -> str:
    return f"/desk/e/{event.id}/materials/{tail}".rstrip("/")


def own_event(desk, **overrides):
    return make_event(organisation=desk.organisation, **overrides)


def terms(**overrides):
    return {
        "titles-en": "Speech of the minister",
        "language": "ky",
        "licence": "cc_by",
        "credit": "Ministry of Education",
        "audience": "public",
        "embargo": "2026-12-04T12:00",
        "zone": "Asia/Bishkek",
    } | overrides


def letters() -> list[Message]:
    return list(db.session.scalars(select(Message).order_by(Message.id)))


def test_add_takes_several_files_for_the_team_first(desk, client):
    event = own_event(desk)
    data = {"files": [sent(PDF, "speech.pdf"), sent(photo(), "hall.jpg")]}

    page = desk.post(
        address(event), data=data, content_type="multipart/form-data", follow_redirects=True
    )

    assert "2 files added." in page.text
    assert [each.current.file_name for each in queries.materials(event)] == [
        "speech.pdf",
        "hall.jpg",
    ]
    assert "speech" not in client.get(f"/en/e/{event.slug}/press").text


def test_add_names_the_file_it_refuses_and_keeps_the_others(desk):
    event = own_event(desk)
    data = {"files": [sent(b"MZ", "setup.exe"), sent(PDF, "speech.pdf")]}

    page = desk.post(
        address(event), data=data, content_type="multipart/form-data", follow_redirects=True
    )

    assert "setup.exe: This file is of a kind that is not taken" in page.text
    assert len(queries.materials(event)) == 1


def announce(desk, event, data, name="film.mp4"):
    return desk.post(address(event, "uploads"), data={"name": name, "size": len(data)}).json


def test_file_comes_in_pieces_and_goes_on_where_it_broke_off(desk):
    event = own_event(desk)
    data = b"\0\0\0\x18ftypmp42" + bytes(range(256)) * 8
    begun = announce(desk, event, data)
    first = desk.put(f"{begun['url']}?offset=0", data=data[:1000])

    again = announce(desk, event, data)
    last = desk.put(f"{again['url']}?offset={again['received']}", data=data[1000:])

    (material,) = queries.materials(event)
    assert first.json == {"received": 1000}
    assert (again["url"], again["received"]) == (begun["url"], 1000)
    assert last.json["done"]
    assert files.open(material.current.file_key) == data
    assert not db.session.scalar(select(MaterialUpload.id))


@pytest.mark.parametrize("again", ["the last piece is sent again", "the file is chosen again"])
def test_file_that_could_not_be_stored_is_not_lost(desk, monkeypatch, again):
    event, keep = own_event(desk), intake.keep
    begun = announce(desk, event, PDF, "speech.pdf")

    def fail(*_arguments):
        raise OSError("no space left on the device")

    monkeypatch.setattr(intake, "keep", fail)
    failed = desk.put(f"{begun['url']}?offset=0", data=PDF)
    monkeypatch.setattr(intake, "keep", keep)
    if again == "the last piece is sent again":
        assert desk.put(f"{begun['url']}?offset=0", data=PDF).json["done"]
    else:
        assert announce(desk, event, PDF, "speech.pdf")["received"] == len(PDF)

    assert failed.status_code == 500
    (material,) = queries.materials(event)
    assert files.open(material.current.file_key) == PDF
    assert not db.session.scalar(select(MaterialUpload.id))


def test_file_whose_last_piece_comes_twice_at_once_is_added_once(app, desk):
    event, browser = own_event(desk), browsers(desk)
    begun = announce(desk, event, PDF, "speech.pdf")

    def send(_number: int) -> int:
        return browser().put(f"{begun['url']}?offset=0", data=PDF).status_code

    assert together(app, send)[200] >= 1
    assert len(db.session.scalars(select(Material)).all()) == 1


def test_piece_out_of_step_is_refused_and_says_where_to_go_on(desk):
    event = own_event(desk)
    begun = announce(desk, event, bytes(2000))
    desk.put(f"{begun['url']}?offset=0", data=bytes(1000))

    twice = desk.put(f"{begun['url']}?offset=0", data=bytes(1000))
    beyond = desk.put(f"{begun['url']}?offset=1000", data=bytes(1001))

    assert (twice.status_code, twice.json["received"]) == (409, 1000)
    assert (beyond.status_code, beyond.json["received"]) == (409, 1000)


def test_file_in_pieces_that_is_not_what_it_says_is_refused_and_forgotten(desk):
    event = own_event(desk)
    begun = announce(desk, event, b"MZ program")

    answer = desk.put(f"{begun['url']}?offset=0", data=b"MZ program")

    assert answer.status_code == 422
    assert "not taken" in answer.json["message"]
    assert not db.session.scalar(select(MaterialUpload.id))
    assert not queries.materials(event)


@pytest.mark.parametrize(("name", "size"), [("a.exe", 5), ("a.pdf", 0), ("a.pdf", "many")])
def test_upload_of_a_wrong_kind_or_size_is_not_begun(desk, name, size):
    answer = desk.post(address(own_event(desk), "uploads"), data={"name": name, "size": size})

    assert answer.status_code == 422


def test_upload_too_large_is_not_begun(desk):
    size = 501 * 1024 * 1024

    answer = desk.post(address(own_event(desk), "uploads"), data={"name": "a.mp4", "size": size})

    assert answer.status_code == 413


def test_unfinished_uploads_are_forgotten_after_a_day(desk, now):
    event = own_event(desk)
    begun = announce(desk, event, bytes(2000))
    desk.put(f"{begun['url']}?offset=0", data=bytes(1000))
    upload = db.session.scalars(select(MaterialUpload)).one()
    (piece,) = upload.pieces
    upload.started_at = now

    assert uploading.forget_unfinished(now) == 0
    assert uploading.forget_unfinished(now + uploading.KEPT * 2) == 1
    db.session.commit()
    assert files.open(piece) is None


def test_kit_is_given_an_audience_and_an_embargo_at_once(desk):
    event = own_event(desk)
    for name in ("one.pdf", "two.pdf"):
        make_material(event, name=name)

    desk.post(
        address(event, "kit"),
        data={"audience": "accredited", "embargo": "2026-12-04T13:00", "zone": "Europe/Istanbul"},
    )

    for each in queries.materials(event):
        assert each.audience is Audience.ACCREDITED
        assert each.embargo_at == datetime(2026, 12, 4, 10, tzinfo=UTC)
        assert each.embargo_zone == "Europe/Istanbul"


def test_kit_takes_the_hour_of_the_place_where_no_zone_is_chosen(desk):
    event = own_event(desk)
    make_material(event)

    desk.post(
        address(event, "kit"),
        data={"audience": "public", "embargo": "2026-12-04T13:00", "zone": ""},
    )

    [material] = queries.materials(event)
    assert material.embargo_at == datetime(2026, 12, 4, 7, tzinfo=UTC)
    assert material.embargo_zone == event.timezone


def test_kit_refuses_an_hour_that_is_none_and_keeps_the_input(desk):
    event = own_event(desk)
    make_material(event)

    answer = desk.post(
        address(event, "kit"),
        data={"audience": "public", "embargo": "tomorrow", "zone": "Asia/Bishkek"},
    )

    assert answer.status_code == 422
    assert 'value="tomorrow"' in answer.text


def test_edit_describes_and_replaces_and_tells_the_press(desk):
    event = own_event(desk)
    material = make_material(event)
    make_applicant(event, status=Status.ACCEPTED, email="ada@example.org")
    data = terms(file=sent(PDF + b"new", "speech-2.pdf"), note="Page 2", tell="y")

    desk.post(address(event, str(material.id)), data=data, content_type="multipart/form-data")

    (letter,) = letters()
    assert material.titles == Texts(en="Speech of the minister")
    assert [version.number for version in material.versions] == [1, 2]
    assert files.open(material.versions[0].file_key) == PDF
    assert letter.subject == "Corrected: Speech of the minister"
    assert "Page 2" in letter.text
    assert desk.get(address(event, f"{material.id}/file?version=1")).data == PDF
    assert desk.get(address(event, f"{material.id}/file")).data == PDF + b"new"


def test_edit_keeps_nobody_waiting_while_it_looks_at_the_file(desk, monkeypatch):
    event, waiting, keep = own_event(desk), [], intake.keep
    material = make_material(event)

    def watched(stream, name):
        waiting.append(db.session().in_transaction())
        return keep(stream, name)

    monkeypatch.setattr(intake, "keep", watched)
    data = terms(file=sent(PDF + b"new", "speech-2.pdf"))
    desk.post(address(event, str(material.id)), data=data, content_type="multipart/form-data")

    assert waiting == [False]
    assert len(material.versions) == 2


def test_files_that_come_at_the_same_moment_are_all_kept(app, desk):
    where, browser = address(own_event(desk)), browsers(desk)

    def add(number: int) -> int:
        data = {"files": sent(PDF + bytes([number]), f"speech-{number}.pdf")}
        return browser().post(where, data=data, content_type="multipart/form-data").status_code

    assert together(app, add) == {302: THREADS}
    assert len(db.session.scalars(select(Material)).all()) == THREADS


def test_versions_that_come_at_the_same_moment_are_all_kept(app, desk):
    event = own_event(desk)
    material, browser = make_material(event), browsers(desk)
    where = address(event, str(material.id))

    def replace(number: int) -> int:
        data = terms(file=sent(PDF + bytes([number]), "speech.pdf"))
        return browser().post(where, data=data, content_type="multipart/form-data").status_code

    assert together(app, replace) == {302: THREADS}
    standing = queries.find(event, material.id)
    assert [each.number for each in standing.versions] == list(range(1, THREADS + 2))


def opened(desk, where: str) -> dict[str, str]:
    """What a form knows of the record when it is opened."""
    return {"opened": re.search(r'name="opened"[^>]* value="(\w+)"', desk.get(where).text)[1]}


def test_edit_takes_no_embargo_away_that_a_colleague_has_set(desk):
    event = own_event(desk)
    material = make_material(event)
    where = address(event, str(material.id))
    mine = terms(embargo="") | opened(desk, where)
    desk.post(where, data=terms())
    held = datetime(2026, 12, 4, 6, tzinfo=UTC)

    refused = desk.post(where, data=mine)

    assert refused.status_code == 409
    assert "Embargo until: <span>4 Dec 2026, 12:00</span>" in refused.text
    db.session.refresh(material)
    assert material.embargo_at == held
    desk.post(
        where, data=mine | {"opened": re.search(r'"opened".* value="(\w+)"', refused.text)[1]}
    )
    db.session.refresh(material)
    assert material.embargo_at is None


def test_kit_takes_no_embargo_away_that_a_colleague_has_set(desk):
    event = own_event(desk)
    material = make_material(event)
    kit = {"audience": "public", "zone": "Asia/Bishkek"}
    mine = kit | {"embargo": ""} | opened(desk, address(event))
    desk.post(address(event, "kit"), data=kit | {"embargo": "2026-12-04T12:00"})

    refused = desk.post(address(event, "kit"), data=mine)

    assert refused.status_code == 409
    db.session.refresh(material)
    assert material.embargo_at is not None


def test_edit_keeps_everything_where_the_new_file_is_refused(desk):
    event = own_event(desk)
    material = make_material(event)
    data = terms(file=sent(b"MZ", "speech.pdf"))

    answer = desk.post(
        address(event, str(material.id)), data=data, content_type="multipart/form-data"
    )

    assert answer.status_code == 422
    assert "Speech of the minister" in answer.text
    db.session.refresh(material)
    assert len(material.versions) == 1


def test_announce_writes_once_for_each_newest_file(desk):
    event = own_event(desk)
    make_material(event)
    make_applicant(event, status=Status.ACCEPTED, email="ada@example.org")
    make_applicant(event, status=Status.DECLINED, email="ben@example.org")

    for _ in range(2):
        desk.post(address(event, "announcement"))
    once = [letter.recipient for letter in letters()]
    make_material(event, name="more.pdf")
    desk.post(address(event, "announcement"))

    assert once == ["ada@example.org"]
    assert len(letters()) == 2
    assert "2 files are ready for you." in letters()[1].text


@pytest.fixture
def readers(desk, now):
    """An event of four journalists: one is content, and each of the others does not want kits."""
    event = own_event(desk)
    for name in ("content", "paused", "declining", "unsubscribed"):
        make_applicant(event, status=Status.ACCEPTED, email=f"{name}@example.org")
    wanted = [kind for kind in TO_READERS if kind is not Kind.KITS]
    preferences.choose("declining@example.org", wanted=wanted, paused_until=None, now=now)
    forever = datetime(2099, 1, 1, tzinfo=UTC)
    preferences.choose("paused@example.org", wanted=list(Kind), paused_until=forever, now=now)
    outbox.unsubscribe("unsubscribed@example.org", event.topic, now)
    db.session.commit()
    return event


def test_announce_leaves_out_who_wants_no_press_kits(desk, readers):
    make_material(readers)

    assert "Write to 1 journalist<" in desk.get(address(readers)).text
    page = desk.post(address(readers, "announcement"), follow_redirects=True)

    assert "1 journalist is written to." in page.text
    assert [letter.recipient for letter in letters()] == ["content@example.org"]


def test_correction_leaves_out_who_wants_no_press_kits(desk, readers):
    material = make_material(readers)
    data = terms(file=sent(PDF + b"new", "speech-2.pdf"), note="Page 2", tell="y")

    desk.post(address(readers, str(material.id)), data=data, content_type="multipart/form-data")

    assert [letter.recipient for letter in letters()] == ["content@example.org"]


def test_correction_of_a_file_of_the_team_is_told_to_nobody(desk):
    event = own_event(desk)
    material = make_material(event)
    make_applicant(event, status=Status.ACCEPTED, email="ada@example.org")
    data = terms(audience="team", file=sent(PDF + b"new", "speech-2.pdf"), tell="y")

    desk.post(address(event, str(material.id)), data=data, content_type="multipart/form-data")

    assert len(material.versions) == 2
    assert letters() == []


def test_opening_leaves_out_who_wants_no_press_kits(desk, readers, now):
    make_material(readers, embargo_at=now)

    assert kits.announce_openings(now) == 1
    assert [letter.recipient for letter in letters()] == ["content@example.org"]


def test_one_click_ends_the_mails_about_a_press_kit(desk, client, postbox, now):
    event = own_event(desk)
    make_material(event)
    make_applicant(event, status=Status.ACCEPTED, email="ada@example.org", language="ru")
    desk.post(address(event, "announcement"))
    deliver_pending(utcnow())
    [letter] = postbox.letters
    link = re.search(r"<https://[^/]+(/u/[^>]+)>", letter["List-Unsubscribe"])[1]

    page = client.post(f"{link}?lang=en", data={"List-Unsubscribe": "One-Click"})
    make_material(event, name="more.pdf")
    desk.post(address(event, "announcement"))

    assert "You will get no more mails about this event" in page.text
    assert "Your accreditation stays as it is." in page.text
    assert len(letters()) == 1


def test_move_changes_the_order(desk):
    event = own_event(desk)
    make_material(event, name="one.pdf")
    second = make_material(event, name="two.pdf")

    desk.post(address(event, f"{second.id}/up"))

    assert [each.current.file_name for each in queries.materials(event)] == ["two.pdf", "one.pdf"]


def test_remove_asks_then_deletes_the_files_too(desk):
    event = own_event(desk)
    material = make_material(event)
    key = material.current.file_key

    asked = desk.get(address(event, f"{material.id}/removal")).text
    desk.post(address(event, f"{material.id}/removal"))

    assert "Remove this material?" in asked
    assert not queries.materials(event)
    assert files.open(key) is None


def test_press_officers_may_and_viewers_may_not(app):
    event = make_event()
    press = make_user(event.organisation, Role.PRESS)
    viewer = make_user(event.organisation, Role.VIEWER)

    def add(user):
        browser = sign_in(app.test_client(), user)
        data = {"files": [sent(PDF, "speech.pdf")]}
        return browser.post(address(event), data=data, content_type="multipart/form-data")

    assert add(press).status_code == 302
    assert add(viewer).status_code == 403
    assert len(queries.materials(event)) == 1


def test_index_asks_as_often_for_many_materials(desk):
    event = own_event(desk)
    counts = []
    for number in range(3):
        make_material(event, name=f"{number}.pdf")
        with statements() as seen:
            desk.get(address(event))
        counts.append(len(seen))

    assert counts[0] == counts[2]
