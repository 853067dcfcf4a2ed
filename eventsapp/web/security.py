"""Security headers on every answer: a strict, static Content-Security-Policy and its kin.

An address with a NUL in it, which no text in PostgreSQL can hold, names nothing.
"""

from flask import Flask, Response, abort, request

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def init_app(app: Flask) -> None:
    """Look at every address first; add the headers last, where a view has no stricter ones."""
    secure = str(app.config["BASE_URL"]).startswith("https://")

    @app.before_request
    def refuse_unholdable_addresses() -> None:
        if "\0" in request.path or b"%00" in request.query_string:
            abort(404)

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if secure:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        return response
