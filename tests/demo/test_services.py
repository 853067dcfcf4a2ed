import re

import pytest
from sqlalchemy import select

from eventsapp.accounts import services as accounts
from eventsapp.core.texts import LANGUAGES
from eventsapp.demo import services
from eventsapp.demo.content.guests import GUESTS
from eventsapp.events.models import PUBLIC_STATES, Event, Visibility
from eventsapp.extensions import db
from eventsapp.invitations.models import Answer
from eventsapp.mail.delivery import deliver_pending
from eventsapp.mail.models import Message
from eventsapp.messages.models import Notice, NoticeState
from eventsapp.organisations.models import Organisation
from eventsapp.registration.seats import places
from tests.conftest import NOW
from tests.signing_in import sign_in
from tests.site.reading import parts, words

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
NUMBER = re.compile(r"(?:\+\d|\b8 ?\()[\d ()-]{8,}\d")
NOWHERE = re.compile(r"7700000000\d|77172000001|99650000000\d|90500000000\d")  # digits alone
OSH = "bilim-beruu-choirosunun-koopsuzdugu-mykty-tazhryiba-zhana-praktikter-2019"


def event_titled(title: str) -> Event:
    return next(
        event
        for event in db.session.scalars(select(Event).order_by(Event.starts_at.desc()))
        if event.titles.get("en") == title or title in event.titles.values()
    )


def test_load_fills_every_place_as_planned(demo):
    ways = [way for plan in services.PLANS for way in (*plan.ways, plan.visit) if way]
    guests = [guest for guest in GUESTS if guest.answer in (Answer.YES, Answer.DEPUTY)]
    planned = sum(way.registered for way in ways) + len(guests)

    taken = sum(places(event).taken for event in db.session.scalars(select(Event)))

    assert taken == planned
    assert places(event_titled("Mentoring workshop for young teachers")).left == 0
    assert places(event_titled("School meals: standards, purchasing, appetite")).left == 2


def test_the_list_shows_every_state(demo):
    page = demo.test_client().get("/en/")

    rows = parts(page, "event-row")
    assert sum("Live now" in row for row in rows) == 2
    for state in (
        "6 of 40 places left", "4 of 12 places left", "2 of 30 places left", "Full",
        "Registration is closed", "Registration opens 28 November, 10:00", "By invitation",
        "Moved New date 11 December, 14:00", "Postponed New date to be announced", "Cancelled",
        "Hour to be announced", "Date to be confirmed", "Live stream", "Online",
    ):  # fmt: skip
        assert any(state in row for row in rows), state
    assert not any("психологов" in row for row in rows)


