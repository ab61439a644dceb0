"""Libraries that send something elsewhere: their complaints, and the end of their work."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping

SECONDS_TO_SEND_THE_REST = 3.0
"""How long the end of the program may wait for what is still under way."""

_LANGSMITH = ("LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2", "LANGSMITH_TRACING", "LANGCHAIN_TRACING")


def goes_to_langsmith(environment: Mapping[str, str]) -> bool:
    """Whether LangChain sends what it does to LangSmith; of its variables the first that is set counts."""
    return next(filter(None, (environment.get(name, "").strip() for name in _LANGSMITH)), "") == "true"


class Complaints(logging.Handler):
    """Hears the warnings of `library`, so that they do not turn up in the middle of an interview.

    They are not passed on: they may quote addresses and parts of keys.
    """

    def __init__(self, library: str) -> None:
        super().__init__(logging.WARNING)
        self.heard = False
        logger = logging.getLogger(library)
        logger.addHandler(self)
        logger.propagate = False

    def emit(self, record: logging.LogRecord) -> None:
        """Remember that there was one."""
        del record
        self.heard = True


def done_in_time(work: Callable[[], object]) -> bool:
    """Do `work`, which may hang, for at most three seconds; whether it came to its end."""
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(SECONDS_TO_SEND_THE_REST)
    return not thread.is_alive()
