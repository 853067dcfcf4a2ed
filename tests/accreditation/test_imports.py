"""Files of journalists taken in: matched, looked at, put into the queue, undone."""

from datetime import timedelta
from io import BytesIO

import pytest
import xlsxwriter
from sqlalchemy import select

from eventsapp.accreditation import services
from eventsapp.accreditation.imports import matching
from eventsapp.accreditation.imports import services as imports
from eventsapp.accreditation.imports.models import PressImport
from eventsapp.accreditation.kinds import Attendance, Function, Status
from eventsapp.accreditation.models import Applicant
from eventsapp.core.clock import utcnow
from eventsapp.core.imports import BATCH, UNDO, Progress
from eventsapp.events.models import State
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from eventsapp.mail.models import State as MailState
from tests.factories import make_applicant, make_event, make_intake

HEADINGS = "ФИО;Эл. почта;Телефон;СМИ;Вид СМИ;Страна;Должность;Удостоверение;Действует до;Дата рождения;Участие;Язык\r\n"
ROWS = (
    HEADINGS
    + "Айгүл Төлөева;Aigul@Example.org;0500 900011;Ош Таңы;Радио;Кыргызстан;телеоператор;K-17;31.12.2026;04.05.1990;онлайн;ky\r\n"
    "Канат;no address;;;;;;;;;;\r\n"
    ";b@example.org;;;;;;;;;;\r\n"
    "Канат;;;;;;;;;;;\r\n"
    f"{'К' * 500};k@example.org;;;;;;;;;;\r\n"
    "محمد الأحمد;arab@example.org;+966 11 000 0000;Agency;;SA;;;;;;\r\n"
    "=HYPERLINK(1);aigul@example.org;;;;;;;;;;\r\n"
    "Pele;pele@example.org;;;;Atlantis;;;;;;\r\n"
    "Dan;dan@example.org;;;;;astronaut;;;;;\r\n"
    "Eve;eve@example.org;;;;;;;;01.01.2090;;\r\n"
    "Fay;fay@example.org;;;;;;;soon;;;\r\n"
)


@pytest.fixture
def event(desk):
    starts = (utcnow() + timedelta(days=30)).replace(tzinfo=None, microsecond=0)
    return make_intake(make_event(organisation=desk.organisation, starts=starts)).event


def sheet(*rows):
    result = BytesIO()
    with xlsxwriter.Workbook(result) as book:
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return result.getvalue()


def upload(desk, event, data, name="press.csv"):
    data = data.encode() if isinstance(data, str) else data
    answer = desk.post(
        f"/desk/e/{event.id}/press/import",
        data={"file": (BytesIO(data), name), "language": "en"},
    )
    return answer.location or answer


def bring(desk, event, data, letters="no"):
    """Upload a file, take the columns as they are guessed, and begin; give the import."""
    address = upload(desk, event, data)
    desk.post(address, data={"column": last().matching})
    desk.post(f"{address}/check", data={"sends_letters": letters})
    return last()


def last():
    db.session.expire_all()
    return db.session.scalars(select(PressImport).order_by(PressImport.id.desc())).first()


def queue(event):
    db.session.expire_all()
    mine = select(Applicant).where(Applicant.event_id == event.id).order_by(Applicant.id)
    return {each.name: each for each in db.session.scalars(mine)}


def begin(event, rows, now, *, letters=False):
    """An import that runs, without the pages."""
    data = "Name;E-mail\n" + "".join(f"Person {n};p{n}@example.org\n" for n in range(rows))
    made = imports.begin(event, "press.csv", data.encode(), language="en", now=now)
    imports.start(made, sends_letters=letters)
    db.session.commit()
    return made


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_import_puts_the_good_rows_into_the_queue(desk, event, encoding):
    standing = bring(desk, event, ROWS.encode(encoding))

    found = queue(event)
    aigul = found["Айгүл Төлөева"]
    outlet = aigul.application.outlet
    assert list(found) == ["Айгүл Төлөева", "محمد الأحمد"]
    assert (aigul.status, aigul.email, aigul.phone) == (
        Status.SUBMITTED,
        "aigul@example.org",
        "0500 900011",
    )
    assert (outlet.name, outlet.kind, outlet.country) == ("Ош Таңы", "radio", "KG")
    assert (aigul.function, aigul.card_number) == (Function.VIDEO, "K-17")
    assert (str(aigul.card_until), str(aigul.born_on)) == ("2026-12-31", "1990-05-04")
    assert aigul.application.attendance is Attendance.REMOTE
    assert aigul.application.language == "ky"
    assert (standing.added, standing.known) == (2, 1)
    assert db.session.scalars(select(Message)).all() == []


