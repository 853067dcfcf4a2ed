"""Files of people taken in: matched, looked at, registered by the rules of the form, undone."""

from datetime import timedelta
from io import BytesIO

import pytest
import xlsxwriter
from sqlalchemy import select

from eventsapp.core.clock import utcnow
from eventsapp.core.imports import BATCH, UNDO, Progress, table_of
from eventsapp.core.texts import Texts
from eventsapp.events.category_models import Mode
from eventsapp.events.models import State
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from eventsapp.mail.models import State as MailState
from eventsapp.questions.models import Asked, Kind
from eventsapp.registration import filling, services
from eventsapp.registration.imports import matching
from eventsapp.registration.imports import services as imports
from eventsapp.registration.imports.models import Imported, RegistrationImport
from eventsapp.registration.models import Registration, Status
from eventsapp.registration.people import person, tags
from tests.counting import statements
from tests.factories import (
    make_category,
    make_event,
    make_question,
    make_registration,
)

HEADINGS = "ФИО;Эл. почта;Телефон;Организация;Тил;Метки;Статус\r\n"
ROWS = (
    HEADINGS + "Айгүл Төлөева;Aigul@Example.org;0500 900011;Ош Таңы;ky;пресса, VIP;\r\n"
    "Канат;no address;;;;;\r\n"
    ";b@example.org;;;;;\r\n"
    "Канат;;;;;;\r\n"
    f"{'К' * 500};k@example.org;;;;;\r\n"
    "محمد الأحمد;arab@example.org;+966 11 000 0000;;;;\r\n"
    "=HYPERLINK(1);aigul@example.org;;;;;\r\n"
    "Pele;pele@example.org;90-00-11;;;;Waiting list\r\n"
    "Gone;gone@example.org;;;;;Cancelled\r\n"
    "Canat;canat@example.org;ask Ada;;;;\r\n"
)


CARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada\r\nEND:VCARD\r\n"


@pytest.fixture
def event(desk):
    starts = (utcnow() + timedelta(days=30)).replace(tzinfo=None, microsecond=0)
    made = make_event(organisation=desk.organisation, starts=starts)
    make_category(made, capacity=10)
    return made


def sheet(*rows):
    result = BytesIO()
    with xlsxwriter.Workbook(result) as book:
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return result.getvalue()


def upload(desk, event, data, name="people.csv"):
    data = data.encode() if isinstance(data, str) else data
    answer = desk.post(
        f"/desk/e/{event.id}/registrations/import",
        data={"file": (BytesIO(data), name), "language": "en"},
    )
    return answer.location or answer


def bring(desk, event, data, **choices):
    """Upload a file, take the columns as they are guessed, and begin; give the import."""
    address = upload(desk, event, data)
    desk.post(address, data={"column": last().matching})
    desk.post(f"{address}/check", data={"sends_letters": "no"} | choices)
    return last()


def last():
    db.session.expire_all()
    newest = select(RegistrationImport).order_by(RegistrationImport.id.desc())
    return db.session.scalars(newest).first()


def people(event):
    db.session.expire_all()
    mine = select(Registration).where(Registration.event_id == event.id)
    return {each.name: each for each in db.session.scalars(mine.order_by(Registration.id))}


def begin(event, rows, now, **fields):
    """An import that runs, without the pages."""
    data = "Name;E-mail\n" + "".join(f"Person {n};p{n}@example.org\n" for n in range(rows))
    made = imports.begin(event, "people.csv", data.encode(), language="en", now=now)
    for name, value in fields.items():
        setattr(made, name, value)
    imports.start(made, sends_letters=made.sends_letters)
    db.session.commit()
    return made


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_import_registers_the_good_rows_and_tells_of_the_others(desk, event, encoding):
    standing = bring(desk, event, ROWS.encode(encoding))

    found = people(event)
    aigul = found["Айгүл Төлөева"]
    assert list(found) == ["Айгүл Төлөева", "محمد الأحمد", "Pele"]
    assert (aigul.email, aigul.phone_e164) == ("aigul@example.org", "+996500900011")
    assert (aigul.organisation_name, aigul.language) == ("Ош Таңы", "ky")
    assert (aigul.status, found["Pele"].status) == (Status.CONFIRMED, Status.WAITLISTED)
    assert (found["Pele"].phone, found["Pele"].phone_e164) == ("90-00-11", None)
    assert tags.of([aigul])[aigul.id] == ["VIP", "пресса"]
    assert (standing.added, standing.waiting, standing.known) == (3, 1, 1)


