"""Running a template that an organisation brought: apart from everything, and not for long."""

import json
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from eventsapp.documents.house import House
from eventsapp.documents.kinds import Format
from eventsapp.documents.typesetting import UNPRINTABLE, LetterMissing, NotMade, fonts

PROGRAM = Path(__file__).with_name("compositor.py")
SECONDS = 60  # for a document of thousands of people
NOBODY = "http://127.0.0.1:9"  # where typst would ask for packages

REFUSED = {
    "elsewhere": _l(
        "The template asks for files or packages from elsewhere. Put everything into the one file."
    ),
    "active": _l("The template holds macros or embedded objects. Remove them first."),
    "unreadable": _l("The file cannot be read. Save it again as .docx in your word processor."),
    "size": _l("The template needs too much memory."),
}


class TemplateBroken(NotMade):
    """A template that an organisation brought cannot be filled."""


def fill(
    form: Format, house: House, data: Mapping[str, Any], *, seconds: int = SECONDS
) -> tuple[bytes, str]:
    """The document, and what typst warns of. Raises TemplateBroken, LetterMissing."""
    logo = house.drawn_logo if form is Format.PDF else house.logo
    answer = _ask(
        {
            "form": form,
            "template": b64encode(house.template or b"").decode(),
            "logo": b64encode(logo or b"").decode(),
            "accent": house.accent,
            "fonts": fonts(),
            "data": house.furnish(data),
            "seconds": seconds,
        }
    )
    if "made" in answer:
        return b64decode(answer["made"]), answer.get("warning", "")
    if "refused" in answer:
        raise TemplateBroken(str(REFUSED[answer["refused"]]))
    raise _complaint(answer["complaint"], answer.get("line", 0))


def _ask(job: Mapping[str, Any]) -> dict[str, Any]:
    with TemporaryDirectory() as folder:  # typst may read what lies where it stands: nothing
        try:
            done = subprocess.run(  # noqa: S603 -- a program of ours
                [sys.executable, "-I", str(PROGRAM)],
                input=json.dumps(job).encode(),
                capture_output=True,
                cwd=folder,
                env={"HOME": folder, "HTTPS_PROXY": NOBODY, "RAYON_NUM_THREADS": "1"},
                timeout=job["seconds"],
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise TemplateBroken(_("The template takes too long.")) from None
    if done.returncode != 0:  # ended by a limit
        raise TemplateBroken(_("The template takes too long or needs too much memory."))
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _complaint(text: str, line: int) -> NotMade:
    if missing := UNPRINTABLE.search(text):
        return LetterMissing(missing[1])
    if line:
        return TemplateBroken(
            _("The template does not work. Line %(line)d: %(complaint)s", line=line, complaint=text)
        )
    return TemplateBroken(_("The template does not work: %(complaint)s", complaint=text))