def test_the_filters_offer_nine_cities_four_holders_and_five_languages(demo):
    cities = demo.test_client().get("/en/").text.count('name="city"')
    holders = words(demo.test_client().get("/en/organisations"))

    assert cities >= 9
    assert holders.count("upcoming event") >= 4
    assert {event.original_language for event in db.session.scalars(select(Event))} == {*LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_public_page_opens_in_every_language(demo, language):
    browser = demo.test_client()
    shown = select(Event).where(
        Event.state.in_(PUBLIC_STATES), Event.visibility != Visibility.PRIVATE
    )

    answers = {
        event.slug: browser.get(f"/{language}/e/{event.slug}").status_code
        for event in db.session.scalars(shown).all()
    }

    assert len(answers) == 44
    assert set(answers.values()) == {200}


@pytest.mark.parametrize(
    ("address", "facts"),
    [
        (
            f"/ky/e/{OSH}",
            (
                "2019-жылдын 14-июну|12:00|11:30|“НУР ТВ” пресс-борбору|Ош|Конрад Аденауэр атындагы Фонд"
                "|“БИОМ” Экологиялык кыймылы|This project is funded by the European Union|Мектептик педиатр"
                "|КР Саламаттык сактоо министрлигинин Коомдук кеңешинин мүчөсү|“Тамак-аш коопсуздугу”"
                "|Ош шаарынын “Жетиген” мектеп-лицейине баруу|28 мүчө-мамлекетти|1993-жылы түзүлгөн"
            ),
        ),
        (
            "/kk/e/aktobe-kalasynda-kazakstanda-gylymi-tekhnikalyk-kosymsha-bilim-berudin-damuy-2015",
            (
                "2015 жылғы 18 қараша|Республикалық үйлестіру кеңесінің кеңейтілген отырысы|Ақтөбе"
                "|Ақтөбе облысының әкімдігі|1896|27 344|+7 (7172) 00-00-01|8 (700) 000-00-02"
            ),
        ),
        (
            "/kk/e/ziiatkerlik-mektepterdin-2035-zhylga-deiingi-damu-strategiiasy-kabyldandy-2024",
            (
                "2024 жылғы 30 наурыз|Назарбаев Университеті|Қазақстан Премьер-Министрі"
                "|Жоғары Қамқоршылық кеңесінің отырысы|NIS-Programme"
            ),
        ),
        (
            "/ru/e/glava-gosudarstva-posetil-tsentr-innovatsionnogo-tvorchestva-shkolnikov-2023",
            (
                "Наурызбайский район|Алматы|Авиамодельный кружок|Заместитель акима Алматы"
                "|Рабочая поездка Президента в Алматы"
            ),
        ),
    ],
)
def test_the_real_announcements_keep_their_facts(demo, address, facts):
    page = demo.test_client().get(address)

    told = words(page, "main")

    assert [fact for fact in facts.split("|") if fact not in told] == []


def test_nobody_real_is_named(demo):
    skipped = {"uid", "message_id", "first_message_id", "headers", "password_hash"}
    told = "\n".join(
        str(value)
        for table in db.metadata.sorted_tables
        for row in db.session.execute(table.select()).mappings()
        for name, value in row.items()
        if name not in skipped and value
    )

    addresses = {found for found in ADDRESS.findall(told) if not found.endswith("example.org")}
    numbers = {re.sub(r"\D", "", found) for found in NUMBER.findall(told)}

    assert addresses == set()
    assert len(numbers) > 5
    assert [found for found in numbers if not NOWHERE.fullmatch(re.sub("^8", "7", found))] == []


def test_no_mail_goes_out_for_the_past(demo):
    letters = db.session.scalars(select(Message)).all()

    assert {letter.state for letter in letters} == {"sent"}
    assert all(letter.sent_at <= NOW for letter in letters)
    assert deliver_pending(NOW) == 0
    assert {letter.template for letter in letters} >= {
        "registration/confirmed", "registration/cancelled", "messages/week", "messages/day",
        "messages/changed", "messages/postponed", "messages/cancelled",
    }  # fmt: skip


def test_a_colleague_has_left_work_behind(demo):
    held = db.session.scalars(select(Notice).where(Notice.state == NoticeState.HELD)).one()
    typed = db.session.scalars(select(Event).where(Event.working_copy.is_not(None))).all()

    assert held.event is event_titled("Medical rooms in schools: half-year report")
    assert [event.original_language for event in typed if event.working_copy] == ["ru"]


def test_the_demonstration_account_opens_the_desk(demo, monkeypatch):
    monkeypatch.setitem(demo.config, "BASE_URL", "http://127.0.0.1:8000")
    user = accounts.authenticate(accounts.DEMO_EMAIL, accounts.DEMO_PASSWORD)
    assert user is not None
    db.session.commit()
    browser = sign_in(demo.test_client(), user)
    event = event_titled("Safe learning environment: good practice and practitioners")

    assert "28 events" in words(browser.get("/desk/events"))
    for tab in ("details", "programme", "people", "registrations", "messages"):
        assert browser.get(f"/desk/e/{event.id}/{tab}").status_code == 200


def test_logos_are_drawn_for_those_who_hold_events(demo):
    with_logo = db.session.scalars(select(Organisation).where(Organisation.logo_key != "")).all()

    answers = [demo.test_client().get(f"/files/{body.logo_key}") for body in with_logo]

    assert len(answers) == 6
    assert {answer.mimetype for answer in answers} == {"image/png"}
