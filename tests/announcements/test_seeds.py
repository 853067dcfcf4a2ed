"""Every fact of the five seed documents has its place.

Each seed is pasted and corrected where the screen asks for it. Then every row of the table is
looked for on the page, by the search, in the document and in the JSON that are made of it, in the
calendar where it belongs there; what a row says beyond its words stands below.
"""

import re
from datetime import date, datetime
from html import unescape

import pytest
from icalendar import Calendar
from sqlalchemy import select

from eventsapp.core.texts import Texts
from eventsapp.events.kinds import Type
from eventsapp.events.models import Event, OrganisationRole, Precision, State
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation
from eventsapp.outcome import queries as outcome
from eventsapp.outcome.kinds import Qualifier
from eventsapp.programme import queries as programme
from eventsapp.venues.services import seed_cities
from tests.announcements import seeds
from tests.announcements.filled import fields_of
from tests.factories import make_event, make_token

PASTE = "/desk/events/new/paste"

pytestmark = pytest.mark.skipif(
    not seeds.TABLE.exists(), reason=f"NOT CHECKED: the seeds are not there; {seeds.TABLE}"
)


@pytest.fixture(autouse=True)
def _cities(app):
    seed_cities()
    db.session.commit()


def publish(desk, number, **corrected):
    """Paste a seed, correct what the screen asks for, publish; the event of it."""
    page = desk.post(PASTE, data={"text": seeds.text(number)})
    filled = fields_of(page.text, f"{PASTE}/check")
    answer = desk.post(
        f"{PASTE}/check", data=filled | {"then": "publish", "right": "y"} | corrected
    )
    event_id = int(re.search(r"/desk/e/(\d+)/", answer.location or "/desk/e/0/")[1])
    event = db.session.get(Event, event_id)
    assert event is not None, re.findall(r"field-error[^>]*>.*?</p>", answer.text)
    return event


def words(html):
    return unescape(re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL))


class Forms:
    """Everything that is made of an event."""

    def __init__(self, desk, event):
        self.event, language = event, event.original_language
        self.html = desk.get(f"/{language}/e/{event.slug}").text
        self.page = words(self.html)
        address = f"/desk/e/{event.id}/documents/announcement.txt?language={language}"
        self.document = desk.get(address).text
        token = {"Authorization": f"Bearer {make_token(event.organisation)[1]}"}
        read = desk.get(f"/api/v1/events/{event.id}", headers=token)
        self.outcome = desk.get(f"/api/v1/events/{event.id}/outcome", headers=token).json
        self.json = values(read.json)
        [self.entry] = Calendar.from_ical(desk.get(f"/{language}/e/{event.slug}.ics").data).events

    def found(self, client, value):
        """Whether the search finds the event by the words of a value."""
        query = " ".join(seeds.stems(value)[:8])
        return f"/e/{self.event.slug}" in client.get("/en/search", query_string={"q": query}).text


def check_rows(forms, client, number, *, besides=(), told=(), calendar=None):
    """Every row's value is shown, found and exported, but for the rows that say what must not be.

    A value stands there in one piece; of rows that the table tells in words of its own, each word.
    `calendar` names the property of the entry that holds a row.
    """
    table = seeds.rows(number)
    assert len(table) > 15
    assert {*besides, *told, *(calendar or {})} <= set(table)
    for row, value in table.items():
        if row in besides:
            continue
        for form in (forms.page, forms.document, forms.json):
            lacking = [each for each in seeds.phrases(value) if not seeds.holds(form, each)]
            assert not (seeds.missing(value, form) if row in told else lacking), (row, lacking)
        assert all(forms.found(client, each) for each in seeds.phrases(value)), row
    for row, name in (calendar or {}).items():
        told_in = forms.entry[name].to_ical().decode()
        assert not seeds.missing(table[row], told_in), (row, told_in)


def values(read):
    """Every text and number of something read as JSON, one after another."""
    inside = read.values() if isinstance(read, dict) else read if isinstance(read, list) else None
    return str(read) if inside is None else "\n".join(map(values, inside))


def assert_points(event, table, rows):
    """Each of these rows is an item of the programme, in this order."""
    items = [item.titles[event.original_language] for item in programme.programme(event)]
    assert len(items) >= len(rows)
    for row, item in zip(rows, items, strict=False):
        assert not seeds.missing(table[row], item), (row, item)


def posts(event):
    return {
        person.contact.names.read([event.original_language]).text: [
            post.titles.read([event.original_language]).text for post in person.posts
        ]
        for person in programme.people(event)
    }


