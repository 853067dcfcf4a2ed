"""Files as answers: their names, and who keeps them."""

import pytest
from werkzeug.http import parse_options_header

from eventsapp.web.attachments import attached, shown


@pytest.mark.parametrize(
    ("name", "kept", "plain"),
    [
        ("people.csv", "people.csv", 'filename="people.csv"'),
        ("Ақпарат.pdf", "Ақпарат.pdf", 'filename=".pdf"'),
        ('a"; filename=b.exe', 'a"; filename=b.exe', 'filename="a; filename=b.exe"'),
        ("a\r\nSet-Cookie: b", "a\r\nSet-Cookie: b", None),
        ("نص", "نص", 'filename="file"'),
    ],
)
def test_attached_keeps_the_name_whole_and_within_its_header(app, name, kept, plain):
    header = attached("", name, "text/plain").headers["Content-Disposition"]

    kind, options = parse_options_header(header)
    assert (kind, options["filename"]) == ("attachment", kept)
    assert plain is None or plain in header
    assert "\n" not in header


def test_attached_is_kept_by_nobody_on_the_way(app):
    answer = attached(iter(["a", "b"]), "a.csv", "text/csv; charset=utf-8")

    assert answer.get_data(as_text=True) == "ab"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.content_type == "text/csv; charset=utf-8"


@pytest.mark.parametrize(
    ("media_type", "kind"), [("image/jpeg", "inline"), ("application/pdf", "attachment")]
)
def test_shown_opens_pictures_alone(app, media_type, kind):
    answer = shown(b"", "paper", media_type)

    assert answer.headers["Content-Disposition"].startswith(f"{kind}; ")