def test_faults_are_told_row_by_row_in_a_file_to_mend(desk, event):
    standing = bring(desk, event, ROWS)

    address = f"/desk/e/{event.id}/registrations/import/{standing.id}"
    lines = desk.get(f"{address}/faults.csv").text.splitlines()
    told = {line.split(";")[0]: line.split(";")[1] for line in lines[1:]}

    assert told == {
        "3": "This is not an e-mail address.",
        "4": "No name in this row.",
        "5": "No e-mail address in this row.",
        "6": "A name, phone, organisation or tag is too long.",
        "8": "Registered already.",
        "10": "Only who is registered, waits or asks for approval can be imported.",
        "11": "Enter a phone number like +996 500 000 000.",
    }
    assert "'=HYPERLINK(1)" in lines[5]


def test_import_reads_old_russian_tables(desk, event):
    bring(desk, event, "Имя;Фамилия;Почта\nИван;Иванов;i@example.org".encode("cp1251"))

    assert list(people(event)) == ["Иван Иванов"]


def test_import_reads_what_the_table_has_written(desk, event):
    make_registration(event, name="Ada King", email="ada@example.org", phone="+996500900011")
    written = desk.get(f"/desk/e/{event.id}/registrations/export.xlsx").data
    other = make_event(organisation=desk.organisation, starts=event.local_starts_at)
    make_category(other)

    bring(desk, other, written)

    assert people(other)["Ada King"].phone_e164 == "+996500900011"


def test_import_takes_the_apostrophe_from_phones_of_its_own_csv(desk, event):
    bring(desk, event, "Name;E-mail;Phone\nAda;ada@example.org;'+996 500 900011")

    assert people(event)["Ada"].phone == "+996 500 900011"


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\x00", b"PK\x03\x04 no book", b"one line", b"", CARD * 2]
)
def test_import_refuses_a_file_that_lies_about_its_kind(desk, event, data):
    page = upload(desk, event, data)

    assert page.status_code == 422
    assert "Choose a CSV, XLSX or ODS file." in page.text
    assert last() is None


def test_import_takes_of_a_broken_table_what_can_be_read(desk, event):
    bring(
        desk, event, 'Name;E-mail\nAda;ada@example.org\nBen\n"Carl;c@example.org\nDan;d@example.org'
    )

    assert list(people(event)) == ["Ada", "Dan"]
    assert len(last().faults) == 2


def test_import_knows_ways_and_questions_by_their_names_in_any_language(desk, event):
    make_category(event, mode=Mode.ONLINE)
    meal = make_question(
        event,
        label="Meal",
        kind=Kind.ONE,
        options=[("", Texts(en="Fish", ru="Рыба")), ("", Texts(en="Meat"))],
    )
    meal.wording.labels["ru"] = "Питание"
    arrives = make_question(event, label="Arrives on", kind=Kind.DATE, asked=Asked.TEAM)
    db.session.commit()

    bring(
        desk,
        event,
        "Name;E-mail;Формат;ПИТАНИЕ;Arrives on\n"
        "Ada;ada@example.org;Онлайн;рыба;4.12.2026\n"
        "Ben;ben@example.org;;;\n"
        "Cem;cem@example.org;On the moon;;\n"
        "Dan;dan@example.org;;Stones;\n",
    )

    found = people(event)
    answers = filling.values_of(found["Ada"])
    assert {name: one.category.mode for name, one in found.items()} == {
        "Ada": Mode.ONLINE,
        "Ben": Mode.ROOM,
    }
    assert answers == {meal.id: meal.wording.keys[0], arrives.id: "2026-12-04"}
    address = f"/desk/e/{event.id}/registrations/import/{last().id}/faults.csv"
    told = desk.get(address).text
    assert "4;The event has no such way of taking part." in told
    assert "5;The answer to “Meal” does not fit it." in told


