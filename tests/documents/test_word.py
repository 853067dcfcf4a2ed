"""What an office program makes of the Word files."""

import shutil
import subprocess

import pytest

from eventsapp.core.texts import LANGUAGES, Texts
from tests.factories import make_event, make_item, make_participation

OFFICE = shutil.which("soffice")
DOCUMENTS = ("announcement", "advisory", "release", "agenda", "letters", "attendance")
KINDS = {kind: f"documents/{kind}.docx" for kind in DOCUMENTS} | {"report": "report.docx"}
TITLES = Texts(
    kk="Ғылым және өңірлер", ky="Илим жана өңүрлөр", ru="Наука и регионы",
    en="Science and regions", tr="Bilim ve bölgeler: ığüşöç",
)  # fmt: skip


@pytest.mark.skipif(not OFFICE, reason="NOT CHECKED: LibreOffice is not installed (soffice)")
def test_every_word_file_opens_in_an_office_program(desk, tmp_path):
    event = make_event(organisation=desk.organisation, titles=TITLES)
    make_item(event)
    make_participation(event)
    names = [(kind, code) for kind in KINDS for code in LANGUAGES]
    for kind, code in names:
        made = desk.get(f"/desk/e/{event.id}/{KINDS[kind]}?language={code}")
        (tmp_path / f"{kind}-{code}.docx").write_bytes(made.data)

    files = [str(tmp_path / f"{kind}-{code}.docx") for kind, code in names]
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    turn = ["--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path)]
    subprocess.run([OFFICE, profile, *turn, *files], check=True, capture_output=True)

    for kind, code in names:
        read = (tmp_path / f"{kind}-{code}.txt").read_text(encoding="utf-8-sig")
        assert TITLES[code] in read