def test_seed_0_press_release_of_a_coordination_council(desk, client):
    event = publish(desk, 0)
    forms = Forms(desk, event)

    check_rows(
        forms, client, 0, besides=["0.30", "0.31", "0.33"],
        calendar={"0.4": "SUMMARY", "0.32": "CONTACT"},
    )  # fmt: skip

    assert event.type is Type.COUNCIL  # 0.6, by its full name
    assert event.type_names["kk"] in seeds.rows(0)["0.6"]
    assert_points(event, seeds.rows(0), ["0.17", "0.19", "0.20"])
    assert (event.local_starts_at, event.precision) == (datetime(2015, 11, 18), Precision.DAY)
    assert (event.city.key, event.venue) == ("aktobe", None)  # 0.10 to 0.12
    roles = [(body.role, body.organisation.names["kk"]) for body in event.bodies]
    assert (OrganisationRole.SUPPORTER, "Ақтөбе облысы әкімдігі") in roles
    assert roles[0] == (OrganisationRole.ORGANISER, seeds.rows(0)["0.8"])  # with its ministry
    figures = [(each["qualifier"], each["number"]) for each in forms.outcome["figures"]]
    assert figures == [  # 0.23, which nothing marks as a fact, waits for its tick
        ("about", "500"), ("over", "28 мың"), ("exact", "1896"), ("exact", "27 344"),
        ("over", "55 мың"), ("exact", "2%"),
    ]  # fmt: skip
    numbers = [phone.e164 for phone in event.contacts[0].contact.phones]
    table = seeds.rows(0)
    written, wanted = zip(*(table[row].split(" → ") for row in ("0.30", "0.31")), strict=True)
    assert numbers == list(wanted)  # one country in two spellings
    assert all(f'href="tel:{number}"' in forms.html for number in wanted)
    assert all(number in forms.page and number in forms.document for number in written)
    assert "**" not in forms.page  # 0.33
    assert "<strong>28</strong>" in forms.html
    assert (forms.entry.start, str(forms.entry["STATUS"])) == (date(2015, 11, 18), "CONFIRMED")
    assert str(forms.entry["LOCATION"]) == "Ақтөбе"  # 0.10
    for row in ("0.30", "0.31"):
        assert table[row].split(" → ")[0] in str(forms.entry["CONTACT"])


def test_seed_1_page_on_a_head_of_states_visit(desk, client):
    trip = make_event(
        organisation=desk.organisation, titles=Texts(ru="Рабочая поездка Президента в Алматы"),
        type=Type.WORKING_VISIT, precision=Precision.DAY,
        starts=datetime(2023, 5, 31), ends=datetime(2023, 6, 1),
    )  # fmt: skip
    table = seeds.rows(1)
    first, second, principal = table["1.8"].split(", ")  # one person under three designations
    deputy = table["1.9"]
    post, deputy = deputy[: deputy.index("Асем") - 1], deputy[deputy.index("Асем") :]
    quoted = {f"quotes-{number}-keep": "y" for number in range(5)}
    names = {f"quotes-{number}-name": principal for number in range(4)}
    people = f"{principal}, {first}; {second}\n{deputy}, {post}"
    event = publish(desk, 1, parent=str(trip.id), people=people, **quoted, **names)
    forms = Forms(desk, event)

    check_rows(
        forms, client, 1, besides=["1.2", "1.4", "1.22", "1.23", "1.24", "1.25"],
        told=["1.8", "1.11", "1.13", "1.14", "1.15"],
        calendar={"1.1": "SUMMARY", "1.6": "LOCATION", "1.7": "LOCATION"},
    )  # fmt: skip
    assert_points(event, table, ["1.12"])

    title = "Глава государства посетил Центр инновационного творчества школьников"
    assert event.titles == {"ru": title}
    assert event.type is Type.WORKING_VISIT  # 1.3
    assert event.local_starts_at == datetime(2023, 6, 1)  # 1.4, inferred; not 1.2, of the copy
    assert event.precision is Precision.UNCERTAIN
    assert str(forms.entry["STATUS"]) == "TENTATIVE"
    assert (event.city.key, event.place_notes) == ("almaty", {"ru": "Наурызбайский район"})
    assert event.venue.names["ru"].startswith("центр инновационного творчества для детей")
    assert posts(event) == {principal: [first, second], deputy: [post]}  # 1.8, 1.9
    assert event.parent is trip  # 1.11
    assert str(forms.entry["RELATED-TO"]) == trip.uid
    told = [quote for quote in forms.outcome["quotes"] if not quote["is_direct"]]  # 1.14
    assert "должно быть как можно больше по стране" in told[0]["texts"]["ru"]
    assert "по стране»" not in forms.page  # no quotation marks around what was told
    for sign in ("Алатауском", "Турксибском и Бостандыкском районах"):  # 1.22
        assert sign in forms.page
    source = seeds.rows(1)["1.23"].removeprefix("kaynak:")
    assert event.source_url == source
    assert f'href="{source}"' in forms.html
    for noise in (
        "Zonguldak",
        "Adıyaman",
        "REKLAM",
        "A+",
        "Henüz yorum",
        "Вернуться назад",
    ):  # 1.24
        assert noise not in forms.page + forms.document
    assert event.original_language == "ru"  # 1.25


