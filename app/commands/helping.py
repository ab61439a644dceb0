"""What `interview --help` shows: drawn here, since Rich takes as long to import as all the rest of it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Any

from typer import echo
from typer.core import TyperGroup

from app.commands.misuse import told_in_a_line
from app.display import typed

PARTS = (
    ("Being interviewed", ("start", "resume", "code", "review", "design", "web", "demo")),
    (
        "Practising, up to the day",
        ("drill", "warm-up", "practise", "match", "plan", "progress", "one-pager", "anki", "debrief"),
    ),
    ("Your guides", ("talking-points", "questions", "ask", "check", "index")),
    (
        "Looking back",
        ("sessions", "report", "replay", "compare", "fork", "rescore", "export", "import", "forget"),
    ),
)
"""What a candidate wants to do, and the commands for it, as the README has them; all others come last."""
_REST = "For others, and underneath"
_OPTIONS = [
    ("--help, -h", "Show this message, or with a command what it does, and exit."),
    ("--version", "Show which version this is, and exit."),
]
_NARROWEST, _WIDEST = 40, 100
_BOLD, _CYAN, _DIM, _PLAIN = "\x1b[1m", "\x1b[1;36m", "\x1b[2m", "\x1b[0m"


class Whole(TyperGroup):
    """The program as one command, whose help is a table of its commands, and whose errors are lines."""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Understand what stands before the command's name."""
        with told_in_a_line():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: Any) -> Any:
        """Find the command, understand what stands behind its name, and run it."""
        with told_in_a_line():
            return super().invoke(ctx)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Print the help; `formatter` gets nothing, as it gets nothing of Typer's own."""
        del formatter
        told = {name: self.commands[name].help or "" for name in self.list_commands(ctx)}
        commands = {name: " ".join(help_.partition("\n\n")[0].split()) for name, help_ in told.items()}
        usage = f"{ctx.command_path} [OPTIONS] COMMAND [ARGS]..."
        about = typed.in_sentences(self.help or "")
        echo(drawn(usage, about, in_parts(commands), _width(), styled=_is_styled()), nl=False)


Part = tuple[str, Sequence[tuple[str, str]]]
"""A title, and the commands below it with what each does."""


def in_parts(commands: Mapping[str, str]) -> list[Part]:
    """The `commands` there are, each in its part and once; those of other packages stand in the last."""
    placed = {name for _, names in PARTS for name in names}
    parts = [*PARTS, (_REST, tuple(name for name in commands if name not in placed))]
    found = [
        (title, [(name, commands[name]) for name in names if name in commands]) for title, names in parts
    ]
    return [(title, rows) for title, rows in found if rows]


def drawn(usage: str, about: str, parts: Sequence[Part], width: int, *, styled: bool = False) -> str:
    """The help, `width` columns wide: how it is called, what it is `about`, and what its commands do."""
    bold, plain = (_BOLD, _PLAIN) if styled else ("", "")
    lines = ["", f" {bold}Usage:{plain} {usage}", ""]
    for paragraph in about.split("\n\n"):
        lines += [f" {line}" for line in wrap(" ".join(paragraph.split()), width - 2)] + [""]
    options: Part = ("Options", _OPTIONS)
    names = max(len(name) for _, rows in (options, *parts) for name, _ in rows)
    for title, rows in (options, *parts):
        lines += _panel(title, rows, width, names, styled=styled)
    return "\n".join([*lines, ""])


def _panel(title: str, rows: Sequence[tuple[str, str]], width: int, names: int, *, styled: bool) -> list[str]:
    cyan, dim, plain = (_CYAN, _DIM, _PLAIN) if styled else ("", "", "")
    lines = [f"{dim}╭─ {title} {'─' * (width - len(title) - 5)}╮{plain}"]
    for name, told in rows:
        for at, text in enumerate(wrap(told, width - names - 6) or [""]):
            shown = f"{cyan}{name if at == 0 else '':<{names}}{plain}"
            lines.append(f"{dim}│{plain} {shown}  {text:<{width - names - 6}} {dim}│{plain}")
    return [*lines, f"{dim}╰{'─' * (width - 2)}╯{plain}"]


def _width() -> int:
    return min(_WIDEST, max(_NARROWEST, shutil.get_terminal_size().columns))


def _is_styled() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
