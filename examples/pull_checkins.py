"""Print who came in today, with names, page after page. Standard library only.

    DATELINE=https://press.example.org DATELINE_TOKEN=dl_… python examples/pull_checkins.py

The token needs the scopes checkins:read and registrations:read.
"""

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen


def read(path: str, **asked: Any) -> Any:
    """One page of a list."""
    address = f"{os.environ['DATELINE']}/api/v1{path}?{urlencode(asked)}"
    request = Request(address, headers={"Authorization": f"Bearer {os.environ['DATELINE_TOKEN']}"})
    with urlopen(request, timeout=30) as answer:
        return json.load(answer)


def every(path: str, **asked: Any) -> Iterator[Any]:
    """A whole list: each page names the cursor of the next."""
    while True:
        page = read(path, limit=100, **asked)
        yield from page["items"]
        if page["next"] is None:
            return
        asked["cursor"] = page["next"]


def main() -> None:
    """Entries of the last 24 hours that were not taken back."""
    since = (datetime.now(UTC) - timedelta(hours=24)).isoformat()
    entries = [each for each in every("/checkins", entered_from=since) if not each["undone_at"]]
    names = {
        person["id"]: person["name"]
        for event_id in sorted({each["event_id"] for each in entries})
        for person in every(f"/events/{event_id}/registrations")
    }
    for each in entries:
        print(each["entered_at"], each["door"] or "-", names[each["registration_id"]])


if __name__ == "__main__":
    main()
