"""The command `interview`."""

from __future__ import annotations

import errno
import os
import shlex
import sys
from typing import TYPE_CHECKING, NoReturn

import typer

from app import candidates, plugins
from app.commands import table
from app.commands.helping import Whole
from app.display.complaints import complain
from app.display.encodable import make_encodable
from app.process.ending import end_cleanly_on_signals
from app.process.seeing import seen
from app.process.spared import spare
from app.process.standing import open_what_was_closed
from domain.errors import InterviewError
from domain.later import later

if TYPE_CHECKING:
    import tempfile
    import traceback
    from importlib import metadata
else:
    metadata = later("importlib.metadata")
    tempfile = later("tempfile")
    traceback = later("traceback")

_DISTRIBUTION = "mock-interviewer"
_INTERRUPTED = "Interrupted. A session that is open goes on with `interview resume`."
_NAME_WHAT_GOES_ON = (
    "start", "resume", "drill", "warm-up", "practise", "code", "review", "design", "fork", "debrief"
)  # fmt: skip
"""Commands that end with what to type next about the session they held."""
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
_NOT_OURS = (errno.EACCES, errno.EPERM, errno.EROFS)

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
    open_what_was_closed()
    spare()
    make_encodable(sys.stdout, sys.stderr)
    end_cleanly_on_signals()
    try:
        _run_to_an_exit_code()
    finally:
        _tell_what_to_type()


def _run_to_an_exit_code() -> None:
    try:
        run()
    except InterviewError as error:
        complain(str(error))
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        complain(_INTERRUPTED)
        sys.exit(130)
    except SystemExit as end:
        # Typer ends in silence on a Ctrl-C.
        if end.code == 130:
            complain(_INTERRUPTED)
        raise
    except BrokenPipeError:
        # Whoever read our output has gone.
        _print_no_more()
        sys.exit(141)
    except OSError as error:
        _end_without_the_disk(error)
    except Exception as error:  # noqa: BLE001 -- the last wall: a bug is told, kept for us, and costs no session
        _end_with_a_fault(error)


def _end_without_the_disk(error: OSError) -> NoReturn:
    """End where the disk is full or a file is not ours to use; any other error of the system is a fault."""
    if error.errno in _NO_ROOM and _is_of_what_is_printed():
        complain("What was to be printed is not all there: the disk it went to has no room left.")
    elif error.errno in _NO_ROOM:
        complain(
            f"The disk has no room left{f' for {error.filename}' if error.filename else ''}. Make some, or "
            "set INTERVIEW_HOME to a folder on another disk. What was saved is not lost: `interview resume` "
            "goes on."
        )
    elif error.errno in _NOT_OURS and error.filename:
        complain(
            f"{error.filename} cannot be used: {error.strerror}. See whose it is, or set INTERVIEW_HOME to a "
            "folder of yours."
        )
    else:
        _end_with_a_fault(error)
    sys.exit(3)


def _is_of_what_is_printed() -> bool:
    """Whether it is standard output that has no room; then nothing more is printed there."""
    if sys.stdout.isatty():
        return False
    try:
        # Python has thrown away what it could not write: one sign more shows whether there is room.
        os.write(sys.stdout.fileno(), b"\n")
    except OSError:
        _print_no_more()
        return True
    return False


def _print_no_more() -> None:
    """Python would complain once more when it flushes at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _end_with_a_fault(error: Exception) -> NoReturn:
    complain(f"A fault of the program's own: {type(error).__name__}. {_kept()} `interview resume` goes on.")
    sys.exit(70)


def run() -> None:
    """Run the command that the arguments name, one of ours or a plugin's."""
    if sys.argv[1:] == ["--version"]:
        print(f"{_DISTRIBUTION} {metadata.version(_DISTRIBUTION)}")
        return
    if sys.argv[1:2] == ["help"]:
        # As many other programs have it: `interview help drill`.
        sys.argv[1:] = [*sys.argv[2:3], "--help"]
    if not any(named in table.COMMANDS for named in sys.argv[1:2]):
        # Looking for them takes as long as many a command of ours.
        plugins.add_to(app, plugins.installed(), complain)
    with seen(os.environ, complain):
        app()


def _tell_what_to_type() -> None:
    """Who named a candidate is told how to type the commands that were shown."""
    name = candidates.was_named()
    if name and sys.argv[1:2] and sys.argv[1] in _NAME_WHAT_GOES_ON:
        given = f"`--candidate {shlex.quote(name)}`"
        complain(f"Put {given} behind the commands named here, or set INTERVIEW_CANDIDATE.")


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
