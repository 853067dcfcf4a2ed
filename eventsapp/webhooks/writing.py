"""What is said: one small JSON object (Standard Webhooks), without anything about a person."""

import json
import uuid
from datetime import UTC, datetime
from typing import Any


def words(endpoint_id: int, kind: str, data: dict[str, Any], *, now: datetime) -> dict[str, Any]:
    """The columns of a delivery that tells an endpoint this."""
    said = {"type": kind, "timestamp": _stamp(now), "data": data}
    return {
        "endpoint_id": endpoint_id,
        "key": f"msg_{uuid.uuid4().hex}",
        "kind": kind,
        "body": json.dumps(said, separators=(",", ":")),
        "due_at": now,
        "created_at": now,
    }


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
