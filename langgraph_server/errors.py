"""Why a run does not begin: each is the run's error, and nothing was kept of it."""

from __future__ import annotations

from domain.errors import InterviewError
from domain.shown import shown_in_a_line


class NotHeld(RuntimeError):
    """A run that could not be done, and why, in one line; its cause is an `InterviewError`.

    LangGraph's server tells a client the text of Python's own kinds of error, and of no other.
    """

    def __init__(self, error: InterviewError) -> None:
        super().__init__(shown_in_a_line(str(error)))


class NoThread(InterviewError):
    def __init__(self) -> None:
        super().__init__("An interview is held over many runs, so it needs a thread: create one first.")


class NothingWaits(InterviewError):
    """An answer came to a thread that does not wait for one; the server itself would call that a success."""

    def __init__(self, thread_id: str, *, begun: bool) -> None:
        why = "is finished" if begun else "has not begun"
        todo = "A new thread begins another" if begun else "A run with an input begins it"
        super().__init__(f"Nothing waits for an answer in thread {thread_id}: it {why}. {todo}.")


class Taken(InterviewError):
    """A run with an input would begin anew over what was said."""

    def __init__(self, thread_id: str) -> None:
        super().__init__(
            f"Thread {thread_id} has a session already, and one is held in a thread. Resume it with a "
            "command, or create another thread."
        )


class NoMessage(InterviewError):
    """What a thread was resumed with is nothing that a candidate may say."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f'Resume with what was said ("…" or {{"text": "…"}}), or {{"kind": "skip"}} and the like: {why}.'
        )


class NoSuchInput(InterviewError):
    def __init__(self, why: str) -> None:
        super().__init__(f"The input does not fit: {why}.")


class OtherCommand(InterviewError):
    def __init__(self) -> None:
        super().__init__(
            "Only what is said moves an interview: a command resumes it, and changes nothing else of it."
        )


class AnsweredBefore(InterviewError):
    def __init__(self, thread_id: str, number: int) -> None:
        super().__init__(
            f"Turn {number} of thread {thread_id} was answered before, in other words, and the program ended "
            "before that was worked on. A run without input goes on with it."
        )
