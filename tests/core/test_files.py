from io import BytesIO
from urllib.request import Request, urlopen

import boto3
import pytest
from moto.server import ThreadedMotoServer

from eventsapp.core import files
from eventsapp.doctor import check_storage
from eventsapp.extensions import db
from tests.factories import make_organisation


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


@pytest.mark.parametrize(("end", "left"), [("commit", None), ("rollback", b"a picture")])
def test_forget_waits_for_the_end_of_the_transaction(app, end, left):
    key = files.store(b"a picture", ".png")
    make_organisation().slug = "renamed"
    files.forget(key)
    waiting = files.open(key)

    getattr(db.session, end)()
    db.session.commit()

    assert (waiting, files.open(key)) == (b"a picture", left)


@pytest.mark.parametrize(("end", "left"), [("commit", None), ("rollback", b"a picture")])
def test_forget_outlives_a_savepoint(app, end, left):
    key = files.store(b"a picture", ".png")
    make_organisation().slug = "renamed"
    files.forget(key)
    for inner in ("commit", "rollback"):
        getattr(db.session.begin_nested(), inner)()
    waiting = files.open(key)

    getattr(db.session, end)()

    assert (waiting, files.open(key)) == (b"a picture", left)


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


@pytest.fixture
def bucket(app, monkeypatch):
    """A bucket of a real S3 server on this machine."""
    server = ThreadedMotoServer(port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    client = boto3.client("s3")
    client.create_bucket(Bucket="agenda")
    monkeypatch.setitem(app.config, "STORAGE_URL", "s3://agenda/kept")
    monkeypatch.setitem(app.extensions, "dateline_storage", {})
    yield client
    client.close()
    again = Request(f"http://{host}:{port}/moto-api/reset", method="POST")
    urlopen(again).close()
    server.stop()


def test_bucket_keeps_files_below_its_prefix(app, bucket):
    key = files.store(b"a picture", ".png")

    (held,) = bucket.list_objects_v2(Bucket="agenda")["Contents"]
    assert held["Key"] == f"kept/{key}"
    assert files.open(key) == b"a picture"
    assert files.folder() is None


def test_bucket_takes_and_gives_large_files_in_pieces(app, bucket):
    data = bytes(range(256)) * 40_000  # 10 MB: two parts

    key = files.store_stream(BytesIO(data), ".bin")

    pieces = list(files.read(key))
    assert len(pieces) > 1
    assert b"".join(pieces) == data


def test_bucket_forgets_and_says_so(app, bucket):
    key = files.store(b"a picture", ".png")

    files.delete(key)
    files.delete(key)

    assert files.open(key) is None
    assert check_storage() == "the bucket takes files"
