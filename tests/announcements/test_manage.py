"""From a pasted text to an event, without a script."""

import io
import re
from datetime import date, datetime

import pytest
from sqlalchemy import select

from eventsapp.contacts.models import Phone
from eventsapp.core.texts import Texts
from eventsapp.events.models import Event, OrganisationRole, Precision, State
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation
from eventsapp.outcome import queries as outcome
from eventsapp.outcome.kinds import Qualifier
from eventsapp.outcome.models import LinkedDocument
from eventsapp.programme import queries as programme
from eventsapp.venues.queries import find_city
from eventsapp.venues.services import seed_cities
from tests.announcements.filled import fields_of
from tests.announcements.mixed import one_after_another
from tests.announcements.packed import docx, paragraphs
from tests.announcements.shapes import TEXTS
from tests.factories import make_contact, make_event, make_organisation, make_venue

PASTE = "/desk/events/new/paste"
SURE = """Пресс-анонс
«Вода и города»
Пресс-конференция состоится 3 декабря 2026 года, в четверг, в 11:00 в конференц-зале гостиницы «Парк» (г. Бишкек, пр. Чуй, 155).
Организаторы: Общественный фонд «Чистая вода».
Контакты: +996 312 90 00 12, press@example.org"""


@pytest.fixture(autouse=True)
def _cities(app):
    seed_cities()
    db.session.commit()


def read(desk, text):
    return desk.post(PASTE, data={"text": text})


def send(desk, text, *, then="publish", **changed):
    filled = fields_of(read(desk, text).text, f"{PASTE}/check")
    return desk.post(f"{PASTE}/check", data=filled | {"then": then} | changed)


def only_event() -> Event:
    return db.session.scalars(select(Event)).one()


def test_paste_shows_the_words_it_took_each_value_from(desk):
    page = read(desk, SURE).text

    assert '<mark data-colour="when">3 декабря 2026 года</mark>' in page
    assert 'value="2026-12-03"' in page
    assert 'value="+996 312 90 00 12"' in page


def test_paste_folds_away_what_the_text_says_nothing_of(desk):
    found, _fold, missing = read(desk, SURE).text.partition('<details class="fold">')

    assert 'name="phones"' in found
    assert "Not found (" in missing
    assert all(f'name="{name}"' in missing for name in ("doors_at", "online_url", "decision"))


def test_check_opens_the_fold_where_a_field_in_it_is_wrong(desk):
    page = send(desk, SURE, source_url="no address").text

    assert re.search(r'<details class="fold" open>(?:(?!</details>).)*no address', page, re.DOTALL)


def test_paste_says_where_the_files_of_a_press_kit_go(desk):
    page = read(desk, f"{SURE}\nДля журналистов подготовлен пресс-пакет.").text

    assert "пресс-пакет</span><small>Its files are uploaded on the Materials tab." in page
    assert "on the Materials tab" not in read(desk, SURE).text


def test_check_gives_a_meeting_its_full_name(desk, client):
    text = "Заседание Координационного совета на тему «Вода» пройдет 3 декабря 2026 года в Оше."

    send(desk, text, right="y")

    assert only_event().type_names == {"ru": "Заседание Координационного совета"}
    assert "Заседание Координационного совета" in client.get(f"/ru/e/{only_event().slug}").text


def test_paste_without_a_text_asks_for_one(desk):
    page = desk.post(PASTE, data={"text": " "})

    assert page.status_code == 422
    assert "Paste the text of the announcement, or choose a file." in page.text


def test_paste_reads_a_file(desk):
    page = desk.post(PASTE, data={"file": (io.BytesIO(SURE.encode()), "a.txt")})

    assert 'value="2026-12-03"' in page.text


def test_paste_says_that_macros_of_a_file_were_left_alone(desk):
    active = docx(paragraphs(SURE), **{"word/vbaProject.bin": b"x"})

    page = desk.post(PASTE, data={"file": (io.BytesIO(active), "a.docm")}).text

    assert "The file holds macros. Only its text was taken, none of them was run." in page
    assert 'value="2026-12-03"' in page


