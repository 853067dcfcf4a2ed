"""A real mail server for tests, on whichever port is free."""

import asyncio
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


class Postbox:
    """What a mail server received; `answer` may refuse a letter, `drops` of them get no answer."""

    def __init__(self) -> None:
        self.raw: list[bytes] = []
        self.envelopes: list[Any] = []
        self.connections = 0
        self.drops = 0
        self.answer: Callable[[str], str] = lambda _recipient: "250 OK"
        self.sender_answer = "250 OK"
        self.consider: Callable[[], object] = lambda: None  # a letter, before it is answered

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        session.host_name = hostname
        self.connections += 1
        return responses

    async def handle_MAIL(self, server, session, envelope, address, mail_options):  # noqa: N802
        if self.sender_answer.startswith("250"):
            envelope.mail_from = address
            envelope.mail_options.extend(mail_options)
        return self.sender_answer

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):  # noqa: N802
        answer = self.answer(address)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.raw.append(envelope.original_content)
        self.envelopes.append(envelope)
        await asyncio.to_thread(self.consider)
        if self.drops:
            self.drops -= 1
            server.transport.close()
        return "250 OK"

    @property
    def letters(self) -> list[EmailMessage]:
        """The letters as a mail program reads them."""
        return [message_from_bytes(raw, policy=policy.default) for raw in self.raw]  # type: ignore[misc]

    @property
    def recipients(self) -> list[str]:
        return [address for envelope in self.envelopes for address in envelope.rcpt_tos]


class AnyPort(Controller):
    """A server on whichever port is free; the library asks for a known one."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        super()._trigger_server()
