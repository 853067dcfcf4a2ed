"""Ask which of the pinned libraries have known holes: `make audit`.

pip-audit alone says "none known" of libraries that no index told it about. Here that is an answer
of its own: 0 all were looked up and are sound, 1 some have holes, 3 some could not be looked up.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
COMMAND = (
    "-m", "pip_audit",
    "--requirement", "requirements.txt", "--requirement", "requirements-scale.txt",
    "--no-deps", "--disable-pip", "--progress-spinner", "off", "--format", "json",
)  # fmt: skip
SOUND, HOLES, UNKNOWN = 0, 1, 3


def main() -> int:
    """Look everything up and say what came of it."""
    found = subprocess.run(  # noqa: S603 -- our own words
        [sys.executable, *COMMAND], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if not found.stdout.strip():
        reason = (found.stderr.strip().splitlines() or ["no answer"])[-1]
        sys.stdout.write(f"NOT AUDITED: no index of vulnerabilities answers here ({reason}).\n")
        return UNKNOWN
    status, words = judge(json.loads(found.stdout))
    sys.stdout.write(f"{words}\n")
    return status


def judge(report: Mapping[str, Any]) -> tuple[int, str]:
    """The exit code and the words for a report of pip-audit."""
    libraries = report["dependencies"]
    holes = [
        f"{each['name']} {each['version']}: {hole['id']}, mended in {', '.join(hole['fix_versions'])}"
        for each in libraries
        for hole in each.get("vulns", ())
    ]
    skipped = [each["name"] for each in libraries if "skip_reason" in each]
    if holes:
        return HOLES, "\n".join(holes)
    if skipped:
        words = f"NOT AUDITED: no index of vulnerabilities answers here for {', '.join(skipped)}."
        return UNKNOWN, words
    return SOUND, f"{len(libraries)} libraries looked up, no known holes."


if __name__ == "__main__":
    sys.exit(main())