def test_paste_says_what_is_wrong_with_a_file(desk):
    page = desk.post(PASTE, data={"file": (io.BytesIO(b"%PDF broken"), "a.pdf")})

    assert page.status_code == 422
    assert "This file cannot be read." in page.text


def test_paste_escapes_the_text(desk):
    page = read(desk, "Брифинг <script>alert(1)</script> 12 мая 2026 года в 11:00")

    assert "<script>alert" not in page.text


def test_check_publishes_when_nothing_is_left_to_look_at(desk):
    send(desk, SURE)

    event = only_event()
    assert event.state is State.PUBLISHED
    assert event.titles == {"ru": "Вода и города"}
    assert event.local_starts_at == datetime(2026, 12, 3, 11, 0)
    assert event.timezone == "Asia/Bishkek"
    assert event.venue.names == {"ru": "конференц-зал гостиницы «Парк»"}
    assert event.venue.address == {"ru": "пр. Чуй, 155"}
    assert [(body.organisation.names["ru"], body.role) for body in event.bodies] == [
        ("Общественный фонд «Чистая вода»", OrganisationRole.ORGANISER)
    ]
    (answerer,) = event.contacts
    assert answerer.contact.phones[0].e164 == "+996312900012"


def test_check_does_not_publish_what_nobody_has_looked_at(desk):
    page = send(desk, TEXTS["kk2"])

    assert page.status_code == 422
    assert "Look at the fields marked “To be checked”" in page.text
    assert db.session.scalar(select(Event)) is None


def test_check_publishes_what_somebody_has_looked_at(desk):
    send(desk, TEXTS["kk2"], right="y", starts_on="2027-05-12")

    assert only_event().local_starts_at.date() == date(2027, 5, 12)
    assert only_event().state is State.PUBLISHED


def test_check_saves_a_draft_and_keeps_the_text(desk):
    send(desk, SURE, then="draft")

    assert only_event().state is State.DRAFT
    assert "Организаторы: Общественный фонд" in only_event().descriptions["ru"]


def test_check_keeps_what_was_typed_when_something_is_wrong(desk):
    page = send(desk, SURE, title="Другое название", starts_on="31.02.2026")

    assert page.status_code == 422
    assert 'value="Другое название"' in page.text


def test_check_goes_back_to_the_text(desk):
    page = send(desk, SURE, then="edit")

    assert "«Вода и города»" in page.text
    assert "<textarea" in page.text


def test_check_uses_the_venue_and_the_body_of_the_directory(desk):
    venue = make_venue(
        organisation=desk.organisation,
        city=find_city("bishkek"),
        names=Texts(ru="Конференц-зал гостиницы Парк"),
    )
    partner = make_organisation(
        keeper=desk.organisation, names=Texts(ru="Общественный фонд «Чистая вода»")
    )

    send(desk, SURE)

    assert only_event().venue_id == venue.id
    assert only_event().bodies[0].organisation_id == partner.id


def test_check_makes_people_programme_and_a_visit(desk):
    send(
        desk, SURE, people="Айгуль Сынакова, директор", programme="Открытие\nВопросы",
        visit="Посещение станции",
    )  # fmt: skip

    event = db.session.scalars(select(Event).where(Event.parent_id.is_(None))).one()
    (person,) = programme.people(event)
    assert person.contact.names["ru"] == "Айгуль Сынакова"
    titles = [item.titles["ru"] for item in programme.programme(event)]
    assert sorted(titles) == ["Вопросы", "Открытие", "Посещение станции"]


LETTER = """МИНИСТРДІҢ ОРЫНБАСАРЫ

010000, Астана қ., Орталық көшесі, 1

№ 12-3/45

Парламент депутаттарына

2026 жылғы 15 қыркүйектегі № ДС-12

Құрметті депутаттар!

Сіздердің мектептер желісіне қатысты депутаттық сауалдарыңызды қарап, хабарлаймын. Жұмыс жалғасуда<sup>1</sup>.

**Т. Сынақова**

Орынд. Н. Сынақов

Тел: 90-00-11

<sup>1</sup> Үкіметтің 2023 жылғы 28 наурыздағы № 249 қаулысы.
"""


