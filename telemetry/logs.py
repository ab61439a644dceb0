"""The log: JSON lines in a file, off until `start`."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from telemetry.place import here, request

Value = str | int | float | bool

OURS = ("agents", "app", "evals", "graphs", "knowledge", "memory", "models", "service", "telemetry")
"""Only our own packages are logged: what libraries log may quote requests, and with them the candidate."""
LEVELS: Mapping[str, int] = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING}

_log = logging.getLogger("telemetry")


def wanted(environment: Mapping[str, str]) -> bool:
    """Whether a log is asked for."""
    return any(environment.get(name, "").strip() for name in ("INTERVIEW_LOG", "INTERVIEW_LOG_LEVEL"))


def start(path: Path, level: int, mask: Callable[[str], str]) -> Callable[[], None]:
    """Append what our packages log to `path`, from `level` up; what ends it again.

    Every text goes through `mask` first. Raises `OSError` where the file cannot be written. The file is its
    owner's alone, and may be moved away by whatever rotates logs.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = _owners_file(path)
    handler.setFormatter(_JsonLines(mask))
    before = {name: logging.getLogger(name).level for name in OURS}
    for name in OURS:
        logging.getLogger(name).addHandler(handler)
        logging.getLogger(name).setLevel(level)

    def end() -> None:
        for name, old in before.items():
            logging.getLogger(name).removeHandler(handler)
            logging.getLogger(name).setLevel(old)
        with suppress(OSError):
            handler.close()

    return end


def is_on(level: int) -> bool:
    """Whether an event of `level` would be written."""
    return _log.handlers != [] and _log.isEnabledFor(level)


def event(name: str, level: int = logging.INFO, **fields: Value) -> None:
    """Log that something happened. `fields` are ids, kinds, counts and times, never what somebody said."""
    if is_on(level):
        _log.log(level, name, extra={"fields": fields})


def _owners_file(path: Path) -> logging.Handler:
    from logging.handlers import WatchedFileHandler  # noqa: PLC0415 -- 20 ms that only a log is worth

    class File(WatchedFileHandler):
        def handleError(self, record: logging.LogRecord) -> None:
            # A disk that is full costs lines of the log; the library would print a traceback for each.
            del record

    # Made before the handler opens it, so that it is nobody else's from its first line on.
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))
    return File(path, encoding="utf-8")


class _JsonLines(logging.Formatter):
    def __init__(self, mask: Callable[[str], str]) -> None:
        super().__init__()
        self._mask = mask

    def format(self, record: logging.LogRecord) -> str:
        place = here()
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "event": self._mask(record.getMessage()),
            "session": place.session,
            "turn": place.turn,
        }
        if given := request():
            line["request"] = given
        if record.exc_info and record.exc_info[0] is not None:
            # Its words may quote the value that was wrong, and that may be an answer.
            line["error"] = record.exc_info[0].__qualname__
        fields: dict[str, Value] = getattr(record, "fields", {})
        line |= {key: self._mask(value) if isinstance(value, str) else value for key, value in fields.items()}
        return json.dumps(line, ensure_ascii=False)