def test_seed_2_official_letter_is_a_document_and_never_an_event(desk, client):
    event = make_event(organisation=desk.organisation, original_language="kk")
    page = desk.post(PASTE, data={"text": seeds.text(2)})
    assert "not the announcement of an event" in page.text  # 2.26: nine dates, no event
    forced = {"text": seeds.text(2), "title": "X", "starts_on": "2023-09-15", "type": "council"}
    refused = desk.post(f"{PASTE}/check", data=forced | {"language": "kk", "then": "publish"})
    assert refused.status_code == 422

    filled = fields_of(page.text, f"{PASTE}/letter")
    desk.post(f"{PASTE}/letter", data=filled | {"event": str(event.id)})

    assert db.session.scalars(select(Event)).all() == [event]
    shown = {code: words(desk.get(f"/{code}/e/{event.slug}").text) for code in ("kk", "ru")}
    table = seeds.rows(2)
    token = {"Authorization": f"Bearer {make_token(desk.organisation)[1]}"}
    read = desk.get(f"/api/v1/events/{event.id}/outcome", headers=token).json
    for row, value in table.items():
        if row in ("2.3", "2.19", "2.26"):
            continue
        for form in (shown["kk"] + shown["ru"], values(read)):
            assert not seeds.missing(value, form), row
        for phrase in seeds.phrases(value):
            query = " ".join(seeds.stems(phrase)[:8])
            found = client.get("/en/search", query_string={"q": query}).text
            assert event.slug in found, (row, phrase)
    [document] = read["documents"]
    assert document["kind"] == "letter"
    assert document["senders"].keys() == document["sender_addresses"].keys() == {"kk", "ru"}
    assert document["number"] == ""  # 2.3: assigned later
    assert (document["reply_number"], document["reply_dated_on"]) == ("ДС-322", "2023-09-15")
    assert document["signatory"] == table["2.17"]
    assert document["drafter"] == table["2.18"].removeprefix("Орынд. ")  # a role is no name
    phone = table["2.19"].removeprefix("Тел: ")
    assert document["drafter_phone"] == f"{phone} (+77172{phone.replace('-', '')})"  # of Astana
    notes = [(note["number"], note["dated_on"]) for note in document["footnotes"]]
    assert notes == [
        ("249", "2023-03-28"), ("50", "2013-02-22"), ("385", "2022-08-31"),
        ("500", "2012-11-08"), ("399", "2022-09-16"), ("564", "2018-10-12"),
    ]  # fmt: skip
    assert "тұжырымдамасында¹" in document["texts"]["kk"]
    release = desk.get(f"/desk/e/{event.id}/documents/release.txt?language=kk").text
    for row in ("2.5", "2.7", "2.17", *(f"2.{number}" for number in range(20, 26))):
        assert not seeds.missing(table[row], release), row
    assert (
        release.count("№ 564") == shown["kk"].count("№ 564") - 1 == 1
    )  # the letter stands on the page too


def test_seed_3_board_meeting_with_its_decision_and_stages(desk, client):
    event = publish(desk, 3, venue="", place_note="Назарбаев Университеті")  # no city is stated
    forms = Forms(desk, event)

    check_rows(
        forms, client, 3, told=["3.9", "3.10", "3.11", "3.12"],
        calendar={"3.1": "SUMMARY", "3.4": "LOCATION"},
    )  # fmt: skip

    assert event.type is Type.BOARD_MEETING  # 3.5, by its full name
    assert event.type_names["kk"] in seeds.rows(3)["3.5"]
    assert forms.entry.start == date(2024, 3, 30)
    assert (event.local_starts_at, event.precision) == (datetime(2024, 3, 30), Precision.DAY)
    [[chair, held]] = posts(event).items()  # 3.6, in the nominative
    assert held == ["Қазақстан Премьер-Министрі"]
    assert f"{held[0]} {chair}тің" in seeds.rows(3)["3.6"]
    assert (event.city, event.place_notes) == (None, {"kk": "Назарбаев Университеті"})  # 3.4
    assert not event.contacts  # 3.17
    facts = outcome.facts(event)
    [decision] = facts.decisions  # 3.7, public with the event, which is over
    assert "дербес білім беру ұйымының 2035 жылға дейінгі" in decision.texts["kk"]
    assert [stage.horizon for stage in decision.stages] == [2025, 2030, 2035]
    stages = [each["texts"]["kk"] for each in forms.outcome["decisions"][0]["stages"]]
    assert "инклюзивті, серпімді және тұрақты" in stages[2]
    assert "NIS Grade 12 Certificate" in forms.page  # 3.11: two scripts in one sentence


