"""RFC 5545 §3.1, §3.2, §3.3.11: what a line may hold, and how long it is."""

from hypothesis import given
from hypothesis import strategies as st

from eventsapp.calendars import lines


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=400))
def test_folded_cuts_no_letter_and_no_line_is_too_long(text):
    folded = lines.folded([f"SUMMARY:{text}"])

    parts = folded.encode().split(b"\r\n")
    assert parts.pop() == b""
    assert all(len(part) <= 75 for part in parts)
    assert all(part.decode() for part in parts)
    assert folded.replace("\r\n ", "") == f"SUMMARY:{text}\r\n"


def test_folded_fills_each_line():
    assert lines.folded(["x" * 150]).split("\r\n") == ["x" * 75, " " + "x" * 74, " x", ""]


def test_text_is_escaped_where_the_rule_says_and_nowhere_else():
    assert lines.text("SUMMARY", 'a\\b;c,d\n"e:f"') == r'SUMMARY:a\\b\;c\,d\n"e:f"'


def test_quoted_holds_what_a_parameter_cannot():
    assert lines.quoted('A "B"; C:^\nD') == "\"A ^'B^'; C:^^^nD\""
