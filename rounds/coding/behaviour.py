"""What a solution does: its examples, and what happens where input is empty, huge or of a wrong kind."""

from __future__ import annotations

import ast
import json
import secrets
import sys
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from domain.values import Frozen
from domain.work import Input
from rounds.coding.examples import Example, Origin
from rounds.coding.snippets import bad_line, parsed
from rounds.sandbox.outcome import Ended, Limits, Run
from rounds.sandbox.running import Sandbox

_HARNESS = Path(__file__).resolve().parent.parent / "sandbox" / "inside" / "harness.py"
_MOST_RUNS = 8
"""An example that ends the sandbox costs a run of its own; what always loops is believed sooner."""
_HUGE = 20_000
_NOT_INSIDE = frozenset(
    "ctypes curses dbm ensurepip fcntl grp mmap multiprocessing pty pwd readline resource ssl syslog termios "
    "tkinter tty turtle venv".split()
)
"""Parts of Python's own library that need a system, and that the interpreter in the sandbox lacks."""


class Tried(Frozen):
    """What came of one call.

    `passed` is None where nothing was expected (a probe), or where it was not reached. `got` is its value as
    Python shows it; `raised` the exception's name with what it `said`, and the candidate's own `line` that it
    came from. `ended` is how the sandbox ended it, where it did.
    """

    call: str
    wanted: str | None = None
    passed: bool | None = None
    got: str = ""
    raised: str = ""
    said: str = ""
    line: int | None = None
    ended: Ended | None = None
    example: Example | None = None
    probe: Input | None = None

    @property
    def reached(self) -> bool:
        """Did it come to anything?"""
        return bool(self.got or self.raised or self.ended)


class NotRun(StrEnum):
    """Why a solution was read and not run."""

    NO_SANDBOX = "no_sandbox"
    OTHER_LANGUAGE = "other_language"
    SYNTAX = "syntax"
    PACKAGES = "packages"
    """It imports what the sandbox has not."""
    BROKEN = "broken"
    NOTHING = "nothing"
    """There is no code."""
    PSEUDO = "pseudo"
    """It is told in words, and no language runs it."""
    OTHER_DIALECT = "other_dialect"
    """A query with what sqlite does not know."""
    REFUSED = "refused"
    """A query that reaches beyond the task's own tables."""
    NO_TABLES = "no_tables"
    """The guide gives none that a query could run on."""


class Behaviour(Frozen):
    """All that was tried; `not_run` says why nothing was, with `why` its details (packages, a line)."""

    tried: tuple[Tried, ...] = ()
    not_run: NotRun | None = None
    why: tuple[str, ...] = ()
    line: int | None = None


def packages_missing(code: str) -> tuple[str, ...]:
    """What `code` imports that the sandbox has not: packages, and the parts of Python that need a system."""
    tree = parsed(code)
    if tree is None:
        return ()
    names = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
        )
    }  # fmt: skip
    return tuple(
        sorted(
            name for name in names if name and (name not in sys.stdlib_module_names or name in _NOT_INSIDE)
        )
    )


def tried(
    code: str, examples: Sequence[Example], sandbox: Sandbox | None, limits: Limits | None = None
) -> Behaviour:
    """Run `code` on `examples` and on probes made of them, each from a fresh start."""
    tree = parsed(code)
    if tree is None:
        return Behaviour(not_run=NotRun.SYNTAX, line=bad_line(code), why=(_complaint(code),))
    if missing := packages_missing(code):
        return Behaviour(not_run=NotRun.PACKAGES, why=missing)
    if sandbox is None:
        return Behaviour(not_run=NotRun.NO_SANDBOX)
    aliases, calls = _bound(tree, examples)
    if not calls:
        run = sandbox.run(code, limits)
        if run.ended is Ended.BROKEN:
            return Behaviour(not_run=NotRun.BROKEN, why=(run.last_line,))
        ran = Tried(call="", ended=run.ended, got=run.output[:200], raised=_name(run), said=_said(run))
        return Behaviour(tried=(*_unmet(tree, examples), ran))
    return _in_turns(code, aliases, calls, sandbox, limits or Limits())


def _unmet(tree: ast.Module, examples: Sequence[Example]) -> Iterator[Tried]:
    """The guide's examples where `tree` defines nothing that they could be tried on."""
    if not _defined(tree):
        for each in examples:
            if each.origin is not Origin.CANDIDATE:
                yield Tried(call=each.call, wanted=each.wanted, passed=False, example=each)


def _name(run: Run) -> str:
    return run.last_line.partition(":")[0] if run.ended is Ended.RAISED else ""


def _said(run: Run) -> str:
    return run.last_line.partition(":")[2].strip()[:200] if run.ended is Ended.RAISED else ""