def test_seed_4_press_announcement_with_bodies_quotes_and_a_visit(desk, client):
    event = publish(desk, 4)
    forms = Forms(desk, event)

    check_rows(
        forms, client, 4, besides=["4.24", "4.25", "4.27", "4.35"],
        told=["4.14", "4.15", "4.16", "4.17", "4.18", "4.20"],
        calendar={"4.2": "SUMMARY", "4.4": "CATEGORIES", "4.26": "CONTACT"},
    )  # fmt: skip

    assert (event.type, event.state) == (Type.PRESS_CONFERENCE, State.PUBLISHED)
    assert event.local_starts_at == datetime(2019, 6, 14, 12, 0)
    assert event.local_doors_at == datetime(2019, 6, 14, 11, 30)  # 4.7
    assert event.timezone == "Asia/Bishkek"
    assert event.venue.names["ky"] == "“НУР ТВ” пресс-борбору"
    roles = {body.organisation.names["ky"]: body.role for body in event.bodies}
    assert roles["Европа Бирлиги"] is OrganisationRole.FUNDER
    ministry = "Кыргыз Республикасынын Билим берүү жана илим министрлиги"
    assert roles[ministry] is OrganisationRole.PARTNER
    implementers = [name for name, role in roles.items() if role is OrganisationRole.IMPLEMENTER]
    assert implementers == ["К. Аденауэр атындагы Фонд", "“БИОМ” Экологиялык кыймылы"]  # 4.9
    speakers, table = posts(event), seeds.rows(4)
    assert_points(event, table, ["4.18", "4.19", "4.20", "4.22"])
    named = [table[row].split(",")[0] for row in ("4.15", "4.16", "4.17")]
    assert list(speakers) == named  # 4.17: two have the same first name
    spoken = {quote.names["ky"]: quote for quote in outcome.facts(event).quotes}
    assert set(spoken) == set(speakers)
    assert spoken[named[2]].texts["ky"].endswith("реабилитациялоо зарыл")
    for name, quote in spoken.items():  # with the person, their post at the time, and everywhere
        assert quote.participation.contact.names["ky"] == name
        assert quote.posts["ky"] == ", ".join(speakers[name])
        own_page = client.get(f"/ky/p/x-{quote.participation.contact_id}", follow_redirects=True)
        assert quote.texts["ky"] in words(own_page.text)
    release = desk.get(f"/desk/e/{event.id}/documents/release.txt?language=ky").text
    assert f"{named[0]}, {speakers[named[0]][0]}: «" in release
    visit = db.session.scalars(select(Event).where(Event.parent_id == event.id)).one()  # 4.23
    assert "Жетиген" in visit.titles["ky"]
    assert visit.local_starts_at > event.local_starts_at
    for address in ("www.safe.edu.kg", "https://safe.edu.kg/"):  # 4.24
        assert address in forms.page
    [answerer] = event.contacts
    [phone], [mail] = answerer.contact.phones, answerer.contact.emails
    assert (phone.written, mail.address) == (table["4.25"], table["4.26"])  # nothing between them
    assert phone.e164 == table["4.25"].replace(" ", "")
    assert event.funding_lines == {"ky": "This project is funded by the European Union"}  # 4.27
    assert "funded by the European Union" in forms.page
    for noise in ("[bookmark", "[image", "googleusercontent"):  # 4.35
        assert noise not in forms.page + forms.document
    bodies = db.session.scalars(select(Organisation)).all()
    told = [body.boilerplate["ky"] for body in bodies if body.boilerplate.get("ky")]
    assert len(told) == 6  # 4.28 to 4.33, kept for the next event
    assert "http://www.osgo.kg/" in {body.website for body in bodies}
    assert forms.entry.start == event.starts_at
    assert str(forms.entry["LOCATION"]) == "“НУР ТВ” пресс-борбору, Ош"  # 4.6
    assert "11:30" in str(forms.entry["DESCRIPTION"])  # 4.7
    assert table["4.25"] in str(forms.entry["CONTACT"])


def test_every_figure_waits_for_a_tick_unless_the_text_marks_it(desk):
    event = publish(desk, 0, **{"figures-0-keep": "y", "figures-6-keep": "y"})

    numbers = [figure.number for figure in outcome.facts(event).figures]

    assert numbers == ["28", "500", "28 мың", "1896", "27 344", "55 мың", "2%"]
    assert outcome.facts(event).figures[1].qualifier is Qualifier.ABOUT