def keep(desk, event):
    return desk.post(f"{PASTE}/letter", data={"text": LETTER, "event": str(event.id)})


def test_letter_is_asked_for_its_event_and_never_becomes_one(desk):
    page = read(desk, LETTER).text

    assert "This is an official letter, not the announcement of an event." in page
    assert "Publish" not in page
    forced = {"text": LETTER, "title": "Letter", "starts_on": "2026-09-15", "type": "briefing"}
    answer = desk.post(f"{PASTE}/check", data=forced | {"language": "kk", "then": "publish"})
    assert answer.status_code == 422
    assert db.session.scalar(select(Event)) is None


def test_letter_becomes_a_document_with_all_it_says(desk):
    event = make_event(organisation=desk.organisation)

    answer = keep(desk, event)

    (document,) = outcome.entries(event, LinkedDocument)
    assert answer.location == f"/desk/e/{event.id}/outcome/documents/{document.id}"
    assert document.titles == {"kk": "мектептер желісіне"}
    assert document.senders == {"kk": "МИНИСТРДІҢ ОРЫНБАСАРЫ"}
    assert document.sender_addresses == {"kk": "010000, Астана қ., Орталық көшесі, 1"}
    assert document.addressees == {"kk": "Парламент депутаттарына"}
    assert (document.number, document.reply_number) == ("12-3/45", "ДС-12")
    assert document.reply_dated_on == date(2026, 9, 15)
    assert (document.signatory, document.drafter) == ("Т. Сынақова", "Н. Сынақов")
    assert document.drafter_phone == "90-00-11 (+77172900011)"  # the area is Astana's
    (note,) = document.footnotes
    assert (note.number, note.dated_on) == ("249", date(2023, 3, 28))
    assert "жалғасуда¹" in document.texts["kk"]


def test_letter_needs_an_event_of_ones_own(desk):
    assert keep(desk, make_event()).status_code == 422
    assert desk.post(f"{PASTE}/letter", data={"text": LETTER}).status_code == 422
    assert db.session.scalar(select(LinkedDocument)) is None


FACTS = """В Бишкеке 3 марта 2026 года состоялся совет. Министр Айгуль Сынакова отметила, что школ стало больше.
«Мы открыли новые школы во всех областях страны, и это только начало большой работы», - сказала министр Айгуль Сынакова.
На совете принята стратегия развития школ. Первый этап продлится до 2027 года. Второй этап завершится до 2030 года.
В стране свыше 28 тысяч учеников и 17 центров.
Источник: https://news.example.org/sovet"""


def test_check_keeps_what_is_ticked_of_quotes_figures_and_decisions(desk):
    send(desk, FACTS, right="y", title="Совет")

    event = only_event()
    facts = outcome.facts(event)
    (quote,) = facts.quotes
    assert (quote.names, quote.is_direct) == ({"ru": "Айгуль Сынакова"}, True)
    assert quote.texts["ru"].startswith("Мы открыли новые школы")
    (figure,) = facts.figures
    assert (figure.number, figure.qualifier) == ("28 тысяч", Qualifier.OVER)
    (decision,) = facts.decisions
    assert [stage.horizon for stage in decision.stages] == [2027, 2030]
    assert event.source_url == "https://news.example.org/sovet"


def test_check_ties_quotes_to_who_says_them(desk, client):
    known = make_contact(
        organisation=desk.organisation, names=Texts(ru="Айгуль Сынакова", en="Aigul Synakova")
    )
    send(desk, FACTS, right="y", title="Совет", people="Айгуль Сынакова, директор центра")

    (quote,) = outcome.facts(only_event()).quotes
    assert quote.participation.contact is known
    assert quote.names["en"] == "Aigul Synakova"  # known in another language too
    assert quote.posts == Texts(ru="Министр")  # as the quote says it
    page = client.get(f"/en/e/{only_event().slug}").text
    assert re.search(rf'<figcaption><b[^>]*><a href="/en/p/[^"]*-{known.id}">', page)


def test_check_leaves_a_quote_of_somebody_else_with_the_name_it_gives(desk):
    send(desk, FACTS, right="y", title="Совет", people="Марат Беков, директор")

    (quote,) = outcome.facts(only_event()).quotes
    assert (quote.participation, quote.names) == (None, Texts(ru="Айгуль Сынакова"))


