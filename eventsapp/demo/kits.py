"""The press room of the demonstration: a kit that is open, one under embargo, and an outcome."""

from datetime import timedelta
from io import BytesIO
from typing import Any

from eventsapp.demo import logos
from eventsapp.demo.content import kits, press
from eventsapp.demo.staging import Stage
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.materials import intake
from eventsapp.materials import services as materials
from eventsapp.materials.kinds import Audience, Licence
from eventsapp.outcome import services as outcome
from eventsapp.outcome.models import Quote
from eventsapp.programme.models import PersonRole
from eventsapp.programme.queries import people

PAST = "textbooks"


def lay_out(stage: Stage) -> None:
    """Give the last press conference its kit and outcome, the next one a kit that is held."""
    past, coming = stage.events[PAST], stage.events[press.CONFERENCE]
    _add_kit(stage, past)
    _add_kit(stage, coming, embargo_at=coming.starts_at, embargo_zone=coming.timezone)
    [speaker] = [each for each in people(past) if each.role is PersonRole.SPEAKER]
    for entry in (*kits.facts(), *kits.decisions()):
        if isinstance(entry, Quote):
            entry.attribute(speaker)
        outcome.add(past, entry, now=stage.now)
    told = outcome.begin(past)
    told.texts, told.recording_url = kits.RESULT, kits.RECORDING
    outcome.publish(past, now=stage.now - timedelta(days=1))
    db.session.flush()


def _add_kit(stage: Stage, event: Event, **terms: Any) -> None:
    speech = "\n".join(str(text) for text in event.summaries.every())
    for name, titles, data in (
        ("speech.txt", kits.SPEECH, speech.encode()),
        ("hall.png", kits.HALL, logos.draw_hall()),
    ):
        kept = intake.keep(BytesIO(data), name)
        material = materials.add(event, kept, by=stage.directory.colleague.id, now=stage.now)
        material.titles, material.credit = titles, kits.CREDIT
        material.audience, material.licence = Audience.PUBLIC, Licence.CREDIT
        for field, value in terms.items():
            setattr(material, field, value)
