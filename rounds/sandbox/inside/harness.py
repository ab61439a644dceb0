"""Tries a solution in the sandbox, example by example, and tells of each on a line of its own.

Nothing outside the sandbox imports this: its text is put before a call of `_try` with what is to be tried.
"""

import ast as _ast
import contextlib as _contextlib
import io as _io
import json as _json
import sys as _sys
from typing import Any as _Any

_out = _sys.stdout


def _shown(value: object) -> str:
    try:
        text = repr(value)
    except Exception as error:  # noqa: BLE001 -- a stranger's __repr__
        text = f"<{type(value).__name__}, whose repr raises {type(error).__name__}>"
    return text if len(text) <= 200 else text[:197] + "…"


def _tell(sign: str, **what: object) -> None:
    _out.write("\n" + sign + _json.dumps(what) + "\n")
    _out.flush()


def _line_of(error: BaseException) -> int | None:
    step, line = error.__traceback__, None
    while step is not None:
        if step.tb_frame.f_code.co_filename == "solution.py":
            line = step.tb_lineno
        step = step.tb_next
    return line


def _raised(error: BaseException) -> dict[str, object]:
    return {"raised": type(error).__name__, "said": str(error)[:200], "line": _line_of(error)}


def _module(source: str, until: int | None) -> _ast.Module:
    """A module, whose own asserts may fail; of it what goes before line `until`, its main part included."""
    tree = _ast.parse(source)
    body: list[_ast.stmt] = []
    for node in tree.body:
        if until is not None and isinstance(node, _ast.If) and "__name__" in _ast.unparse(node.test):
            body += node.body
        else:
            body.append(node)
    tree.body = [_or_not(node) for node in body if until is None or node.lineno < until]
    return _ast.fix_missing_locations(tree)


def _or_not(node: _ast.stmt) -> _ast.stmt:
    if not isinstance(node, _ast.Assert):
        return node
    failed = _ast.ExceptHandler(_ast.Name("AssertionError", _ast.Load()), None, [_ast.Pass()])
    return _ast.copy_location(_ast.Try([node], [failed], [], []), node)


def _loaded(source: str, aliases: dict[str, str], until: int | None) -> dict[str, object]:
    names: dict[str, object] = {"__name__": "solution", "__builtins__": __builtins__}
    exec(compile(_module(source, until), "solution.py", "exec"), names)
    for alias, name in aliases.items():
        if name in names:
            names.setdefault(alias, names[name])
    return names


def _settled(value: _Any) -> _Any:
    if hasattr(value, "__await__"):
        import asyncio  # noqa: PLC0415

        async def wait() -> object:
            return await value

        return asyncio.run(wait())
    return list(value) if hasattr(value, "__next__") else value


def _one(
    source: str, aliases: dict[str, str], example: dict[str, _Any], quiet: _io.StringIO
) -> dict[str, object]:
    with _contextlib.redirect_stdout(quiet):
        names = _loaded(source, aliases, example["until"])
        exec(example["setup"], names)
        value = _settled(eval(example["call"], names))
        if example["wanted"] is None:
            return {"passed": None, "got": _shown(value)}
        wanted = eval(example["wanted"], dict(names))
        same = value == wanted or (
            isinstance(value, float) and abs(value - wanted) <= 1e-6 * max(1, abs(wanted))
        )
    return {"passed": bool(same), "got": _shown(value)}


def _try(sign: str, source: str, aliases: dict[str, str], examples: list[dict[str, _Any]]) -> None:
    for example in examples:
        _tell(sign, begun=example["id"])
        quiet = _io.StringIO()
        try:
            outcome = _one(source, aliases, example, quiet)
        except BaseException as error:  # noqa: BLE001 -- whatever it raises is what is to be told
            outcome = {"passed": False if example["wanted"] is not None else None, **_raised(error)}
        _tell(sign, id=example["id"], **outcome)
