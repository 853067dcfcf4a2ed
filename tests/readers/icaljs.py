"""ical.js under node."""

import json
import shutil
import subprocess
from datetime import date, datetime
from pathlib import Path

SCRIPT = Path(__file__).with_name("read.mjs")


def missing() -> str:
    """What is missing to run it; empty where nothing is."""
    return "" if shutil.which("node") else "node is missing (Debian: apt-get install nodejs)"


def spans(body: bytes) -> list[tuple[date, date]]:
    """Start and end of each event, by the VTIMEZONE of the file."""
    run = subprocess.run(["node", SCRIPT], input=body, capture_output=True, check=True)
    return [(_read(start), _read(end)) for start, end in json.loads(run.stdout)]


def _read(text: str) -> date:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
