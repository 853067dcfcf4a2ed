"""Lines to servers outside: to the address that was looked at, and over after a while."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from urllib.parse import SplitResult

from eventsapp.web import destinations


@contextmanager
def connected(parts: SplitResult, *, seconds: float) -> Iterator[HTTPConnection]:
    """A line to an address that was looked at, cut after so long however slowly it drips.

    Raises destinations.BadDestination, and OSError where nothing answers.
    """
    connection = HTTPConnection(str(parts.hostname), timeout=seconds)
    connection.auto_open = 0
    connection.sock = _reach(parts, seconds)
    end = threading.Timer(seconds, _cut, [connection])
    end.daemon = True
    end.start()
    try:
        if isinstance(connection.sock, ssl.SSLSocket):
            connection.sock.do_handshake()
        yield connection
    finally:
        end.cancel()
        connection.close()


def _reach(parts: SplitResult, seconds: float) -> socket.socket:
    """A socket to the first address of the server that answers."""
    failure: OSError = OSError("no address")
    for family, address in destinations.look_up(parts):
        line = socket.socket(family, socket.SOCK_STREAM)
        line.settimeout(seconds)
        try:
            line.connect(address)
        except OSError as error:
            line.close()
            failure = error
            continue
        if parts.scheme == "http":
            return line
        context = ssl.create_default_context()
        name = str(parts.hostname)
        return context.wrap_socket(line, server_hostname=name, do_handshake_on_connect=False)
    raise failure


def _cut(connection: HTTPConnection) -> None:
    line = connection.sock
    if line is not None:
        try:
            line.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it was over already
