"""Incoming letters of the tests: samples with gaps to fill in, and a mailbox to put them into."""

import base64
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from string import Template
from typing import Any

from flask import Flask

_ENCODED = re.compile(r"<<<base64\n(.*?)>>>\n", re.DOTALL)


def fill(sample: Path, **values: str) -> bytes:
    """A sample with its gaps filled in; what stands in `<<<base64` … `>>>` is encoded."""
    text = Template(sample.read_text()).substitute(values)
    coded = _ENCODED.sub(lambda found: base64.encodebytes(found[1].encode()).decode(), text)
    return coded.replace("\n", "\r\n").encode()


@contextmanager
def inbox(app: Flask, url: str, **more: Any) -> Iterator[None]:
    """An inbox for a while."""
    settings = {"INBOX_URL": url} | more
    former = {name: app.config[name] for name in settings}
    app.config.update(settings)
    try:
        yield
    finally:
        app.config.update(former)
