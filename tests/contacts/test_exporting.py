"""Contacts as files: cards that programs read back, tables without formulas, flat memory."""

from datetime import date
from io import BytesIO

import pytest
import python_calamine
import vobject
from sqlalchemy import func, insert, select

from eventsapp.contacts import exporting, queries, reading
from eventsapp.contacts.models import Contact, Email, Phone, Post, Subject, Word
from eventsapp.core import sheets
from eventsapp.core.texts import Texts
from eventsapp.extensions import db
from tests.counting import statements
from tests.factories import CREATED, make_contact, make_organisation
from tests.memory import peak

TODAY = date(2026, 11, 22)
LONG = "Кыргыз Республикасынын Билим берүү жана илим министрлигинин басма сөз кызматынын жетекчиси"


@pytest.fixture
def contact(desk):
    return make_contact(
        organisation=desk.organisation,
        names=Texts(ky="Мээрим, Асанова; \\o/", en="Meerim"),
        posts=[Post(titles=Texts(ky=LONG), position=0)],
        emails=[Email(address="m@example.org")],
        phones=[Phone(written="8 702", e164="+77029000012"), Phone(written="90-00-11", position=1)],
        outlet="=1+1",
        original_language="ky",
        note="for us\nalone",
        words=[Word(subject=Subject.BEAT, text="Education", key="education")],
    )


def download(desk, form, path="/desk/contacts"):
    answer = desk.get(f"{path}/export.{form}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="contacts.')
    return answer.data


def test_card_3_is_read_by_other_programs(desk, contact):
    card = vobject.readOne(download(desk, "3.vcf").decode())

    assert card.version.value == "3.0"
    assert card.fn.value == "Мээрим, Асанова; \\o/"
    assert card.title.value == LONG
    assert [tel.value for tel in card.contents["tel"]] == ["+77029000012", "90-00-11"]
    assert card.org.value == ["=1+1"]


def test_card_4_is_folded_names_every_language_and_keeps_notes_here(desk, contact):
    text = download(desk, "vcf").decode()

    lines = text.split("\r\n")
    assert lines[:2] == ["BEGIN:VCARD", "VERSION:4.0"]
    assert lines[-2:] == ["END:VCARD", ""]
    assert all(len(line.encode()) <= 75 for line in lines)
    whole = text.replace("\r\n ", "")
    assert "FN;ALTID=1;LANGUAGE=ky:Мээрим\\, Асанова\\; \\\\o/" in whole
    assert "TEL;TYPE=work;VALUE=uri:tel:+77029000012" in whole
    assert f"TITLE;ALTID=1;LANGUAGE=ky:{LONG}" in whole
    assert "for us" not in text


@pytest.mark.parametrize("form", ["vcf", "3.vcf", "csv", "xlsx"])
def test_export_is_taken_in_again(desk, contact, form):
    table = reading.read(download(desk, form))

    assert any("m@example.org" in cell for cell in table.rows[0])
    assert any("90-00-11" in cell for cell in table.rows[0])


def test_tables_hold_no_formulas(desk, contact):
    assert "'=1+1" in download(desk, "csv").decode("utf-8-sig")

    book = python_calamine.load_workbook(BytesIO(download(desk, "xlsx")))
    assert "=1+1" in book.get_sheet_by_index(0).to_python()[1]


def test_export_gives_what_the_search_finds(desk, contact):
    make_contact(organisation=desk.organisation, names=Texts(en="Bolot"))

    assert "/desk/contacts/export.csv?q=bolot" in desk.get("/desk/contacts?q=bolot").text
    text = desk.get("/desk/contacts/export.csv?q=bolot").text

    assert "Bolot" in text
    assert "Meerim" not in text


def test_export_asks_by_batches(desk, contact):
    everybody = queries.listed(desk.organisation.id)
    with statements() as seen:
        list(exporting.export(everybody, "csv", TODAY))
    assert len(seen) == 5  # contacts, posts, phones, addresses, words


@pytest.mark.parametrize("form", [sheets.csv_lines, sheets.xlsx])
def test_sheets_hold_as_much_memory_for_many_rows_as_for_few(form):
    def rows(number):
        return (["cell"] * 10 for _each in range(number))

    peak(form(rows(10)))  # what is loaded once
    assert peak(form(rows(4000))) < peak(form(rows(400))) * 2


def test_read_forgets_contacts_it_has_handed_on(desk, monkeypatch):
    monkeypatch.setattr(exporting, "BATCH", 10)
    for _each in range(60):
        make_contact(organisation=desk.organisation)
    everybody = queries.listed(desk.organisation.id)
    db.session.expunge_all()

    held = [len(db.session.identity_map) for _line in exporting.export(everybody, "csv", TODAY)]

    assert max(held) < 60 * 4  # each with post, phone and address


def fill(organisation, count):
    """So many contacts with a post and an address, past the services."""
    first = 1 + (db.session.scalar(select(func.max(Contact.id))) or 0)
    numbers = range(first, first + count)
    own = {"organisation_id": organisation.id, "note": "n" * 300, "created_at": CREATED}
    people = [
        own | {"id": number, "names": {"en": f"Person {number}"}, "sort_key": f"{number:06}"}
        for number in numbers
    ]
    db.session.execute(insert(Contact), people)
    posts = [{"contact_id": number, "titles": {"en": "Editor"}} for number in numbers]
    db.session.execute(insert(Post), posts)
    emails = [{"contact_id": n, "address": f"p{n}@example.org"} for n in numbers]
    db.session.execute(insert(Email), emails)
    db.session.commit()


@pytest.mark.parametrize("form", ["csv", "xlsx", "vcf"])
def test_export_holds_as_much_memory_for_many_contacts_as_for_few(app, monkeypatch, form):
    monkeypatch.setattr(exporting, "BATCH", 100)
    few, many = make_organisation(), make_organisation()
    fill(few, 200)
    fill(many, 2000)

    def everybody(house):
        db.session.expunge_all()
        return queries.listed(house)

    houses = few.id, many.id
    peak(exporting.export(everybody(houses[0]), form, TODAY))  # what is loaded once
    small = peak(exporting.export(everybody(houses[0]), form, TODAY))
    assert peak(exporting.export(everybody(houses[1]), form, TODAY)) < small * 1.5

    def gathered():
        yield db.session.scalars(everybody(houses[1]).options(*queries.in_full())).all()

    assert peak(gathered()) > small * 1.5  # a book gathered first would be seen
