"""What the tests of letters share with those of mail."""

from tests.mail.conftest import postbox  # noqa: F401 -- a fixture
