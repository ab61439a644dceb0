"""The command `interview`."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
import traceback
from typing import NoReturn

import typer

from app import plugins
from app.commands import table
from app.commands.helping import Whole
from app.ending import end_cleanly_on_signals
from app.seeing import seen
from domain.errors import InterviewError
from domain.shown import shown_in_a_line
from telemetry.uncounted import without_counting

_INTERRUPTED = "Interrupted. A session that is open goes on with `interview resume`."
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)

app = typer.Typer(
    name="interview",
    cls=Whole,
    help=(
        "Interviews you over your own prep guides.\n\n"
        "Start with `interview start --guides FOLDER`. While it asks, answer in your own words, "
        "or type /hint, /clarify, /repeat, /skip, /why, /stop. Everything is kept: after a crash, "
        "`interview resume` goes on at the same question."
    ),
    no_args_is_help=True,
    rich_markup_mode="rich",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for name, row in table.COMMANDS.items():
    table.add(app, name, *row)


def main() -> None:
    """Run the command; whatever goes wrong is one line on standard error and an exit code."""
    # A stored value that names a function to call is never to be followed; LangGraph reads this on import.
    os.environ.setdefault("LANGGRAPH_STRICT_MSGPACK", "true")
    # Pydantic would look through everything that is installed for plugins of its own.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    without_counting()
    end_cleanly_on_signals()
    try:
        run()
    except InterviewError as error:
        _tell(str(error))
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        _tell(_INTERRUPTED)
        sys.exit(130)
    except SystemExit as end:
        # Typer ends in silence on a Ctrl-C.
        if end.code == 130:
            _tell(_INTERRUPTED)
        raise
    except BrokenPipeError:
        # Whoever read our output has gone; Python would complain once more when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except OSError as error:
        if error.errno not in _NO_ROOM:
            _end_with_a_fault(error)
        _tell(
            f"The disk has no room left{f' for {error.filename}' if error.filename else ''}. Make some, or "
            "set INTERVIEW_HOME to a folder on another disk. What was saved is not lost: `interview resume` "
            "goes on."
        )
        sys.exit(3)
    except Exception as error:  # noqa: BLE001 -- the last wall: a bug is told, kept for us, and costs no session
        _end_with_a_fault(error)


def _end_with_a_fault(error: Exception) -> NoReturn:
    _tell(f"A fault of the program's own: {type(error).__name__}. {_kept()} `interview resume` goes on.")
    sys.exit(70)


def run() -> None:
    """Run the command that the arguments name, one of ours or a plugin's."""
    if not any(named in table.COMMANDS for named in sys.argv[1:2]):
        # Looking for them takes as long as many a command of ours.
        plugins.add_to(app, plugins.installed(), _tell)
    with seen(os.environ, _tell):
        app()


def _kept() -> str:
    """Write the traceback of the error being handled into a file; a sentence that says where."""
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="interview-fault-", suffix=".txt", delete=False, encoding="utf-8"
        ) as file:
            traceback.print_exc(file=file)
    except OSError:
        return "Its details could not be written."
    return f"Its details are in {file.name}."


def _tell(message: str) -> None:
    print(f"interview: {shown_in_a_line(message)}", file=sys.stderr)