def test_show_asks_again_without_a_column_of_addresses(desk, event):
    address = upload(desk, event, ROWS)

    page = desk.post(address, data={"column": ["name"]}, follow_redirects=True)

    assert "Choose which columns hold the name and the e-mail." in page.text
    assert "10 rows found." in page.text


def test_check_writes_nothing_and_says_what_would_come(desk, event):
    make_registration(event, email="pele@example.org")
    address = upload(desk, event, ROWS)
    desk.post(address, data={"column": last().matching})

    page = desk.get(f"{address}/check").text

    assert "Import 2 people" in page
    assert "Айгүл Төлөева" in page
    assert "+996500900011" in page
    assert "This is not an e-mail address." in page
    assert len(people(event)) == 1


def test_check_warns_of_more_people_than_places(desk, event):
    event.categories[0].capacity = 1
    db.session.commit()
    address = upload(desk, event, "Name;E-mail\nA;a@example.org\nB;b@example.org")
    desk.post(address, data={"column": ["name", "email"]})

    assert "There are more people than places." in desk.get(f"{address}/check").text


def test_import_writes_to_nobody_unless_asked(desk, event):
    bring(desk, event, ROWS)
    assert db.session.scalars(select(Message)).all() == []

    bring(desk, event, "Name;E-mail\nAda;ada@example.org", sends_letters="yes")
    letter = db.session.scalars(select(Message)).one()
    assert (letter.recipient, letter.template) == ("ada@example.org", "registration/confirmed")


def test_import_beyond_the_places_is_told_or_waits(desk, event):
    event.categories[0].capacity = 1
    db.session.commit()
    bring(desk, event, "Name;E-mail\nA;a@example.org\nB;b@example.org")
    assert list(people(event)) == ["A"]
    assert last().faults == [[3, "full"]]

    event.categories[0].has_waiting_list = True
    db.session.commit()
    bring(desk, event, "Name;E-mail\nB;b@example.org\nC;c@example.org")
    assert {name: one.status for name, one in people(event).items()} == {
        "A": Status.CONFIRMED,
        "B": Status.WAITLISTED,
        "C": Status.WAITLISTED,
    }


def test_import_takes_no_place_from_those_who_wait(app, event, now):
    category = event.categories[0]
    category.capacity, category.has_waiting_list = 1, True
    waiting = make_registration(event, status=Status.WAITLISTED)

    imports.advance(begin(event, 1, now), now)

    assert waiting.status is Status.OFFERED
    assert people(event)["Person 0"].status is Status.WAITLISTED


def test_import_keeps_to_the_number_of_each_organisation(desk, event):
    event.categories[0].organisation_limit = 1
    db.session.commit()

    bring(
        desk,
        event,
        "Name;E-mail;Organisation\nA;a@example.org;Radio\nB;b@example.org;RADIO\nC;c@example.org;",
    )

    assert list(people(event)) == ["A"]
    assert last().faults == [[3, "many"], [4, "no_organisation"]]


def test_import_into_a_draft_is_refused(desk, event):
    event.state = State.DRAFT
    db.session.commit()

    page = upload(desk, event, ROWS)

    assert page.status_code == 422
    assert "Registration for this event is closed." in page.text


def test_run_due_goes_on_batch_by_batch_and_stops_when_told(app, event, now):
    event.categories[0].capacity = None
    made = begin(event, BATCH * 2 + 1, now)

    imports.run_due(now)
    assert (made.taken, made.added) == (BATCH, BATCH)

    made.stop(now=now)
    db.session.commit()
    assert imports.run_due(now) == 0
    assert len(people(event)) == BATCH


