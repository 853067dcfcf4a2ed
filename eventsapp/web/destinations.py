"""Where calls may go: public addresses, and those in one's own network that a setting names.

A name is looked up once and the address that was looked at is the one connected to, so that no
name can point elsewhere in between.
"""

import ipaddress
import socket
from typing import Any
from urllib.parse import SplitResult, quote, urlsplit

from flask import current_app
from flask_babel import lazy_gettext as _l

from eventsapp.core.errors import Refusal

AS_IT_IS = "/%:@!$&'()*+,;=~?"  # in a path and query
PORTS = {"https": 443, "http": 80}
TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: an IPv4 address in disguise


class BadDestination(Refusal):
    """No address that may be called."""

    message = _l("This address cannot be called.")
    status = 422


class NotSecure(BadDestination):
    """Not a whole https address."""

    message = _l("Write a whole address that begins with https://, without a name or password.")


class Unknown(BadDestination):
    """Its name leads nowhere."""

    message = _l("No server is known by this name. Check how it is written.")


class NotPublic(BadDestination):
    """An address of a private network, of this machine, or of no machine at all."""

    message = _l("This server is in a private network. Only public servers are called.")


def split(url: str) -> SplitResult:
    """The parts of an address in ASCII, as they go over the line. Raises NotSecure."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
        path, query = quote(parts.path or "/", safe=AS_IT_IS), quote(parts.query, safe=AS_IT_IS)
    except ValueError:
        raise NotSecure from None
    schemes = PORTS if host in own_hosts() else {"https"}
    if parts.scheme not in schemes or not host or parts.username is not None:
        raise NotSecure
    shown = f"[{host}]" if ":" in host else host
    place = f"{shown}:{port}" if port else shown
    return parts._replace(netloc=place, path=path, query=query, fragment="")


def look_up(parts: SplitResult) -> list[tuple[Any, ...]]:
    """The socket addresses of a destination. Raises Unknown, and NotPublic if one is private."""
    host, port = str(parts.hostname), parts.port or PORTS[parts.scheme]
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        raise Unknown from None
    if host not in own_hosts() and not all(is_public(each[4][0]) for each in found):
        raise NotPublic
    return [(each[0], each[4]) for each in found]


def is_public(address: Any) -> bool:
    """Whether an IP address is one of a public server."""
    ip = ipaddress.ip_address(str(address).partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return is_public(ip.ipv4_mapped)
        if ip.sixtofour or ip.teredo or ip in TRANSLATED:
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def own_hosts() -> set[str]:
    """The servers in the installation's own network that may be called, also without https."""
    named = str(current_app.config["WEBHOOK_PRIVATE_HOSTS"]).split(",")
    return {each.strip().lower() for each in named if each.strip()}
