"""What an interviewer asks next about the candidate's own lines."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence

from domain.work import About, AskedNext, Input
from rounds.coding.behaviour import Behaviour, NotRun
from rounds.coding.snippets import LOOPS, Language, language_of, parsed

_MOST = 2


def asked_next(code: str, behaviour: Behaviour) -> tuple[AskedNext, ...]:
    """At most two questions about `code`, what went wrong first; of what does not parse only where.

    Of a query, and of another language, what came of it and what it costs: its lines are not read.
    """
    if behaviour.not_run is NotRun.SYNTAX:
        return (AskedNext(about=About.SYNTAX, line=behaviour.line),)
    if behaviour.not_run in (NotRun.NOTHING, NotRun.PSEUDO):
        return ()
    tree = parsed(code)
    if tree is None and language_of(code) is Language.PYTHON:
        return ()
    found = [*_of_behaviour(behaviour), *(_of_lines(tree) if tree is not None else ())]
    if len(found) < _MOST:
        found.append(AskedNext(about=About.COMPLEXITY))
    return tuple(found[:_MOST])


def _of_behaviour(behaviour: Behaviour) -> Iterator[AskedNext]:
    failed = next((each for each in behaviour.tried if each.passed is False), None)
    if failed is not None:
        yield AskedNext(about=About.FAILS, line=failed.line, name=failed.call)
    slow = next(
        (each for each in behaviour.tried if each.probe is Input.HUGE and each.ended is not None), None
    )
    if slow is not None:
        yield AskedNext(about=About.SLOW, line=slow.line)


def _of_lines(tree: ast.Module) -> Iterator[AskedNext]:
    for about, shows in _SHOWN.items():
        for node in ast.walk(tree):
            name = shows(node)
            if name is not None:
                yield AskedNext(about=about, line=getattr(node, "lineno", None), name=name)
                break


def _swallows(node: ast.AST) -> str | None:
    if not isinstance(node, ast.ExceptHandler):
        return None
    return "" if node.type is None or all(isinstance(each, ast.Pass) for each in node.body) else None


def _reads_all(node: ast.AST) -> str | None:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return None
    name = node.func.attr
    return name if name in {"read", "readlines", "read_text", "fetchall"} and not node.args else None


def _nested_loops(node: ast.AST) -> str | None:
    if not isinstance(node, LOOPS):
        return None
    inner = [each for body in node.body for each in ast.walk(body)]
    return "" if any(isinstance(each, (*LOOPS, ast.ListComp, ast.GeneratorExp)) for each in inner) else None


def _recursion(node: ast.AST) -> str | None:
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return None
    return node.name if _calls(node.body, node.name) else None


def _calls(body: Sequence[ast.stmt], name: str) -> bool:
    return any(
        isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and each.func.id == name
        for statement in body
        for each in ast.walk(statement)
    )


def _shared_default(node: ast.AST) -> str | None:
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return None
    shared = any(isinstance(each, ast.List | ast.Dict | ast.Set) for each in node.args.defaults)
    return node.name if shared else None


def _sorts(node: ast.AST) -> str | None:
    if not isinstance(node, ast.Call):
        return None
    called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    return called if called in {"sorted", "sort"} else None


_SHOWN: dict[About, Callable[[ast.AST], str | None]] = {
    About.SWALLOWS: _swallows,
    About.READS_ALL: _reads_all,
    About.NESTED_LOOPS: _nested_loops,
    About.RECURSION: _recursion,
    About.SHARED_DEFAULT: _shared_default,
    About.SORTS: _sorts,
}
