"""A word to systemd: ready, alive, stopping (the sd_notify protocol).

Without systemd nothing happens. Source: man 3 sd_notify, "Notes".
"""

from __future__ import annotations

import socket
from collections.abc import Mapping


class Notify:
    """Sends the service's state to the socket that systemd names in ``NOTIFY_SOCKET``.

    ``environ`` is the process environment. A message that cannot be sent is dropped: the service's work
    does not depend on who watches it.
    """

    def __init__(self, environ: Mapping[str, str]) -> None:
        path = environ.get("NOTIFY_SOCKET", "")
        self._address = "\0" + path[1:] if path.startswith("@") else path
        microseconds = environ.get("WATCHDOG_USEC", "")
        #: Seconds within which systemd wants a ping; None where nobody watches.
        self.watchdog_s = int(microseconds) / 1_000_000 if microseconds.isdigit() else None

    def ready(self, status: str) -> None:
        self._send(f"READY=1\nSTATUS={_line(status)}")

    def status(self, status: str) -> None:
        self._send(f"STATUS={_line(status)}")

    def alive(self) -> None:
        """The watchdog's ping; whoever calls it says that polling makes progress."""
        self._send("WATCHDOG=1")

    def stopping(self) -> None:
        self._send("STOPPING=1")

    def _send(self, message: str) -> None:
        if not self._address:
            return
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as speaker:
                speaker.setblocking(False)
                speaker.sendto(message.encode(), self._address)
        except OSError:
            return


def _line(text: str) -> str:
    """One line, as the protocol wants it."""
    return " ".join(text.split())