def test_check_keeps_more_when_more_is_ticked(desk):
    send(desk, FACTS, right="y", title="Совет", **{"figures-1-keep": "y", "quotes-1-keep": "y"})

    facts = outcome.facts(only_event())
    assert [figure.number for figure in facts.figures] == ["28 тысяч", "17"]
    assert [quote.is_direct for quote in facts.quotes] == [True, False]


def test_check_marks_the_day_of_a_feast_as_uncertain(desk):
    text = "Министр посетил школу в Бишкеке и поздравил детей с Днем защиты детей.\n2026 года"

    send(desk, text, right="y", title="Визит в школу")

    assert only_event().local_starts_at == datetime(2026, 6, 1)
    assert only_event().precision is Precision.UNCERTAIN


def test_check_puts_the_event_into_another(desk):
    trip = make_event(organisation=desk.organisation, titles=Texts(ru="Поездка"))

    send(desk, SURE, parent=str(trip.id), place_note="Свердловский район")

    event = db.session.scalars(select(Event).where(Event.id != trip.id)).one()
    assert (event.parent, event.place_notes) == (trip, {"ru": "Свердловский район"})


def test_language_fills_an_event_that_stands_already(desk):
    event = make_event(
        organisation=desk.organisation, titles=Texts(ky="Суу жана шаарлар"), original_language="ky",
        starts=datetime(2026, 12, 3, 11, 0),
    )  # fmt: skip
    page = read(desk, SURE).text
    assert f"{PASTE}/language/{event.id}" in page

    desk.post(f"{PASTE}/language/{event.id}", data=fields_of(page, f"{PASTE}/check"))

    db.session.refresh(event)
    assert (
        "Вода и города" in {**event.titles, **(event.working_copy or {}).get("titles", {})}.values()
    )
    assert len(db.session.scalars(select(Event)).all()) == 1


MIXED = one_after_another("kk", "ru")


def test_check_fills_a_language_with_each_part_of_a_mixed_text(desk):
    page = read(desk, MIXED).text
    assert "Қазақша, Русский, found by the text" in page
    assert "Use this part as the text in this language" in page

    send(desk, MIXED, right="y")

    event = only_event()
    assert (event.original_language, event.state) == ("kk", State.PUBLISHED)
    assert event.titles == {"kk": "Су және қалалар", "ru": "Вода и города"}
    assert event.descriptions["kk"].endswith("press@example.org")
    assert "Таза су" in event.descriptions["kk"]
    assert "Чистая вода" not in event.descriptions["kk"]
    assert event.descriptions["ru"].startswith("Пресс-анонс\n\nПрезентация")
    assert event.venue.names == {
        "kk": "«Парк» қонақүйінің мәжіліс залы", "ru": "конференц-зал гостиницы «Парк»",
    }  # fmt: skip


def test_check_leaves_the_text_whole_where_a_language_is_not_ticked(desk):
    filled = fields_of(read(desk, MIXED).text, f"{PASTE}/check")
    del filled["versions-0-keep"]

    desk.post(f"{PASTE}/check", data=filled | {"then": "draft"})

    assert only_event().titles == {"kk": "Су және қалалар"}
    assert "Чистая вода" in only_event().descriptions["kk"]


def test_check_asks_for_the_title_of_each_language(desk):
    page = send(desk, MIXED, right="y", **{"versions-0-title": ""})

    assert page.status_code == 422
    assert "Enter the title." in page.text


def test_language_fills_what_an_event_lacks_of_a_mixed_text(desk):
    event = make_event(
        organisation=desk.organisation, titles=Texts(kk="Су"), original_language="kk",
        starts=datetime(2026, 12, 3, 11, 0), state=State.DRAFT,
    )  # fmt: skip
    page = read(desk, MIXED).text
    assert "Add this text to it in Русский" in page

    desk.post(f"{PASTE}/language/{event.id}", data=fields_of(page, f"{PASTE}/check"))

    db.session.refresh(event)
    assert event.titles == {"kk": "Су", "ru": "Вода и города"}
    assert event.descriptions["ru"].startswith("Пресс-анонс\n\nПрезентация")


