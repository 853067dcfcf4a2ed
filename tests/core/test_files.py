import pytest

from eventsapp.core import files


def test_open_gives_back_what_was_stored(app):
    key = files.store(b"a picture", ".png")

    assert key.endswith(".png")
    assert files.open(key) == b"a picture"


def test_same_data_get_keys_of_their_own(app):
    assert files.store(b"a picture", ".png") != files.store(b"a picture", ".png")


def test_delete_forgets_and_may_be_repeated(app):
    key = files.store(b"a picture", ".png")

    files.delete(key)
    files.delete(key)

    assert files.open(key) is None


@pytest.mark.parametrize(
    "key",
    ["", "..", "../secret_key", "/etc/passwd", "a" * 32 + ".png/..", "A" * 32 + ".png", "\x00"],
)
def test_open_refuses_what_is_no_key(app, key):
    assert files.open(key) is None


def test_store_needs_a_storage_it_knows(app, monkeypatch):
    monkeypatch.setitem(app.config, "STORAGE_URL", "ftp://files.example.org")

    with pytest.raises(ValueError, match="write file: and a folder"):
        files.store(b"a picture", ".png")
