"""Messages as in the tests of the outbox."""

from tests.mail.conftest import note_templates, postbox, queue  # noqa: F401 -- fixtures
