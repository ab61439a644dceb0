"""What `interview --help` shows: drawn here, since Rich takes as long to import as all the rest of it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from textwrap import wrap
from typing import Any

from typer import echo
from typer.core import TyperGroup

from app.commands.misuse import told_in_a_line

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
        commands = [(name, " ".join(help_.partition("\n\n")[0].split())) for name, help_ in told.items()]
        usage = f"{ctx.command_path} [OPTIONS] COMMAND [ARGS]..."
        echo(drawn(usage, self.help or "", commands, _width(), styled=_is_styled()), nl=False)


def drawn(
    usage: str, about: str, commands: Sequence[tuple[str, str]], width: int, *, styled: bool = False
) -> str:
    """The help, `width` columns wide: how it is called, what it is `about`, what its `commands` do."""
    bold, plain = (_BOLD, _PLAIN) if styled else ("", "")
    lines = ["", f" {bold}Usage:{plain} {usage}", ""]
    for paragraph in about.split("\n\n"):
        lines += [f" {line}" for line in wrap(" ".join(paragraph.split()), width - 2)] + [""]
    lines += _panel("Options", [("--help, -h", "Show this message and exit.")], width, styled=styled)
    lines += _panel("Commands", commands, width, styled=styled)
    return "\n".join([*lines, ""])


def _panel(title: str, rows: Sequence[tuple[str, str]], width: int, *, styled: bool) -> list[str]:
    cyan, dim, plain = (_CYAN, _DIM, _PLAIN) if styled else ("", "", "")
    names = max((len(name) for name, _ in rows), default=0)
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
