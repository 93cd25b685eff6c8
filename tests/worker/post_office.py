"""A real SMTP server that keeps what it is given, and can be told to be slow, away or unwilling."""

from __future__ import annotations

import socket
import time
from collections import Counter
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller


def free_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class PostOffice:
    """What arrived, in order."""

    port: int = field(default_factory=free_port)
    delay: float = 0.0
    answer: str = "250 kept"
    goodbye: str = "221 Bye"
    messages: list[EmailMessage] = field(default_factory=list)

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Keep the message, or answer as told."""
        if not self.answer.startswith("250"):
            return self.answer
        self.messages.append(message_from_bytes(envelope.content, policy=default))
        if self.delay:
            time.sleep(self.delay)
        return self.answer

    async def handle_QUIT(self, _server: Any, _session: Any, _envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Say goodbye as told."""
        return self.goodbye

    def open(self) -> Controller:
        """Start to listen; gives what stops it."""
        controller = Controller(self, hostname="127.0.0.1", port=self.port)
        controller.start()
        return controller

    @property
    def url(self) -> str:
        """Give the address as the setting wants it."""
        return f"smtp://127.0.0.1:{self.port}"

    def counted(self) -> Counter[str]:
        """Count the messages by their Message-ID."""
        return Counter(str(message["Message-ID"]) for message in self.messages)