ABOUT = (
    SURE
    + """
Об организациях
Общественный фонд «Чистая вода» – основан в 2010 году и помогает городам беречь воду в домах и школах.
https://voda.example.org/
Совет городов – объединение двадцати городов страны, которое сравнивает цены на воду и тепло."""
)


def bodies() -> dict[str, Organisation]:
    return {one.names.get("ru", ""): one for one in db.session.scalars(select(Organisation))}


def test_check_keeps_what_bodies_say_of_themselves(desk, client):
    send(desk, ABOUT)

    foundation, council = bodies()["Общественный фонд «Чистая вода»"], bodies()["Совет городов"]
    assert foundation.boilerplate["ru"].startswith("Общественный фонд «Чистая вода» – основан")
    assert foundation.website == "https://voda.example.org/"
    assert only_event().bodies[0].organisation is foundation
    assert (council.keeper, council.boilerplate["ru"][:13]) == (desk.organisation, "Совет городов")
    page = client.get(f"/ru/e/{only_event().slug}").text
    assert page.count("основан в 2010 году") == 1  # the description says it already
    assert "основан в 2010 году" in client.get("/ru/press").text
    address = f"/desk/e/{only_event().id}/documents/announcement.txt?language=ru"
    assert desk.get(address).text.count("основан в 2010 году") == 1


def test_check_leaves_alone_what_a_body_says_already(desk):
    name = "Общественный фонд «Чистая вода»"
    make_organisation(
        keeper=desk.organisation, names=Texts(ru=name), boilerplate=Texts(ru="Мы бережём воду.")
    )

    send(desk, ABOUT)

    assert bodies()[name].boilerplate == {"ru": "Мы бережём воду."}
    page = desk.get(f"/ru/e/{only_event().slug}").text
    assert "Мы бережём воду." in page


def test_check_offers_who_has_the_number_already(desk):
    known = make_contact(
        organisation=desk.organisation, names=Texts(ru="Айгуль Сынакова"),
        phones=[Phone(written="+996 (312) 90-00-12", e164="+996312900012")], emails=[],
    )  # fmt: skip
    page = read(desk, SURE).text
    assert "From the address book" in page
    assert "Айгуль Сынакова" in page

    send(desk, SURE)

    first, second = only_event().contacts
    assert first.contact is known
    assert [mail.address for mail in second.contact.emails] == ["press@example.org"]
    assert second.contact.phones == []


def test_check_adds_a_contact_where_the_known_one_is_not_ticked(desk):
    known = make_contact(organisation=desk.organisation)
    filled = fields_of(read(desk, SURE).text, f"{PASTE}/check")
    del filled["answering-0-keep"]

    desk.post(f"{PASTE}/check", data=filled | {"then": "publish", "answerer": "Пресс-служба"})

    (answerer,) = only_event().contacts
    assert answerer.contact is not known
    assert answerer.contact.names == {"ru": "Пресс-служба"}


def test_check_offers_nobody_of_another_house(desk):
    stranger = make_contact()
    page = read(desk, SURE).text
    assert "From the address book" not in page

    forced = {"answering-0-keep": "y", "answering-0-contact": str(stranger.id)}
    send(desk, SURE, **forced)

    assert all(one.contact is not stranger for one in only_event().contacts)


def test_paste_finds_the_name_beside_the_number(desk):
    page = read(desk, SURE.replace("Контакты: ", "Контакты: Айгуль Сынакова, ")).text

    assert 'name="answerer" type="text" value="Айгуль Сынакова"' in page


def test_paste_of_megabytes_is_answered_in_words_and_keeps_the_text(desk):
    text = (SURE * 20_000)[:5_000_000].strip()
    body = f'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n{text}\r\n--x--\r\n'

    page = desk.post(PASTE, data=body.encode(), content_type="multipart/form-data; boundary=x")

    assert page.status_code == 422
    assert "Field cannot be longer than 400000 characters." in page.text
    assert page.text.count("«Вода и города»") == text.count("«Вода и города»")