def test_faults_are_told_row_by_row_in_a_file_to_mend(desk, event):
    standing = bring(desk, event, ROWS)

    page = desk.get(f"/desk/e/{event.id}/press/import/{standing.id}/faults.csv")
    told = dict(line.split(";")[:2] for line in page.text.splitlines()[1:])

    assert told == {
        "3": "The e-mail address is not one.",
        "4": "No name in this row.",
        "5": "No e-mail address in this row.",
        "6": "A name, a number or another text is too long.",
        "8": "Has applied already.",
        "9": "There is no country of this name.",
        "10": "This function is not on the form.",
        "11": "This date of birth cannot be right.",
        "12": "A date cannot be read.",
    }
    assert "'=HYPERLINK(1)" in page.text


def test_import_reads_spreadsheets_and_old_russian_tables(desk, event):
    bring(desk, event, sheet(["Name", "E-mail", "Outlet"], ["Ada", "ada@example.org", "Radio"]))
    bring(desk, event, "Имя;Фамилия;Почта\nИван;Иванов;i@example.org".encode("cp1251"))

    assert list(queue(event)) == ["Ada", "Иван Иванов"]


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\x00", b"PK\x03\x04 no book", b"one line", b""]
)
def test_import_refuses_a_file_that_lies_about_its_kind(desk, event, data):
    page = upload(desk, event, data)

    assert page.status_code == 422
    assert last() is None


def test_import_for_an_event_without_the_press_is_refused(desk):
    page = upload(desk, make_event(organisation=desk.organisation), ROWS)

    assert page.status_code == 422
    assert "This event takes no applications of the press now." in page.text


def test_match_asks_again_without_a_column_of_addresses(desk, event):
    address = upload(desk, event, ROWS)

    page = desk.post(address, data={"column": ["name"]}, follow_redirects=True)

    assert "Choose which columns hold the name and the e-mail." in page.text


def test_check_writes_nothing_and_says_what_would_come(desk, event):
    make_applicant(event, email="arab@example.org")
    address = upload(desk, event, ROWS)
    desk.post(address, data={"column": last().matching})

    page = desk.get(f"{address}/check").text

    assert "Enter 1 person" in page
    assert "Айгүл Төлөева" in page
    assert "There is no country of this name." in page
    assert len(queue(event)) == 1


def test_import_leaves_those_who_have_applied_as_they_are(desk, event):
    make_applicant(event, name="Before", email="ada@example.org", status=Status.ACCEPTED)

    standing = bring(desk, event, "Name;E-mail\nAda;ADA@example.org")

    assert {name: one.status for name, one in queue(event).items()} == {"Before": Status.ACCEPTED}
    assert (standing.added, standing.known) == (0, 1)


def test_import_tells_each_person_if_asked(desk, event):
    bring(desk, event, "Name;E-mail\nAda;ada@example.org", letters="yes")

    letter = db.session.scalars(select(Message)).one()
    assert (letter.recipient, letter.template) == ("ada@example.org", "accreditation/received")


def test_check_offers_no_letters_before_the_event_is_published(desk, event):
    event.state = State.DRAFT
    db.session.commit()
    address = upload(desk, event, "Name;E-mail\nAda;ada@example.org")
    desk.post(address, data={"column": ["name", "email"]})

    page = desk.get(f"{address}/check").text
    desk.post(f"{address}/check", data={"sends_letters": "yes"})

    assert "sends_letters" not in page
    assert list(queue(event)) == ["Ada"]
    assert db.session.scalars(select(Message)).all() == []


