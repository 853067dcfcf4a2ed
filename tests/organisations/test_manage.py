from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select

from eventsapp.core import colours, files
from eventsapp.core.texts import Texts
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation
from tests.counting import statements
from tests.factories import make_event, make_organisation, make_user
from tests.signing_in import sign_in


def png(size: tuple[int, int] = (20, 10)) -> BytesIO:
    drawn = BytesIO()
    Image.new("RGB", size, "#2A3AC2").save(drawn, "PNG")
    return BytesIO(drawn.getvalue())


def entry(**changed) -> dict:
    return {
        "names-en": "Press House",
        "names-ky": "Басма сөз үйү",
        "boilerplate-en": "We print.",
        "website": "https://press.example.org",
        "email": "Press@example.org",
        "listed": "y",
        "shown": "en",
    } | changed


def own(desk, **changed) -> dict:
    settings = {
        "timezone": "Asia/Bishkek",
        "retention_days": "30",
        "version": desk.organisation.version,
    }
    return entry(**settings | changed)


def address_of(organisation: Organisation) -> str:
    return f"/desk/organisations/{organisation.id}"


def partner_of(keeper: Organisation, **overrides) -> Organisation:
    return make_organisation(keeper=keeper, **overrides)


def test_index_shows_ours_first_and_only_our_partners(desk):
    partner_of(desk.organisation, names=Texts(en="Allied House"))
    make_organisation(names=Texts(en="Strangers' House"))

    page = desk.get("/desk/organisations").text

    assert page.index("Ministry of Education") < page.index("Allied House")
    assert "1 partner" in page
    assert "House&#39;" not in page


def test_index_finds_names_in_any_script(desk):
    partner_of(desk.organisation, names=Texts(ky="Ысык-Көл фонду"))

    assert "Ысык-Көл" in desk.get("/desk/organisations?q=ysyk-kol").text
    assert "No organisation matches" in desk.get("/desk/organisations?q=zzz").text


def test_index_asks_as_often_for_three_partners_as_for_one(desk):
    partner_of(desk.organisation)
    with statements() as for_one:
        desk.get("/desk/organisations")
    partner_of(desk.organisation)
    partner_of(desk.organisation)
    with statements() as for_three:
        desk.get("/desk/organisations")

    assert len(for_three) == len(for_one)


def test_new_adds_a_partner_to_our_directory(desk):
    answer = desk.post("/desk/organisations/new", data=entry())

    assert answer.location == "/desk/organisations"
    partner = db.session.scalars(select(Organisation).filter_by(slug="press-house")).one()
    assert partner.keeper_id == desk.organisation.id
    assert partner.names == {"en": "Press House", "ky": "Басма сөз үйү"}
    assert partner.email == "press@example.org"


def test_edit_stores_every_language_and_setting(desk):
    desk.post(address_of(desk.organisation), data=own(desk))

    assert desk.organisation.names == {"en": "Press House", "ky": "Басма сөз үйү"}
    assert desk.organisation.boilerplate == {"en": "We print."}
    assert (desk.organisation.timezone, desk.organisation.retention_days) == ("Asia/Bishkek", 30)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("website", "javascript://x.example.org/%0aalert(1)", "begins with https://"),
        ("website", "press house", "begins with https://"),
        ("email", "press", "Enter an e-mail like name@example.org."),
        ("email", "почта@example.org", "Enter an e-mail like name@example.org."),
        ("timezone", "Asia/Atlantis", "Not a valid choice."),
        ("retention_days", "0", "Number must be between 1 and 3650."),
        ("retention_days", "9" * 30, "Number must be between 1 and 3650."),
        ("accent", "green", "Enter a colour as # and six digits, like #0A6A4D."),
        ("names-en", "x" * 201, "Enter at most 200 characters."),
        ("boilerplate-ky", "x" * 6001, "Enter at most 6000 characters."),
    ],
)
def test_edit_says_what_to_correct_and_changes_nothing(desk, field, value, words):
    page = desk.post(address_of(desk.organisation), data=own(desk, **{field: value}))

    assert page.status_code == 422
    assert words in page.text
    assert "We print." in page.text
    db.session.expire_all()
    assert desk.organisation.names["en"] == "Ministry of Education"


def test_edit_wants_a_name_in_some_language(desk):
    page = desk.post(
        address_of(desk.organisation), data=own(desk, **{"names-en": " ", "names-ky": ""})
    )

    assert page.status_code == 422
    assert "Enter the name of the organisation in one language at least." in page.text


def test_edit_shows_hostile_text_as_text(desk):
    desk.post(
        address_of(desk.organisation),
        data=own(desk, **{"names-en": "<script>alert(1)</script>\r\nHouse"}),
    )

    page = desk.get("/desk/organisations").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; House" in page
    assert "<script>alert" not in page


