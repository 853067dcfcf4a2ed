"""Enter an event, publish it, register a guest: with Python alone, nothing to install.

DATELINE=https://press.example.org DATELINE_TOKEN=dl_… python examples/publish_event.py
"""

import json
import os
import uuid
from typing import Any
from urllib.request import Request, urlopen

EVENT = {
    "type": "press_conference",
    "original_language": "ky",
    "titles": {"ky": "Коопсуз билим берүү чөйрөсү", "en": "Safe learning environment"},
    "starts": "2030-12-04T12:00",
    "ends": "2030-12-04T13:30",
    "city": "osh",
    "categories": [{"mode": "room", "capacity": 120}],
}
GUEST = {"name": "Ainura Bekova", "email": "ainura@example.org", "language": "ky"}


def send(method: str, path: str, body: Any = None) -> Any:
    """Ask the interface. The key makes it safe to send the same again after a lost connection."""
    request = Request(
        f"{os.environ['DATELINE']}/api/v1{path}",
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={
            "Authorization": f"Bearer {os.environ['DATELINE_TOKEN']}",
            "Content-Type": "application/json",
            "Idempotency-Key": uuid.uuid4().hex,
        },
    )
    with urlopen(request, timeout=30) as answer:
        return json.load(answer)


def main() -> None:
    """Do it, and say what came of it."""
    event = send("POST", "/events", EVENT)
    event = send("POST", f"/events/{event['id']}/publication", {})
    print("Published:", event["url"])
    guest = GUEST | {"category_id": event["categories"][0]["id"]}
    print("Ticket:", send("POST", f"/events/{event['id']}/registrations", guest)["code"])
    people = send("GET", f"/events/{event['id']}/registrations?status=confirmed")["items"]
    print("Registered:", len(people))


if __name__ == "__main__":
    main()
