"""Files of contacts taken in: read, matched, added once, faults told, undone."""

from datetime import date, timedelta
from io import BytesIO

import pytest
import xlsxwriter

from eventsapp.contacts import imports, lists, merging, reading
from eventsapp.contacts.details import ContactDetails
from eventsapp.contacts.lists import ListDetails
from eventsapp.contacts.models import Contact
from eventsapp.core.imports import BATCH, UNDO
from eventsapp.core.texts import Texts
from eventsapp.extensions import db
from tests.counting import statements
from tests.factories import make_contact, make_event, make_organisation, make_participation

ROWS = (
    "ФИО;E-mail;Телефон;СМИ;Тема\r\n"
    "Айгүл Төлөева;Aigul@Example.org;0500 900011;Ош Таңы;Билим, маданият\r\n"
    "Канат;no address;;;\r\n"
    ";;;Ош Таңы;\r\n"
    "=cmd();aigul@example.org;;;\r\n"
)
CARD_2_1 = (
    b"BEGIN:VCARD\r\nVERSION:2.1\r\n"
    b"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=90=D1=81=D0=B5=D0=BB\r\n"
    b"TEL;CELL:+996500900011\r\nEND:VCARD\r\n"
)
CARD_4 = (
    "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Асел Маратова\r\nORG:Ош Таңы\r\n"
    "TEL;VALUE=uri:tel:+996500900011\r\nEMAIL:a@example.org\r\nEND:VCARD\r\n"
).encode()


def sheet(*rows):
    result = BytesIO()
    with xlsxwriter.Workbook(result) as book:
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return result.getvalue()


def upload(desk, data, name="contacts.csv"):
    answer = desk.post(
        "/desk/contacts/import", data={"file": (BytesIO(data), name), "language": "ky"}
    )
    return answer.location or answer


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_read_takes_tables_in_every_encoding(encoding):
    assert reading.read(ROWS.encode(encoding)).rows[0][0] == "Айгүл Төлөева"


def test_read_takes_russian_tables_of_old_programs():
    assert reading.read("ФИО,Почта\nИванов,a@b.org".encode("cp1251")).rows == [
        ["Иванов", "a@b.org"]
    ]


def test_read_takes_spreadsheets_with_phones_as_numbers():
    table = reading.read(sheet(["Name", "Phone"], ["Asel", 996500900011]))

    assert table.rows == [["Asel", "996500900011"]]


@pytest.mark.parametrize(("card", "name"), [(CARD_2_1, "Асел"), (CARD_4, "Асел Маратова")])
def test_read_takes_cards(card, name):
    row = reading.read(card).rows[0]

    assert (row[0], row[2]) == (name, "+996500900011")


@pytest.mark.parametrize("data", [b"", b"one line", b"PK\x03\x04 no book", b"\x00\x01\x02\xff"])
def test_read_refuses_what_is_no_table(data):
    with pytest.raises(reading.UnreadableFile):
        reading.read(data)


def test_import_adds_good_rows_once_and_tells_of_the_others(desk):
    address = upload(desk, ROWS.encode())
    matching = desk.get(address)
    assert "4 rows found." in matching.text
    assert '<option value="outlet" selected>' in matching.text

    desk.post(address, data={"column": ["name", "email", "phone", "outlet", "beat"]})

    contact = db.session.query(Contact).one()
    assert contact.names == Texts(ky="Айгүл Төлөева")
    assert contact.emails[0].address == "aigul@example.org"
    assert contact.phones[0].e164 == "+996500900011"
    assert [word.text for word in contact.words] == ["Билим", "маданият"]
    faults = desk.get(f"{address}/faults.csv").text.splitlines()
    assert faults[1] == "3;This is not an e-mail address.;Канат;no address;;;"
    assert faults[2] == "4;No name, e-mail or phone in this row.;;;;Ош Таңы;"
    assert faults[3].startswith("5;Already in the address book.;'=cmd();")


def test_import_knows_people_of_the_book_by_phone(desk):
    make_contact(organisation=desk.organisation)
    address = upload(desk, b"Name;Phone\nMarat;0 500 000 000")

    desk.post(address, data={"column": ["name", "phone"]})

    assert db.session.query(Contact).count() == 1


def test_import_says_when_no_column_names_a_person(desk):
    address = upload(desk, ROWS.encode())

    page = desk.post(address, data={"column": ["", "", "", "outlet"]}, follow_redirects=True)

    assert "Choose which column holds the name" in page.text


def test_import_refuses_a_file_that_lies_about_its_kind(desk):
    page = upload(desk, b"\x89PNG\r\n\x1a\n\x00", "contacts.csv")

    assert page.status_code == 422
    assert "This file cannot be read." in page.text


def test_undo_erases_what_came_but_for_those_named_at_events(desk):
    address = upload(desk, b"Name\nAsel\nMarat")
    desk.post(address, data={"column": ["name"]})
    marat = db.session.query(Contact).filter(Contact.search_key == "marat").one()
    make_participation(make_event(organisation=desk.organisation), marat)

    page = desk.post(f"{address}/undo", follow_redirects=True)

    assert "1 contact erased." in page.text
    assert "This import was undone." in page.text
    assert db.session.query(Contact).one() is marat


def test_undo_leaves_one_into_whom_another_was_merged(app, now):
    made = make_import(now, rows=1)
    imports.advance(made, now)
    came = db.session.query(Contact).one()
    other = make_contact(organisation=made.organisation)
    both = merging.joined(ContactDetails.of(came), ContactDetails.of(other), {})
    merging.merge(came, other, both, now=now)
    db.session.commit()

    assert imports.undo(made, now=now) == 0
    assert db.session.query(Contact).count() == 2


