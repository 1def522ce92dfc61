"""The errors of the house: each names its subject and says whether trying again helps."""

from __future__ import annotations

#: First words of a problem that is said of its subject; before any other stands a colon.
_VERBS = frozenset(
    {"cannot", "crashed", "does", "failed", "gave", "has", "holds", "is", "lacks", "leads", "redirects"}
    | {"took", "was"}
)


def said_of(subject: str, problem: str) -> str:
    """Both as one sentence: ``change 12 is unknown``, and ``a.txt: no such file``."""
    verb = problem.partition(" ")[0]
    return f"{subject}{'' if verb in _VERBS else ':'} {problem}"


class MusterError(Exception):
    """Root of every error that Muster raises on purpose.

    ``subject`` is what the error is about (an address, a feed's name, a file and key, a variable);
    ``advice`` says what a person can do; ``retry`` says whether the same call may go well later.
    """

    retry = False

    def __init__(self, subject: str, problem: str, advice: str = "") -> None:
        self.subject = subject
        self.problem = problem
        self.advice = advice
        super().__init__(subject, problem, advice)

    def __str__(self) -> str:
        return said_of(self.subject, self.problem) + (f". {self.advice}" if self.advice else "")


class ConfigError(MusterError):
    """A setting, a feeds file, a baseline or a language file is wrong."""


class InputError(MusterError):
    """A file, a line or an argument given to a command is wrong."""


class FetchError(MusterError):
    """An address could not be fetched now; a later try may succeed."""

    retry = True

    def __init__(
        self,
        subject: str,
        problem: str,
        advice: str = "",
        *,
        status: int | None = None,
        wait: float | None = None,
    ) -> None:
        super().__init__(subject, problem, advice)
        self.status = status
        self.wait = wait


class ForbiddenAddressError(MusterError):
    """An address leads inside (private, loopback, link-local …) and is never fetched."""


class ParseError(MusterError):
    """Bytes that are no feed or no page."""


class WorkerError(MusterError):
    """A worker process hung or died over one page; it is tried once more, then set aside."""

    retry = True


class StoreError(MusterError):
    """The database refused or is not reachable."""

    retry = True
