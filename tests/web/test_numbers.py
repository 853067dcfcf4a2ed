"""Numbers in addresses and forms that no record can have."""

import pytest

from eventsapp.web.numbers import LARGEST, record_number
from tests.factories import make_event, make_registration

FAR = "9" * 25


@pytest.mark.parametrize("number", [FAR, str(LARGEST + 1), "9" * 5000])
def test_number_converter_finds_no_page_under_a_number_no_record_can_have(desk, number):
    assert desk.get(f"/desk/e/{number}/details").status_code == 404
    assert desk.get(f"/desk/venues/{number}").status_code == 404


@pytest.mark.parametrize("text", [FAR, "0", "-1", "", "one"])
def test_record_number_refuses(text):
    with pytest.raises(ValueError, match=r".*"):
        record_number(text)


def test_record_number_reads_the_largest():
    assert record_number(str(LARGEST)) == LARGEST


def test_filters_leave_out_a_number_no_record_can_have(desk):
    event = make_event(organisation=desk.organisation)
    make_registration(event, name="Aigul Testova")

    page = desk.get(f"/desk/e/{event.id}/registrations?category={FAR}&page={FAR}")
    table = desk.get(f"/desk/e/{event.id}/registrations/export.csv?category={FAR}")

    assert "Aigul Testova" in page.text
    assert "Aigul Testova" in table.text


def test_chosen_leaves_out_a_number_no_record_can_have(desk):
    event = make_event(organisation=desk.organisation)

    answer = desk.post(f"/desk/e/{event.id}/registrations/cancel", data={"chosen": FAR})

    assert answer.status_code == 302


def test_adding_a_contact_no_record_can_be_finds_none(desk):
    event = make_event(organisation=desk.organisation)

    answer = desk.post(f"/desk/e/{event.id}/people/add", data={"contact": FAR, "role": "speaker"})

    assert answer.status_code == 404


def test_an_address_that_only_takes_forms_answers_as_a_page_of_ours(desk):
    event = make_event(organisation=desk.organisation)

    answer = desk.get(f"/desk/e/{event.id}/registrations/cancel")

    assert answer.status_code == 405
    assert '<html lang="en"' in answer.text
