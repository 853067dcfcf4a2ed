"""`flask announcements`: read announcements on the command line, and measure the reading."""

import json
from datetime import date, datetime
from pathlib import Path

import click
from flask.cli import AppGroup

from eventsapp.announcements import scoring
from eventsapp.announcements.fields import as_fields
from eventsapp.announcements.files import Unreadable, text_of
from eventsapp.announcements.reading.reader import read
from eventsapp.core.clock import utcnow

commands = AppGroup("announcements", help="Read announcements.")


@commands.command("parse")
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--ref-date", type=click.DateTime(["%Y-%m-%d"]), help="The day the text is read on.")
@click.option("--folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--out", type=click.Path(file_okay=False, path_type=Path))
def parse(
    file: Path | None, ref_date: datetime | None, folder: Path | None, out: Path | None
) -> None:
    """Print what FILE announces as JSON, or do so for every JSON text of a folder."""
    if folder and out:
        _parse_folder(folder, out)
        return
    if file is None:
        raise click.UsageError("Name a FILE, or --folder with --out.")
    try:
        text = text_of(file.name, file.read_bytes())
    except Unreadable as refusal:
        raise click.ClickException(str(refusal.message)) from None
    reference = ref_date.date() if ref_date else utcnow().date()
    click.echo(_json(as_fields(read(text, reference))))


@commands.command("score")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def score(folder: Path) -> None:
    """Print precision, recall and F1 of each field over the annotated texts of FOLDER."""
    table = scoring.score(scoring.texts(folder))
    others = sorted(name for name in table if name != "all")
    click.echo(f"{'':24}{'prec.':>7}{'recall':>7}{'F1':>7}" + "".join(f"{n:>7}" for n in others))
    for field in scoring.FIELDS:
        tally = table["all"][field]
        numbers = [tally.precision, tally.recall, tally.f1]
        numbers += [table[name][field].f1 for name in others]
        click.echo(f"{field:24}" + "".join(f"{_percent(number):>7}" for number in numbers))


def _parse_folder(folder: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted(folder.glob("*.json")):
        text = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(text, dict) and "text" in text:
            fields = as_fields(read(text["text"], date.fromisoformat(text["ref_date"])))
            (out / path.name).write_text(_json(fields), encoding="utf-8")


def _json(fields: dict) -> str:
    return json.dumps(fields, ensure_ascii=False, indent=2)


def _percent(number: float | None) -> str:
    return "–" if number is None else f"{100 * number:.1f}"
