"""Listen for webhooks and print what is told, once its signature is right. Standard library only.

    WEBHOOK_SECRET=whsec_… python examples/receive_webhooks.py 8080

Behind a proxy that speaks https; see https://www.standardwebhooks.com.
"""

import base64
import hashlib
import hmac
import os
import sys
import time
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SECRET = base64.b64decode(os.environ["WEBHOOK_SECRET"].removeprefix("whsec_"))
TOLERANCE_SECONDS = 300  # older calls may be repeated by somebody who has listened


def is_genuine(headers: Mapping[str, str], body: bytes) -> bool:
    """Whether Dateline has said this, just now."""
    key, stamp = headers["webhook-id"], headers["webhook-timestamp"]
    signed = hmac.digest(SECRET, f"{key}.{stamp}.".encode() + body, hashlib.sha256)
    right = "v1," + base64.b64encode(signed).decode()
    given = headers["webhook-signature"].split()
    is_fresh = abs(time.time() - int(stamp)) < TOLERANCE_SECONDS
    return is_fresh and any(hmac.compare_digest(right, each) for each in given)


class Handler(BaseHTTPRequestHandler):
    """Takes one call. A real one keeps `webhook-id`: the same may come twice."""

    def do_POST(self) -> None:
        """Answer at once; the work comes later."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        is_good = is_genuine(self.headers, body)  # type: ignore[arg-type]
        self.send_response(204 if is_good else 401)
        self.end_headers()
        if is_good:
            print(body.decode(), flush=True)


if __name__ == "__main__":
    with ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler) as server:
        print("listening", flush=True)
        server.serve_forever()