def _in_turns(
    code: str, aliases: Mapping[str, str], calls: Sequence[Tried], sandbox: Sandbox, limits: Limits
) -> Behaviour:
    done: dict[int, Tried] = {}
    left = list(range(len(calls)))
    for _ in range(_MOST_RUNS):
        if not left:
            break
        sign = secrets.token_hex(12)
        run = sandbox.run(_program(sign, code, aliases, [(number, calls[number]) for number in left]), limits)
        if run.ended is Ended.BROKEN:
            return Behaviour(not_run=NotRun.BROKEN, why=(run.last_line,))
        begun = None
        for told in _told(run.output, sign):
            begun = told.get("begun", begun)
            if "id" in told:
                number = int(told.pop("id"))
                done[number] = calls[number].model_copy(update=told)
        if begun is not None and begun not in done:
            ended = run.ended if run.ended is not Ended.FINISHED else Ended.RAISED
            wrong = {"passed": False} if calls[begun].wanted is not None else {}
            done[begun] = calls[begun].model_copy(update={"ended": ended, **wrong})
        elif begun is None:
            break
        left = [number for number in left if number not in done]
    return Behaviour(tried=tuple(done.get(number, call) for number, call in enumerate(calls)))


def _program(sign: str, code: str, aliases: Mapping[str, str], calls: Sequence[tuple[int, Tried]]) -> str:
    given = [
        {
            "id": number,
            "setup": call.example.setup if call.example else "",
            "call": call.call,
            "wanted": call.wanted,
            "until": call.example.until if call.example else None,
        }
        for number, call in calls
    ]
    return f"{_HARNESS.read_text(encoding='utf-8')}\n_try({sign!r}, {code!r}, {dict(aliases)!r}, {given!r})\n"


def _told(output: str, sign: str) -> Iterator[dict[str, Any]]:
    for line in output.splitlines():
        if line.startswith(sign):
            try:
                yield json.loads(line.removeprefix(sign))
            except ValueError:
                return


def _bound(tree: ast.Module, examples: Sequence[Example]) -> tuple[dict[str, str], list[Tried]]:
    """The calls to try on what `tree` defines, and under which of its names the examples' names are found."""
    defined = _defined(tree)
    aliases: dict[str, str] = {}
    calls: list[Tried] = []
    for example in examples:
        call = example.call
        if not example.named:
            taken = _taking(call, defined)
            if taken is None:
                continue
            call = taken
        elif example.function and example.function not in defined:
            if len(defined) != 1:
                continue
            aliases[example.function] = next(iter(defined))
        calls.append(Tried(call=call, wanted=example.wanted, example=example))
    return aliases, [*calls, *_probes(calls)]


def _defined(tree: ast.Module) -> dict[str, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    return {
        node.name: node
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith(("_", "test"))
    }


def _taking(arguments: str, defined: Mapping[str, ast.AST]) -> str | None:
    """The call of the function that takes `arguments` by name, else of the only one, in their order."""
    call = ast.parse(f"f({arguments})", mode="eval").body
    keywords = call.keywords if isinstance(call, ast.Call) else []
    names = {keyword.arg for keyword in keywords}
    functions = {n: f for n, f in defined.items() if isinstance(f, ast.FunctionDef | ast.AsyncFunctionDef)}
    for name, function in functions.items():
        if names and names <= {each.arg for each in function.args.args}:
            return f"{name}({arguments})"
    if len(functions) != 1:
        return None
    name, function = next(iter(functions.items()))
    if not names:
        return f"{name}({arguments})"
    most = len(function.args.args)
    if not most - len(function.args.defaults) <= len(keywords) <= most:
        return None
    return f"{name}({', '.join(ast.unparse(keyword.value) for keyword in keywords)})"


def _probes(calls: Sequence[Tried]) -> Iterator[Tried]:
    """The first example's call, its first argument that has a size made empty, huge, and of a wrong kind."""
    for tried_call in calls:
        node = ast.parse(tried_call.call, mode="eval").body
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        for number, argument in enumerate([*node.args, *(keyword.value for keyword in node.keywords)]):
            made = _made(argument)
            if not made:
                continue
            for probe, text in made.items():
                yield Tried(
                    call=_with(tried_call.call, number, text), probe=probe, example=tried_call.example
                )
            return


def _made(argument: ast.expr) -> dict[Input, str]:
    if isinstance(argument, ast.List) and argument.elts:
        whole = ast.unparse(argument)
        times = max(1, _HUGE // len(argument.elts))
        return {Input.EMPTY: "[]", Input.HUGE: f"{whole} * {times}", Input.WRONG_KIND: "None"}
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and argument.value:
        times = max(1, _HUGE // len(argument.value))
        return {Input.EMPTY: "''", Input.HUGE: f"{argument.value!r} * {times}", Input.WRONG_KIND: "None"}
    if isinstance(argument, ast.Dict) and argument.keys:
        return {Input.EMPTY: "{}", Input.WRONG_KIND: "None"}
    return {}


def _with(call: str, number: int, text: str) -> str:
    tree = ast.parse(call, mode="eval")
    node = tree.body
    assert isinstance(node, ast.Call)
    made = ast.parse(text, mode="eval").body
    if number < len(node.args):
        node.args[number] = made
    else:
        node.keywords[number - len(node.args)].value = made
    return ast.unparse(tree)


def _complaint(code: str) -> str:
    try:
        ast.parse(code)
    except (SyntaxError, ValueError) as error:
        return str(error.args[0]) if error.args else "it does not parse"
    except (RecursionError, MemoryError):
        return "it is nested too deeply"
    return ""
