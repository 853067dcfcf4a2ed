"""The limit: bare Flask that does the least which still deserves the name, on the same servers.

Pages are bytes in memory. A registration checks a token, raises a guarded counter, does one
INSERT and one COMMIT, and shows pages of the product's own size.
"""

import hmac
import os
import secrets
from pathlib import Path

import waitress
from flask import Flask, Response, abort, redirect, request, session
from flask.typing import ResponseReturnValue
from sqlalchemy import create_engine, text

import eventsapp.core.database  # noqa: F401 -- connections are prepared as the product's are
from bench import disk

RAISE = text("UPDATE bench_event SET taken = taken + 1 WHERE id = 1 AND taken < capacity")
ENTER = text("INSERT INTO bench_place VALUES (:token, 1, :name)")
FIND = text("SELECT name FROM bench_place WHERE token = :token")

PAGES = {path.name: path.read_bytes() for path in Path(os.environ["BENCH_PAGES"]).iterdir()}
app = Flask(__name__)
app.secret_key = os.environ["SECRET_KEY"]
engine = create_engine(os.environ["DATABASE_URL"], pool_size=10)
disk.take_time()


@app.get("/page/<name>")
def page(name: str) -> Response:
    """The product's bytes, compressed as they came."""
    return Response(PAGES[name], headers={"Content-Encoding": "gzip"})


@app.get("/unchanged")
def unchanged() -> Response:
    """You have it already."""
    return Response(status=304, headers={"ETag": '"bench"'})


@app.get("/register")
def form() -> Response:
    """A form with a token."""
    session["token"] = token = secrets.token_hex(16)
    return Response(PAGES["form"].replace(b"{token}", token.encode()))


@app.post("/register")
def register() -> ResponseReturnValue:
    """Take a place."""
    if not hmac.compare_digest(request.form["token"], session.get("token", "")):
        abort(400)
    token = secrets.token_hex(16)
    with engine.begin() as connection:
        if not connection.execute(RAISE).rowcount:
            abort(409)
        connection.execute(ENTER, {"token": token, "name": request.form["name"]})
    return redirect(f"/registered/{token}")


@app.get("/registered/<token>")
def registered(token: str) -> Response:
    """The confirmation."""
    with engine.connect().execution_options(readonly=True) as connection:
        if connection.scalar(FIND, {"token": token}) is None:
            abort(404)
    return Response(PAGES["confirmation"])


if __name__ == "__main__":
    waitress.serve(
        app, host="127.0.0.1", port=int(os.environ["PORT"]), threads=int(os.environ["THREADS"])
    )
