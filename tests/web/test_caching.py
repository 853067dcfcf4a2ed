"""Answers that are kept: when they hold, how they are sent, and what makes them anew."""

import gzip
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from flask import Blueprint, Flask
from flask.testing import FlaskClient

from eventsapp.core import publication
from eventsapp.extensions import db
from eventsapp.web import caching


class Shelf:
    """A page that tells how often it was made, and what it was told to depend on."""

    def __init__(self) -> None:
        self.made = count(1)
        self.until = datetime.now(UTC) + timedelta(days=1)
        self.places = 3

    def show(self) -> caching.Lasting:
        text = f"made {next(self.made)}, {self.places} places"
        return caching.lasting(text, until=self.until, probe=lambda: self.places)


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Shelf:
    monkeypatch.setattr(caching, "PROBE_SECONDS", 0)
    return Shelf()


@pytest.fixture
def reader(shelf: Shelf, database_url: str, app: Flask) -> Iterator[FlaskClient]:
    """The browser of a small site with one lasting page, beside the app's own database."""
    site = Flask("shelf")
    site.config.update(SQLALCHEMY_DATABASE_URI=database_url, CLOCK_OFFSET_SECONDS=0)
    caching.init_app(site)
    db.init_app(site)
    pages = Blueprint("pages", __name__)
    caching.cover(pages)
    pages.add_url_rule("/shelf", "shelf", shelf.show)
    site.register_blueprint(pages)
    site.after_request(lambda answer: answer.headers.set("X-Later", "yes") or answer)
    yield site.test_client()
    with site.app_context():
        db.engine.dispose()


def test_a_second_visit_is_answered_from_what_is_kept(reader):
    first, second = reader.get("/shelf"), reader.get("/shelf")

    assert second.data == first.data == b"made 1, 3 places"


def test_every_answer_carries_the_headers_of_the_whole_application(reader):
    first, second = reader.get("/shelf"), reader.get("/shelf")

    assert dict(second.headers) == dict(first.headers)
    assert first.headers["X-Later"] == "yes"
    assert first.headers["Cache-Control"] == "public, max-age=60, stale-while-revalidate=600"
    assert first.headers["Vary"] == "Accept-Encoding"


def test_a_publication_makes_it_anew(reader, app):
    reader.get("/shelf")
    publication.publish()
    db.session.commit()

    assert reader.get("/shelf").data == b"made 2, 3 places"


def test_its_moment_makes_it_anew(reader, shelf):
    shelf.until = datetime.now(UTC) - timedelta(seconds=1)
    reader.get("/shelf")

    assert reader.get("/shelf").data == b"made 2, 3 places"


def test_a_changed_count_makes_it_anew(reader, shelf):
    reader.get("/shelf")
    shelf.places = 2

    assert reader.get("/shelf").data == b"made 2, 2 places"


def test_counts_are_not_looked_at_twice_within_ten_seconds(reader, shelf, monkeypatch):
    monkeypatch.setattr(caching, "PROBE_SECONDS", 10)
    reader.get("/shelf")
    shelf.places = 2

    assert reader.get("/shelf").data == b"made 1, 3 places"


def test_who_has_it_already_is_told_so(reader):
    tag = reader.get("/shelf").headers["ETag"]

    again = reader.get("/shelf", headers={"If-None-Match": f'"other", {tag}'})

    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == tag
    assert tag.startswith('W/"')


def test_the_tag_changes_with_the_content(reader, shelf):
    tag = reader.get("/shelf").headers["ETag"]
    shelf.places = 2

    again = reader.get("/shelf", headers={"If-None-Match": tag})

    assert (again.status_code, again.data) == (200, b"made 2, 2 places")


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, br", "gzip"), ("gzip;q=0", None), ("gzip; q=0.0, br", None), ("identity", None)],
)
def test_it_is_compressed_for_those_who_take_it(reader, accepted, encoding):
    page = reader.get("/shelf", headers={"Accept-Encoding": accepted})

    text = gzip.decompress(page.data) if encoding else page.data
    assert page.headers.get("Content-Encoding") == encoding
    assert text == b"made 1, 3 places"


def test_head_sends_the_headers_alone(reader):
    page, head = reader.get("/shelf"), reader.head("/shelf")

    assert head.data == b""
    assert head.headers["Content-Length"] == page.headers["Content-Length"]


def test_other_addresses_are_kept_apart(reader):
    reader.get("/shelf")

    assert reader.get("/shelf?page=2").data == b"made 2, 3 places"


def test_nothing_is_kept_of_a_post(reader):
    assert reader.post("/shelf").status_code == 405