def test_edit_refuses_what_was_entered_over_a_colleagues_change(desk):
    outdated = own(desk)
    desk.post(address_of(desk.organisation), data=own(desk, **{"names-en": "First"}))

    page = desk.post(address_of(desk.organisation), data=outdated | {"names-en": "Second"})

    assert page.status_code == 409
    assert desk.organisation.names["en"] == "First"


def test_edit_finds_no_partner_of_others(desk):
    stranger = partner_of(make_organisation())

    assert desk.get(address_of(stranger)).status_code == 404
    assert desk.post(address_of(stranger), data=entry()).status_code == 404


def test_logo_is_redrawn_and_open_to_everyone(desk, client):
    desk.post(address_of(desk.organisation), data=own(desk, logo=(png(), "logo.exe")))

    answer = client.get(f"/files/{desk.organisation.logo_key}")
    assert answer.mimetype == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert Image.open(BytesIO(answer.data)).size == (20, 10)


def test_logo_of_the_wrong_kind_is_refused_and_the_input_kept(desk):
    drawing = BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")

    page = desk.post(address_of(desk.organisation), data=own(desk, logo=(drawing, "logo.png")))

    assert page.status_code == 422
    assert "This is not a picture we can read." in page.text
    assert "Press House" in page.text
    assert desk.organisation.logo_key == ""


def test_logo_that_is_replaced_or_removed_is_deleted(desk):
    desk.post(address_of(desk.organisation), data=own(desk, logo=(png(), "logo.png")))
    first = desk.organisation.logo_key
    desk.post(address_of(desk.organisation), data=own(desk, logo=(png((30, 30)), "logo.png")))
    second = desk.organisation.logo_key
    desk.post(address_of(desk.organisation), data=own(desk, without_logo="y"))

    assert first != second
    assert [files.open(first), files.open(second)] == [None, None]
    assert desk.organisation.logo_key == ""


def test_logo_address_opens_no_other_stored_file(client):
    key = files.store(b"a letter of assignment", ".png")

    assert client.get(f"/files/{key}").status_code == 404
    assert client.get("/files/..%2fsecret_key").status_code == 404


def test_viewer_reads_but_does_not_change(client):
    viewer = make_user(role="viewer")
    organisation = viewer.memberships[0].organisation
    sign_in(client, viewer)

    assert client.get(address_of(organisation)).status_code == 200
    assert client.post(address_of(organisation), data=entry()).status_code == 403


def test_edit_stores_the_sender_of_our_mails(app, desk, monkeypatch):
    monkeypatch.setitem(app.config, "MAIL_SENDER_DOMAINS", "example.org")
    sender = {
        "sender_names-en": "Press service",
        "sender_address": "News@example.org",
        "reply_to": "answers@example.net",
    }

    desk.post(address_of(desk.organisation), data=own(desk, **sender))

    house = desk.organisation
    assert house.sender_names == {"en": "Press service"}
    assert (house.sender_address, house.reply_to) == ("news@example.org", "answers@example.net")


def test_edit_refuses_a_sender_for_which_our_server_may_not_send(app, desk, monkeypatch):
    monkeypatch.setitem(app.config, "MAIL_SENDER_DOMAINS", "example.org")
    forged = own(desk, sender_address="president@example.com")

    page = desk.post(address_of(desk.organisation), data=forged)

    assert page.status_code == 422
    assert "Mails can be sent from these domains: example.org" in page.text


def test_edit_offers_no_sender_address_where_the_installation_allows_none(desk):
    page = desk.get(address_of(desk.organisation)).text

    assert "Answers go to" in page
    assert "Sender address" not in page
    partner = desk.get(address_of(partner_of(desk.organisation))).text
    assert "Answers go to" not in partner


def test_colour_is_worn_by_public_pages_after_it_can_be_read(desk, client):
    house = desk.organisation
    event = make_event(organisation=house)

    shown = desk.post(address_of(house), data=own(desk, accent="#FFCC00"), follow_redirects=True)
    page = client.get(f"/en/e/{event.slug}").text
    sheet = client.get("/accent/FFCC00.css")

    assert "on light ground" in shown.text
    assert '<link rel="stylesheet" href="/accent/FFCC00.css">' in page
    assert "immutable" in sheet.headers["Cache-Control"]
    assert f"--button: {colours.on_light('#FFCC00').button};" in sheet.text
    assert "/accent/FFCC00.css" in client.get(f"/en/o/{house.slug}").text


@pytest.mark.parametrize("digits", ["12345", "12345g", "fff"])
def test_colour_of_other_letters_is_not_there(client, digits):
    assert client.get(f"/accent/{digits}.css").status_code == 404