def test_undo_is_over_after_a_week(app, now):
    made = make_import(now, rows=1)
    imports.advance(made, now)

    assert imports.undo(made, now=now + UNDO) == 0


def make_import(now, rows):
    data = "Name;E-mail\n" + "".join(f"Person {n};p{n}@example.org\n" for n in range(rows))
    made = imports.begin(make_organisation(), "people.csv", data.encode(), language="en", now=now)
    imports.start(made, ["name", "email"])
    db.session.commit()
    return made


def test_run_due_goes_on_batch_by_batch_and_stops_when_told(app, now):
    made = make_import(now, rows=BATCH * 2 + 1)

    imports.run_due(now)
    assert (made.taken, made.added) == (BATCH, BATCH)

    made.stop(now=now)
    db.session.commit()
    assert imports.run_due(now) == 0
    assert db.session.query(Contact).count() == BATCH


def test_run_due_forgets_the_file_after_a_week(app, now):
    made = make_import(now, rows=1)

    imports.run_due(now + UNDO + timedelta(seconds=1))

    assert made.file_key == ""
    assert imports.table_of(made).rows == []


def test_advance_asks_once_for_a_batch_whom_the_book_knows(app, now):
    made = make_import(now, rows=50)

    with statements() as seen:
        imports.advance(made, now)

    assert len([one for one in seen if "IN (" in one and one.startswith("SELECT")]) == 1


CARD_FULL = (
    "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Асел Маратова\r\nEMAIL:a@example.org\r\nLANG:ky-KG\r\n"
    "CATEGORIES:Билим,Маданият\r\nADR;TYPE=work:;;Ленин 1;Ош;Ош облусу;723500;KG\r\n"
    "ADR:;;;Баткен;;;\r\nNOTE:Шайлоодон кийин\r\nEND:VCARD\r\n"
).encode()


def test_import_takes_categories_regions_language_and_note_of_cards(desk):
    address = upload(desk, CARD_FULL, "contacts.vcf")
    columns = ["name", "email", "phone", "outlet", "post", "language", "beat", "region", "note"]
    assert '<option value="region" selected>' in desk.get(address).text

    desk.post(address, data={"column": columns})

    details = ContactDetails.of(db.session.query(Contact).one())
    assert details.beats == ("Билим", "Маданият")
    assert details.regions == ("Ош облусу", "Баткен")
    assert (details.language, details.note) == ("ky", "Шайлоодон кийин")


def test_import_takes_consent_with_its_source_and_days(desk):
    rows = (
        "Name;Consent;Date of consent;Last met\n"
        "Asel;by e-mail;2026-05-01;04.12.2025\n"
        "Bolot;;31.02.2026;\n"
    )
    address = upload(desk, rows.encode())
    page = desk.get(address).text
    assert '<option value="consented_on" selected>' in page
    assert '<option value="last_met_on" selected>' in page

    desk.post(address, data={"column": ["name", "consent", "consented_on", "last_met_on"]})

    details = ContactDetails.of(db.session.query(Contact).one())
    assert (details.consent_source, details.consented_on) == ("by e-mail", date(2026, 5, 1))
    assert details.last_met_on == date(2025, 12, 4)
    assert "3;A date in this row" in desk.get(f"{address}/faults.csv").text


def test_import_takes_days_of_spreadsheets(desk):
    address = upload(desk, sheet(["Name", "Last met"], ["Asel", "2026-05-01 00:00:00"]))

    desk.post(address, data={"column": ["name", "last_met_on"]})

    assert db.session.query(Contact).one().last_met_on == date(2026, 5, 1)


def test_import_puts_people_on_the_lists_that_rows_name(desk, now):
    lists.create(desk.organisation.id, ListDetails(name="Press"), now=now)
    lists.create(
        desk.organisation.id, ListDetails(name="Kyrgyz", by_rule=True, language="ky"), now=now
    )
    db.session.commit()
    address = upload(desk, b"Name;Lists\nAsel;Press, TV\nBolot;TV\nChinara;Kyrgyz\n")

    desk.post(address, data={"column": ["name", "list"]})

    kept = lists.kept(desk.organisation.id)
    assert {(each.name, size) for each, size in zip(kept, map(size_of, kept), strict=True)} == {
        ("Press", 1),
        ("TV", 2),
        ("Kyrgyz", 0),
    }


def size_of(wanted):
    return lists.sizes([wanted])[wanted.id]


def test_import_refuses_a_column_of_names_as_lists(desk):
    rows = "Name;Lists\n" + "".join(f"Person {n};List {n}\n" for n in range(51))
    address = upload(desk, rows.encode())

    page = desk.post(address, data={"column": ["name", "list"]}, follow_redirects=True)

    assert "names more than 50 of them" in page.text
    assert lists.kept(desk.organisation.id) == []


def test_advance_asks_as_often_for_a_full_batch_as_for_a_few(app, now):
    asked = []
    for rows in (5, BATCH):
        data = "Name;E-mail;Outlet;Lists\n" + "".join(
            f"Person {n};p{rows}-{n}@example.org;Paper {rows};Press\n" for n in range(rows)
        )
        house = make_organisation()
        made = imports.begin(house, "people.csv", data.encode(), language="en", now=now)
        imports.start(made, ["name", "email", "outlet", "list"])
        db.session.commit()
        with statements() as seen:
            imports.advance(made, now)
        assert made.added == rows
        asked.append(len([one for one in seen if one.startswith("SELECT")]))

    assert asked[0] == asked[1]
