"""With REDIS_URL the processes count tries together; without a server each goes on by itself."""

import re
import shutil
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

import pytest

from tests.factories import make_user
from tests.operations.serving import wait_for


@pytest.fixture
def redis(tmp_path):
    """A Redis server on a socket of its own."""
    program = shutil.which("redis-server")
    if not program:
        pytest.skip("redis-server is not installed")
    path = tmp_path / "redis.sock"
    options = ["--port", "0", "--unixsocket", str(path), "--save", "", "--dir", str(tmp_path)]
    process = subprocess.Popen([program, *options], stdout=subprocess.DEVNULL)
    latest = time.monotonic() + 30
    while not path.exists() and time.monotonic() < latest:
        time.sleep(0.02)
    yield process, f"redis+unix://{path}"
    process.kill()
    process.wait()


@pytest.fixture
def serving_settings(redis):
    """Both processes count in it; the sign-in's cookie goes over http."""
    return {"REDIS_URL": redis[1], "BASE_URL": "http://127.0.0.1"}


def attempt(address: str) -> int:
    """The answer to a wrong password, over a connection and from a browser of its own."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    page = browser.open(f"{address}/account/sign-in", timeout=20).read().decode()
    token = re.search('name="csrf_token"[^>]*value="([^"]+)"', page)[1]
    form = {"csrf_token": token, "email": "dana@example.org", "password": "wrong horse"}
    try:
        sent = urllib.parse.urlencode(form).encode()
        return browser.open(f"{address}/account/sign-in", sent, timeout=20).status
    except urllib.error.HTTPError as answer:
        return answer.code


def test_two_processes_count_together_and_go_on_when_redis_is_gone(another, redis, gunicorn):
    server, _url = redis
    _process, address = gunicorn
    wait_for(address)
    with another.app_context():
        make_user()

    assert [attempt(address) for _try in range(6)] == [422] * 5 + [429]

    server.kill()
    server.wait()
    assert attempt(address) == 422  # counted by this process alone, from zero
