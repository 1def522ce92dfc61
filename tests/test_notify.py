"""The word to systemd, against a socket of the same kind as systemd's."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.adapters.notify import Notify


@pytest.fixture
def listener(tmp_path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        heard.bind(str(tmp_path / "notify"))
        heard.settimeout(5)
        yield heard


def test_systemd_hears_that_the_service_is_ready_and_what_it_does(listener: socket.socket) -> None:
    Notify({"NOTIFY_SOCKET": listener.getsockname()}).ready("polling 45 feeds")
    assert listener.recv(1000) == b"READY=1\nSTATUS=polling 45 feeds"


def test_a_status_of_several_lines_cannot_forge_a_second_message(listener: socket.socket) -> None:
    Notify({"NOTIFY_SOCKET": listener.getsockname()}).status("all down\nMAINPID=1")
    assert listener.recv(1000) == b"STATUS=all down MAINPID=1"


def test_the_ping_and_the_goodbye_are_words_of_their_own(listener: socket.socket) -> None:
    notify = Notify({"NOTIFY_SOCKET": listener.getsockname()})
    notify.alive()
    notify.stopping()
    assert [listener.recv(1000), listener.recv(1000)] == [b"WATCHDOG=1", b"STOPPING=1"]


def test_a_name_with_an_at_sign_is_an_abstract_socket() -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        heard.bind("")  # the kernel gives an abstract name of its own
        heard.settimeout(5)
        name = heard.getsockname()
        Notify({"NOTIFY_SOCKET": "@" + name[1:].decode()}).alive()
        assert heard.recv(1000) == b"WATCHDOG=1"


def test_without_systemd_nothing_is_sent_and_nobody_watches() -> None:
    notify = Notify({})
    notify.ready("polling")
    assert notify.watchdog_s is None


def test_a_socket_that_is_gone_does_not_stop_the_service(tmp_path: Path) -> None:
    Notify({"NOTIFY_SOCKET": str(tmp_path / "gone")}).alive()


def test_the_watchdogs_time_is_told_in_seconds() -> None:
    assert Notify({"WATCHDOG_USEC": "90000000"}).watchdog_s == 90