def test_run_due_goes_on_batch_by_batch_and_stops_when_told(app, event, now):
    made = begin(event, BATCH * 2 + 1, now)

    imports.run_due(now)
    assert (made.taken, made.added) == (BATCH, BATCH)

    made.stop(now=now)
    db.session.commit()
    assert imports.run_due(now) == 0
    assert len(queue(event)) == BATCH


def test_undo_takes_back_those_who_stand_as_they_came(desk, event):
    bring(desk, event, "Name;E-mail\n" + "".join(f"P{n};p{n}@example.org\n" for n in range(4)))
    came = queue(event)
    versions = f"{came['P0'].id}.{came['P0'].version}"
    desk.post(f"/desk/e/{event.id}/press/decide", data={"chosen": versions, "act": "accepted"})
    services.withdraw(came["P1"], now=utcnow())
    db.session.commit()

    address = f"/desk/e/{event.id}/press/import/{last().id}"
    page = desk.post(f"{address}/undo", follow_redirects=True).text

    assert "This import was undone: 2 people taken back." in page
    assert {name: one.status for name, one in queue(event).items()} == {
        "P0": Status.ACCEPTED,
        "P1": Status.WITHDRAWN,
    }


def test_undo_leaves_who_has_changed_the_application(client, desk, event):
    bring(desk, event, "Name;E-mail\nAda;ada@example.org\nBen;ben@example.org")
    token = queue(event)["Ada"].token
    client.post(
        f"/a/{token}/edit",
        data={
            "name": "Ada King",
            "email": "ada@example.org",
            "function": "photo",
            "attendance": "room",
            "outlet_kind": "other",
            "consent": "y",
        },
    )

    desk.post(f"/desk/e/{event.id}/press/import/{last().id}/undo")

    assert list(queue(event)) == ["Ada King"]


def test_undo_leaves_those_who_have_heard(desk, event):
    bring(desk, event, "Name;E-mail\nA;a@example.org\nB;b@example.org", letters="yes")
    heard = db.session.scalars(select(Message).where(Message.recipient == "a@example.org")).one()
    heard.state = MailState.SENT
    db.session.commit()

    desk.post(f"/desk/e/{event.id}/press/import/{last().id}/undo")

    assert list(queue(event)) == ["A"]
    bring(desk, event, "Name;E-mail\nB;b@example.org", letters="yes")
    waiting = select(Message.recipient).where(Message.state == MailState.QUEUED)
    assert db.session.scalars(waiting).all() == ["b@example.org"]


def test_undo_goes_on_batch_by_batch_and_is_over_after_a_week(app, event, now):
    made = begin(event, BATCH + 1, now)
    while imports.advance(made, now):
        pass

    made.undo(now=now + UNDO)
    assert made.progress is Progress.DONE

    made.undo(now=now)
    imports.run_due(now)
    assert (made.progress, len(queue(event))) == (Progress.UNDOING, 1)
    imports.run_due(now)
    assert (made.progress, queue(event)) == (Progress.UNDONE, {})


def test_run_due_forgets_the_file_after_a_week(app, event, now):
    made = begin(event, 1, now)

    imports.run_due(now + UNDO + timedelta(seconds=1))

    assert made.file_key == ""


def test_guess_knows_the_headings_of_five_languages(app):
    for headings in (
        ["Full name", "E-mail", "Phone", "Outlet", "Task"],
        ["ФИО", "Электронная почта", "Телефон", "СМИ", "Должность"],
        ["Аты-жөні", "Эл. пошта", "Телефон", "БАҚ", "Қызметі"],
        ["Аты-жөнү", "Электрондук почта", "Телефону", "ЖМК", "Кызматы"],
        ["Ad soyad", "E-posta", "Telefon", "Basın kuruluşu", "Görevi"],
    ):
        assert matching.guess(headings) == ["name", "email", "phone", "outlet", "function"]
