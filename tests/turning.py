"""The tests' clock, turned by the setting that rehearsals use."""

from datetime import UTC, datetime

from flask import Flask


def turn_clock(app: Flask, moment: datetime) -> None:
    """Let it be this moment in the app; time goes on from there."""
    app.config["CLOCK_OFFSET_SECONDS"] = (moment - datetime.now(UTC)).total_seconds()


def keep_machine_time(app: Flask) -> None:
    """The app's clock as everybody else's on this machine: programs of others, the database."""
    app.config["CLOCK_OFFSET_SECONDS"] = 0
