"""Failures told to a Sentry server, where SENTRY_DSN names one: what the log says, nothing more.

A failure's kind and place in the program go out, with the fields of its log line. What people
sent, their addresses, cookies and the values of variables stay here, and so do the words of an
exception: they may repeat what somebody has written.
"""

import atexit
import importlib
import sys

from structlog.typing import EventDict

from eventsapp.config import BadSetting

TAG_LENGTH = 200  # characters that the server takes of one field


class Reporter:
    """A step of structlog's chain: hands on each line that tells of an exception."""

    def __init__(self, address: str) -> None:
        try:
            self._sdk = importlib.import_module("sentry_sdk")
        except ModuleNotFoundError:
            raise BadSetting("SENTRY_DSN needs sentry-sdk, see requirements-scale.txt") from None
        try:
            self.client = self._sdk.Client(
                dsn=address,
                default_integrations=False,
                include_local_variables=False,
                max_breadcrumbs=0,
                send_client_reports=False,
                server_name="",
            )
        except self._sdk.utils.BadDsn as error:
            raise BadSetting(f"SENTRY_DSN is not an address of Sentry: {error}") from None
        atexit.register(self.client.close)

    def __call__(self, _logger: object, _method: str, line: EventDict) -> EventDict:
        """Report the line's exception, and pass the line on as it came."""
        if (error := _exception(line.get("exc_info"))) is not None:
            event, hint = self._sdk.utils.event_from_exception(error, self.client.options)
            named = line.keys() - {"exc_info", "timestamp"}
            tags = {name: str(line[name])[:TAG_LENGTH] for name in named}
            for each in event["exception"]["values"]:
                each["value"] = ""
            self.client.capture_event(event | {"tags": tags}, hint)
        return line


def _exception(given: object) -> BaseException | None:
    """What structlog takes as `exc_info`: an exception, its triple, or True for the present one."""
    if isinstance(given, BaseException):
        return given
    return sys.exc_info()[1] if given else None
