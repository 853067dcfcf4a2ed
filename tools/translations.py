"""Read every text of the product anew into the catalogues: `make translations`.

New texts come out empty and the test of the catalogues names them, so none is forgotten.
"""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
CATALOGUES = ROOT / "eventsapp" / "translations"
LANGUAGES = ("kk", "ky", "ru", "tr")
KEYWORDS = ("-k", "_l", "-k", "lazy_ngettext:1,2", "-k", "lazy_pgettext:1c,2")
LONG_AGO = datetime(2026, 11, 1, tzinfo=UTC)  # headers without a real date: no needless changes


def main() -> None:
    """Extract, then bring each catalogue up to date without guessing."""
    texts = extract()
    for language in LANGUAGES:
        path = path_of(language)
        catalogue = read_catalogue(path, language)
        catalogue.update(texts, no_fuzzy_matching=True, update_header_comment=False)
        catalogue.creation_date = LONG_AGO
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalogue, width=0, sort_output=True, ignore_obsolete=True)


def extract() -> Catalog:
    """Every text that code and templates mark for translation."""
    with TemporaryDirectory() as folder:
        template = Path(folder) / "messages.pot"
        command = [sys.executable, "-m", "babel.messages.frontend", "--quiet", "extract"]
        options = ["-F", "pyproject.toml", *KEYWORDS, "--no-location", "-o", str(template)]
        subprocess.run(  # noqa: S603 -- our own words
            [*command, *options, "eventsapp", "templates"], cwd=ROOT, check=True
        )
        with template.open("rb") as file:
            return read_po(file)


def path_of(language: str) -> Path:
    """Where the catalogue of a language lies."""
    return CATALOGUES / language / "LC_MESSAGES" / "messages.po"


def read_catalogue(path: Path, language: str) -> Catalog:
    """The catalogue of a language as it stands; an empty one where there is none."""
    if not path.exists():
        return _plain(Catalog(locale=language))
    with path.open("rb") as file:
        return _plain(read_po(file, locale=language))


def _plain(catalogue: Catalog) -> Catalog:
    catalogue.header_comment = "# The texts of Dateline."
    catalogue.project, catalogue.version = "Dateline", ""
    catalogue.creation_date = catalogue.revision_date = LONG_AGO
    catalogue.fuzzy = False
    return catalogue


if __name__ == "__main__":
    main()
