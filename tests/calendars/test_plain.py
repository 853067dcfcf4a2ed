"""Texts and addresses as calendars can hold them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventsapp.calendars import plain


@given(st.text())
def test_line_is_one_line_without_control_signs(text):
    line = plain.line(text)

    assert len(line.splitlines()) <= 1
    assert not [sign for sign in line if unicodedata.category(sign) == "Cc"]
    assert plain.line(line) == line


@given(st.text())
def test_block_breaks_lines_in_one_way(text):
    block = plain.block(text)

    assert block.splitlines() == block.split("\n") or not block
    assert plain.block(block) == block


@given(st.text())
def test_uri_is_printable_ascii(text):
    assert all("!" <= sign <= "~" for sign in plain.uri(text))


@pytest.mark.parametrize(
    ("address", "uri"),
    [
        ("https://example.org/a?b=1&c=2#d", "https://example.org/a?b=1&c=2#d"),
        ("https://example.org/%D0%9E", "https://example.org/%D0%9E"),
        ("https://example.org/Ош", "https://example.org/%D0%9E%D1%88"),
        ("https://example.org/a\r\nX: 1", "https://example.org/a%20X:%201"),
    ],
)
def test_uri_keeps_what_is_one_and_encodes_the_rest(address, uri):
    assert plain.uri(address) == uri


def test_mailto_cannot_leave_its_line():
    assert plain.mailto("a@example.org\r\nX:1") == "mailto:a@example.org%0D%0AX:1"
