from sqlalchemy import func, select

from eventsapp.events.models import Event
from eventsapp.extensions import db
from tests.factories import make_event


def run(app, *arguments: str):
    return app.test_cli_runner().invoke(args=["demo", "load", *arguments])


def test_load_refuses_what_is_not_empty_unless_forced(app):
    make_event()

    refused, forced = run(app), run(app, "--force")

    assert refused.exit_code == 1
    assert "This database holds events. Nothing was loaded." in refused.output
    assert forced.exit_code == 0, forced.output
    assert forced.output.splitlines()[-3:] == [
        "46 events loaded.",
        "Letters to its people stay files in MAIL_FOLDER, whatever mail server is set.",
        "Sign in with demo@example.org and the password demo-dateline.",
    ]
    assert db.session.scalar(select(func.count(Event.id))) == 1 + 46 + 1  # one in the trash
