"""Faults that can be seen in Python code, by the kinds that reviews speak of (faults.yaml)."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

from rounds.coding.snippets import LOOPS, parsed

_SECRET = re.compile(
    r"pass(?:word|wd|wort)?$|secret|token|api_?key|clave|contrase|senha|wachtwoord|mot_de_passe",
    re.IGNORECASE,
)
_REQUESTS = frozenset({"get", "post", "put", "patch", "delete", "request"})
_READS = frozenset({"read", "readlines", "fetchall", "read_text", "read_bytes"})


def detected(code: str) -> dict[str, tuple[int, ...]]:
    """The kinds of faults that `code` shows, with its lines (1-based); none for what is not Python."""
    tree = parsed(code)
    if tree is None:
        return {}
    found: dict[str, set[int]] = {}
    for node in ast.walk(tree):
        for kind, shows in _SHOWN.items():
            if shows(node):
                found.setdefault(kind, set()).add(getattr(node, "lineno", 1))
    for kind, lines in _of_the_whole(tree):
        found.setdefault(kind, set()).update(lines)
    return {kind: tuple(sorted(lines)) for kind, lines in found.items()}


def _of_the_whole(tree: ast.Module) -> Iterator[tuple[str, set[int]]]:
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    bare = {node.lineno for node in functions if not _typed(node)}
    if functions and len(bare) == len(functions):
        yield "types", bare
    if functions and not any(isinstance(node, ast.Try | ast.Raise | ast.Assert) for node in ast.walk(tree)):
        yield "errors", {functions[0].lineno}
    kept = {
        target.id: node.lineno
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict | ast.List | ast.Set)
        for target in node.targets
        if isinstance(target, ast.Name) and not target.id.isupper()
    }
    used = {each.id for node in functions for each in ast.walk(node) if isinstance(each, ast.Name)}
    if lines := {line for name, line in kept.items() if name in used}:
        yield "state", lines


def _typed(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return node.returns is not None or any(each.annotation for each in node.args.args)


def _called(node: ast.AST) -> tuple[str, str]:
    """What a call calls: ("", "print"), ("requests", "post"); ("", "") for what is no call of a name."""
    if not isinstance(node, ast.Call):
        return "", ""
    if isinstance(node.func, ast.Name):
        return "", node.func.id
    if isinstance(node.func, ast.Attribute):
        return node.func.value.id if isinstance(node.func.value, ast.Name) else "?", node.func.attr
    return "", ""


def _swallows(node: ast.AST) -> bool:
    if not isinstance(node, ast.ExceptHandler):
        return False
    broad = node.type is None or (
        isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}
    )
    tells = any(
        isinstance(each, ast.Raise)
        or _called(each)[1] == "exception"
        or (node.name and isinstance(each, ast.Name) and each.id == node.name)
        for statement in node.body
        for each in ast.walk(statement)
    )
    return broad and not tells


def _shares_default(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and any(
        isinstance(each, ast.List | ast.Dict | ast.Set)
        for each in (*node.args.defaults, *node.args.kw_defaults)
    )


def _nests(node: ast.AST) -> bool:
    return isinstance(node, LOOPS) and any(
        isinstance(each, LOOPS) for body in node.body for each in ast.walk(body)
    )


def _injects(node: ast.AST) -> bool:
    if (
        not isinstance(node, ast.Call)
        or _called(node)[1] not in {"execute", "executemany", "raw", "query"}
        or not node.args
    ):
        return False
    given = node.args[0]
    return isinstance(given, ast.BinOp | ast.JoinedStr) or _called(given)[1] == "format"


def _reads_all(node: ast.AST) -> bool:
    _, name = _called(node)
    return isinstance(node, ast.Call) and not node.args and (name in _READS or name.startswith("load_all"))


def _no_zone(node: ast.AST) -> bool:
    owner, name = _called(node)
    return name == "utcnow" or (
        owner == "datetime"
        and name == "now"
        and isinstance(node, ast.Call)
        and not node.args
        and not node.keywords
    )


def _no_timeout(node: ast.AST) -> bool:
    owner, name = _called(node)
    return (
        isinstance(node, ast.Call)
        and owner in {"requests", "httpx"}
        and name in _REQUESTS
        and not any(each.arg == "timeout" for each in node.keywords)
    )


def _has_secret(node: ast.AST) -> bool:
    pairs: list[tuple[str, ast.AST | None]] = []
    if isinstance(node, ast.Assign):
        pairs = [(each.id, node.value) for each in node.targets if isinstance(each, ast.Name)]
    elif isinstance(node, ast.keyword):
        pairs = [(node.arg or "", node.value)]
    elif isinstance(node, ast.Dict):
        pairs = [
            (key.value, value)
            for key, value in zip(node.keys, node.values, strict=True)
            if isinstance(key, ast.Constant) and isinstance(key.value, str)
        ]
    return any(
        _SECRET.search(name)
        and isinstance(value, ast.Constant)
        and isinstance(value.value, str)
        and value.value
        for name, value in pairs
    )


def _unencrypted(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("http://")


def _commits_first(node: ast.AST) -> bool:
    return (
        isinstance(node, LOOPS)
        and bool(node.body)
        and any(_called(each)[1] in {"commit", "ack", "acknowledge"} for each in ast.walk(node.body[0]))
    )


_SHOWN: dict[str, Callable[[ast.AST], bool]] = {
    "swallowed": _swallows,
    "default": _shares_default,
    "loops": _nests,
    "injection": _injects,
    "memory": _reads_all,
    "zone": _no_zone,
    "timeout": _no_timeout,
    "secret": _has_secret,
    "encryption": _unencrypted,
    "commit": _commits_first,
    "logging": lambda node: _called(node) == ("", "print"),
    "money": lambda node: _called(node) == ("", "float"),
}
