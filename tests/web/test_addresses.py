"""Addresses with a query that a stranger typed."""

import pytest

PAGES = ["/en/", "/en/calendar/2026/12", "/en/search", "/en/subscribe", "/en/privacy"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", ["endpoint", "_scheme", "_anchor", "_method", "_external"])
def test_a_page_opens_whatever_names_its_query_has(client, page, name):
    answer = client.get(f"{page}?{name}=gopher&q=osh")

    assert answer.status_code == 200
    assert f'href="{page.replace("en", "kk", 1)}?q=osh"' in answer.text
    assert "gopher" not in answer.text


@pytest.mark.parametrize(
    "address",
    ["/en/?city=%00", "/en/events.ics?organiser=a%00b", "/en/e/a%00b", "/en/o/%00", "/files/%00"],
)
def test_an_address_that_no_database_can_hold_is_not_found(client, address):
    assert client.get(address).status_code == 404
