"""The demonstration, loaded once for all tests that only look at it, at the present of the tests."""

from collections.abc import Iterator

import pytest
from flask import Flask

from eventsapp.demo import services
from eventsapp.extensions import db
from tests.conftest import NOW, _empty_database
from tests.turning import turn_clock


@pytest.fixture(scope="module")
def demo(application: Flask) -> Iterator[Flask]:
    """The app with the demonstration in its database; tests with an empty `app` go elsewhere."""
    with application.app_context():
        _empty_database()
        application.extensions["dateline_shortcut"].forget()
        services.load(NOW)
        db.session.commit()
        turn_clock(application, NOW)
        yield application
        db.session.remove()