def test_advance_counts_places_and_known_people_once_for_a_batch(app, event, now):
    """Beside what each new person costs, a batch asks as often for fifty rows as for two."""
    event.categories[0].capacity = None

    def asked(rows):
        made = begin(event, rows, now)
        with statements() as seen:
            imports.advance(made, now)
        own = ("FROM invitation", "FROM publication")  # of each new person's calendar
        reads = [one for one in seen if one.startswith("SELECT")]
        return [one for one in reads if not any(each in one for each in own)]

    few, many = asked(2), asked(50)
    assert len(many) <= len(few)


def test_run_due_forgets_the_file_after_a_week(app, event, now):
    made = begin(event, 1, now)

    imports.run_due(now + UNDO + timedelta(seconds=1))

    assert made.file_key == ""
    assert table_of(made).rows == []


def test_undo_takes_back_those_who_stand_as_they_came(desk, event):
    standing = bring(desk, event, "Name;E-mail;Tags\n" + "".join(
        f"P{n};p{n}@example.org;red\n" for n in range(6)
    ))  # fmt: skip
    came = people(event)
    came["P0"].phone = "0500 900012"
    person.note(came["P1"], "Called.", by=desk.user.id, now=utcnow())
    tags.put([came["P2"]], "blue")
    services.cancel(came["P3"], now=utcnow())
    db.session.commit()

    page = desk.post(
        f"/desk/e/{event.id}/registrations/import/{standing.id}/undo", follow_redirects=True
    ).text

    assert "This import was undone: 2 people taken back." in page
    assert list(people(event)) == ["P0", "P1", "P2", "P3"]
    assert last().kept == 4
    assert db.session.scalars(select(Imported)).all() == []


def test_undo_writes_to_those_alone_who_have_heard(desk, event):
    standing = bring(
        desk, event, "Name;E-mail\nA;a@example.org\nB;b@example.org", sends_letters="yes"
    )
    heard = db.session.scalars(select(Message).where(Message.recipient == "a@example.org")).one()
    heard.state = MailState.SENT
    db.session.commit()

    desk.post(f"/desk/e/{event.id}/registrations/import/{standing.id}/undo")

    db.session.expire_all()
    letters = db.session.scalars(select(Message).order_by(Message.id)).all()
    assert {name: one.status for name, one in people(event).items()} == {"A": Status.CANCELLED}
    assert [(each.recipient, each.template, each.state) for each in letters] == [
        ("a@example.org", "registration/confirmed", MailState.SENT),
        ("b@example.org", "registration/confirmed", MailState.WITHDRAWN),
        ("a@example.org", "registration/cancelled", MailState.QUEUED),
    ]


def test_undo_goes_on_batch_by_batch(app, event, now):
    event.categories[0].capacity = None
    made = begin(event, BATCH + 1, now)
    while imports.advance(made, now):
        pass

    made.undo(now=now)
    imports.run_due(now)
    assert (made.progress, len(people(event))) == (Progress.UNDOING, 1)

    imports.run_due(now)
    assert (made.progress, people(event)) == (Progress.UNDONE, {})


def test_undo_is_over_after_a_week(app, event, now):
    made = begin(event, 1, now)
    imports.advance(made, now)

    made.undo(now=now + UNDO)

    assert made.progress is Progress.DONE


def test_guess_knows_the_headings_of_five_languages(app, event):
    for headings in (
        ["Full name", "E-mail", "Phone", "Organisation", "Status"],
        ["ФИО", "Электронная почта", "Телефон", "Организация", "Статус"],
        ["Аты-жөні", "Эл. пошта", "Телефон", "Ұйым", "Мәртебе"],
        ["Аты-жөнү", "Электрондук почта", "Телефону", "Уюм", "Абалы"],
        ["Ad soyad", "E-posta", "Telefon", "Kurum", "Durum"],
    ):
        assert matching.guess(event, headings) == [
            "name",
            "email",
            "phone",
            "organisation",
            "status",
        ]
