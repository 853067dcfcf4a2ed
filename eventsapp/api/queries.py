"""Reads of tokens and kept answers; and one page of a list after another."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from eventsapp.api.models import KeptAnswer, Token
from eventsapp.extensions import db


def usable(digest: str, *, now: datetime) -> Token | None:
    """The token of a secret's digest, unless it has expired."""
    return db.session.scalar(select(Token).where(Token.digest == digest, Token.expires_at > now))


def of_organisation(organisation_id: int) -> Sequence[Token]:
    """An organisation's tokens, the newest first."""
    return db.session.scalars(
        select(Token).where(Token.organisation_id == organisation_id).order_by(Token.id.desc())
    ).all()


def find(organisation_id: int, token_id: int) -> Token | None:
    """A token by its number, if it is this organisation's."""
    return db.session.scalar(
        select(Token).where(Token.id == token_id, Token.organisation_id == organisation_id)
    )


def kept_answer(token: Token, key: str) -> KeptAnswer | None:
    """The answer that a request with this key has had."""
    return db.session.scalar(
        select(KeptAnswer).where(KeptAnswer.token_id == token.id, KeptAnswer.key == key)
    )


def after(wanted: Select[Any], model: Any, *, number: int, limit: int) -> tuple[Sequence, int]:
    """The records after this number, and the number to go on after; 0 at the end."""
    chosen = wanted.where(model.id > number).order_by(None).order_by(model.id).limit(limit + 1)
    found = db.session.scalars(chosen).unique().all()
    return found[:limit], found[limit - 1].id if len(found) > limit else 0
