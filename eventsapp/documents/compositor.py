"""A program of its own: fills one template that an organisation brought, and ends.

Such a template is code of a stranger. It runs here without our packages, our settings and our
database, in an empty folder, with limits of memory and processor; `sandbox` starts it so. The
job comes as JSON on standard input, the answer goes as JSON to standard output.
"""

import json
import re
import resource
import runpy
import sys
from base64 import b64decode, b64encode
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

MEMORY = 2 * 1024**3  # bytes of addresses, most of them never touched
DRAWING = Path(__file__).with_name("drawing.py")  # read by its path: we have no packages here
UNPACKED = 30 * 1024**2  # bytes that a .docx may unpack to
_LINE = re.compile(r"main:(\d+):\d+")
_ELSEWHERE = re.compile("download package|package not found|file not found|escape the project")
_HARMLESS = "/hyperlink"  # a link that the reader has to press


class Refused(Exception):
    """The template holds what none may hold; the argument says what."""


def main() -> None:
    """Take the job, answer it."""
    job = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (job["seconds"], job["seconds"]))
    try:
        answer = _typst(job) if job["form"] == "pdf" else _docx(job)
    except Refused as refused:
        answer = {"refused": str(refused)}
    except (MemoryError, RecursionError):
        answer = {"refused": "size"}
    except Exception as error:  # noqa: BLE001 -- a stranger's code may raise anything
        answer = {"complaint": str(error) or type(error).__name__}
    json.dump(answer, sys.stdout)


def _typst(job: Mapping[str, Any]) -> dict[str, Any]:
    import typst  # noqa: PLC0415 -- only one of the two is needed

    sources = {
        "main": b64decode(job["template"]),
        "data.json": json.dumps(job["data"], ensure_ascii=False).encode(),
    }
    if job["logo"]:
        sources["logo.svg"] = b64decode(job["logo"])
    try:
        made, warnings = typst.compile_with_warnings(
            sources,
            font_paths=[job["fonts"]],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        if _ELSEWHERE.search(str(error)):
            raise Refused("elsewhere") from error
        found = _LINE.search(error.diagnostic)
        return {"complaint": error.message, "line": int(found[1]) if found else 0}
    return _made(made) | {"warning": str(warnings[0].message) if warnings else ""}


def _docx(job: Mapping[str, Any]) -> dict[str, Any]:
    from docxtpl import DocxTemplate  # type: ignore[import-untyped]  # noqa: PLC0415 -- the same
    from jinja2 import StrictUndefined  # noqa: PLC0415 -- the same
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415 -- the same

    template = b64decode(job["template"])
    try:
        with ZipFile(BytesIO(template)) as archive:
            if sum(each.file_size for each in archive.infolist()) > UNPACKED:
                raise Refused("size")
        document = DocxTemplate(BytesIO(template))
        document.init_docx()
    except (BadZipFile, KeyError, ValueError, SyntaxError) as error:  # no archive, no Word, no XML
        raise Refused("unreadable") from error
    _inspect(document.docx.part.package)
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    document.render(job["data"] | _drawings(document, job), environment, autoescape=True)
    written = BytesIO()
    document.save(written)
    return _made(written.getvalue())


def _drawings(document: Any, job: Mapping[str, Any]) -> dict[str, Any]:
    organisation, logo = job["data"]["sides"][0]["organisation"], b64decode(job["logo"])
    drawn: dict[str, Any] = runpy.run_path(str(DRAWING))["drawings"](
        document, organisation, logo, job["accent"]
    )
    return drawn


def _inspect(package: Any) -> None:
    """No macros, nothing embedded that is opened by itself, nothing fetched from elsewhere."""
    for part in package.iter_parts():
        if re.search("vbaProject|activeX|embeddings", part.partname):
            raise Refused("active")
    for link in package.iter_rels():
        if link.is_external and not link.reltype.endswith(_HARMLESS):
            raise Refused("elsewhere")


def _made(data: bytes) -> dict[str, Any]:
    return {"made": b64encode(data).decode()}


if __name__ == "__main__":
    main()
