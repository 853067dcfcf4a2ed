"""The mail server of the outbox's own tests."""

from tests.mail.conftest import postbox  # noqa: F401 -- fixture
