"""Web servers in processes of their own, as the tests ask them."""

import time
import urllib.request


def read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.read().decode()


def wait_for(address: str) -> None:
    latest = time.monotonic() + 60
    while time.monotonic() < latest:
        try:
            read(f"{address}/healthz")
        except OSError:
            continue
        return
    raise AssertionError(f"{address} does not answer")
