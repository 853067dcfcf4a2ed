"""The Flask extensions, made once and bound to an app in `create_app`."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from flask_babel import Babel
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_mail import Mail
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from flask_wtf import CSRFProtect
from sqlalchemy import Connection, Engine
from sqlalchemy.orm import DeclarativeBase

from eventsapp.core.database import REGISTRY, UTCDateTime, WallTime


class Base(DeclarativeBase):
    """What every table of ours is. A new record has its columns' defaults from the start."""

    registry = REGISTRY

    def __init__(self, **values: Any) -> None:
        for name, column in self.__mapper__.columns.items():  # computed ones among them
            default = getattr(column, "default", None)
            if name not in values and default is not None:
                values[name] = default.arg(None) if default.is_callable else default.arg
        for name, value in values.items():
            setattr(self, name, value)


class OneDatabase(Session):
    """There is one database: to which a statement goes is not asked for each of them."""

    @cached_property
    def _engine(self) -> Engine:
        return self._db.engine

    def get_bind(
        self,
        mapper: Any = None,
        clause: Any = None,
        bind: Engine | Connection | None = None,
        **_more: Any,
    ) -> Engine | Connection:
        """The engine of the application, or what is asked for."""
        return bind or self._engine


db = SQLAlchemy(model_class=Base, session_options={"class_": OneDatabase})
if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


def _spell_type(kind: str, item: object, _context: object) -> str | bool:
    """Write our column types into migrations as plain ones: migrations import nothing of ours."""
    if kind == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, WallTime):
        return "sa.DateTime()"
    if kind == "type" and type(item).__name__ == "_TranslatedJSON":
        return "sa.JSON()"
    return False


babel = Babel()
csrf = CSRFProtect()
limiter = Limiter(get_remote_address, headers_enabled=True)
login = LoginManager()
mail = Mail()
migrate = Migrate(db=db, render_as_batch=True, render_item=_spell_type)
