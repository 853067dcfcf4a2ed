"""Who may stand at a door: devices on which its PIN was typed."""

from datetime import datetime

from flask import abort, request
from werkzeug.wrappers import Response

from eventsapp.checkin import queries
from eventsapp.checkin.models import DUTY, Door
from eventsapp.checkin.services import DoorClosed
from eventsapp.core import tokens


def door_at(code: str) -> Door:
    """The door of an address, opened or not; 404 for one that was never given out."""
    return queries.find_door(code) or abort(404)


def is_opened(door: Door) -> bool:
    """Whether the PIN was typed on this device, and not changed since."""
    held = tokens.read(DUTY, request.cookies.get(_cookie(door), ""))
    return held == (door.id, door.generation)


def opened_door(code: str, now: datetime) -> Door:
    """The door of an address, for a device that may use it. Raises DoorClosed; 401 otherwise."""
    door = door_at(code)
    if not is_opened(door):
        abort(401)
    if not door.is_open(now):
        raise DoorClosed
    return door


def telling_door(code: str, now: datetime) -> Door:
    """The same for a device that tells what it has done: also of before the door was closed."""
    door = door_at(code)
    if not is_opened(door):
        abort(401)
    if now >= door.ends_at:
        raise DoorClosed
    return door


def remember(door: Door, response: Response) -> None:
    """Let this device use the door until it ends. Other sites cannot send in its name."""
    response.set_cookie(
        _cookie(door),
        tokens.make(DUTY, door.id, door.generation),
        expires=door.ends_at,
        path=f"/door/{door.code}",
        httponly=True,
        secure=request.is_secure,
        samesite="Lax",
    )


def forget(door: Door, response: Response) -> None:
    """Let this device ask for the PIN again."""
    response.delete_cookie(_cookie(door), path=f"/door/{door.code}")


def _cookie(door: Door) -> str:
    return f"door-{door.id}"
