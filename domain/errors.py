"""The one family of errors a person may see: each says what, where, and what to do."""

from __future__ import annotations


class InterviewError(Exception):
    """Anything that stops a command and is told to the person in one line.

    `exit_code` is what the command ends with: 2 for input that is wrong, 3 for something around the
    program that is not there (Redis, a model), 4 for a session in use, 5 for stored data it cannot read.
    """

    exit_code = 2


class NoGuides(InterviewError):
    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"No usable guide in {where}: {why}")


class OfAFile(InterviewError):
    """Something about one file; `name` is what the message calls it, `told` what follows."""

    def __init__(self, name: str, told: str) -> None:
        self.name, self.told = name, told
        super().__init__(f"{name}{told}")

    def call_it(self, name: str) -> None:
        """Call the file `name` from here on: by its path, as somebody typed it."""
        self.name = name
        self.args = (f"{name}{self.told}",)


class UnreadableGuide(OfAFile):
    """One file cannot be read; the others go on."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(name, f": {why}")


class UnknownSession(InterviewError):
    def __init__(self, session_id: str) -> None:
        super().__init__(f"No session {session_id!r}. `interview sessions` lists yours.")


class UnknownTurn(InterviewError):
    def __init__(self, session_id: str, number: int) -> None:
        super().__init__(
            f"Session {session_id} has no turn {number}. `interview replay {session_id}` shows its turns."
        )


class SessionInUse(InterviewError):
    exit_code = 4

    def __init__(self, session_id: str, *, drill: bool = False) -> None:
        takes = "drill --resume" if drill else f"resume {session_id}"
        super().__init__(
            f"{'Drill' if drill else 'Session'} {session_id} is open in another window. Answer there, or "
            f"close it; `interview {takes} --take-over` takes it from there."
        )


class MemoryUnavailable(InterviewError):
    """Redis cannot be reached. Never to be mistaken for "there is no such session"."""

    exit_code = 3


class StoredByNewerVersion(InterviewError):
    exit_code = 5

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} was written by a newer mock-interviewer. Update it, then try again.")


class BadSetting(InterviewError):
    """A setting has a value that cannot be used."""


class ModelUnavailable(InterviewError):
    """The language model did not answer in a usable way; callers keep their draft."""

    exit_code = 3


class UnusableReply(ModelUnavailable):
    """The model answered, and what it said cannot be used."""
