"""How a solution is written: what its sample has beside the algorithm, names, and how tangled it is."""

from __future__ import annotations

import ast
import importlib.util
import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from domain.values import Frozen
from rounds.coding.snippets import Language, parsed, prose, snippets

_TANGLED = 10
"""McCabe's own limit (1976), above which a function should be taken apart."""
_LONG = 50
"""Lines of a function, its docstring left out."""
_LONGEST_QUOTE = 80
_LOOPS = frozenset(
    {"i", "j", "k", "n", "m", "x", "y", "z", "_", "e", "f", "s", "t", "a", "b", "c", "p", "q", "v", "w", "d"}
)
_ASKED = {
    "errors": re.compile(
        r"error handling|exception|edge case|fehlerbehandlung|manejo de errores|gestion des erreurs|"
        r"tratamento de erros|gestione degli errori|foutafhandeling|错误处理|异常",
        re.IGNORECASE,
    ),
    "types": re.compile(
        r"type hint|type annotation|typannotation|anotaciones de tipo|annotations de type|类型注解",
        re.IGNORECASE,
    ),
    "docstrings": re.compile(
        r"docstring|documentation|dokumentation|documentación|documentação|documentazione|文档", re.IGNORECASE
    ),
}


class Aspect(StrEnum):
    """What is looked at."""

    DOCSTRINGS = "docstrings"
    TYPES = "types"
    ERRORS = "errors"
    NAMES = "names"
    COMPLEXITY = "complexity"
    LENGTH = "length"
    TESTS = "tests"
    """The candidate's own examples."""
    HOLLOW = "hollow"
    """Functions that are named and left empty."""


class Noted(Frozen):
    """One aspect of a solution.

    `line` is the candidate's line that shows it (1-based), None for what is nowhere; `names` what it is
    about, `figure` how much (McCabe's complexity, lines, tests, percent of the functions that
    have a body). `guide_says` is the guide's line that asks for it or shows it, "" where it is asked of any
    code.
    """

    aspect: Aspect
    passed: bool
    line: int | None = None
    names: tuple[str, ...] = ()
    figure: int | None = None
    guide_says: str = ""


def noted(code: str, text: str) -> tuple[Noted, ...]:
    """What there is to say of Python `code` for the task in `text`; nothing of what does not parse."""
    tree = parsed(code)
    if tree is None:
        return ()
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    wanted = _asked_for(text)
    found = [
        _LOOKED_AT[aspect](tree, functions, line)
        for aspect, line in wanted.items()
        if functions or aspect is not Aspect.TYPES
    ]
    found += [_names(functions), _hollow(functions)] if functions else []
    found += [each for each in (_complexity(code), _length(functions)) if each is not None]
    return tuple(found)


def _asked_for(text: str) -> dict[Aspect, str]:
    """Which aspects the guide's task asks for in words or shows in its sample, and in which line."""
    found: dict[Aspect, str] = {}
    for _, line in prose(text):
        for name, words in _ASKED.items():
            if words.search(line):
                found.setdefault(Aspect(name), _quoted(line))
    for snippet in snippets(text):
        tree = parsed(snippet.text) if snippet.language is Language.PYTHON else None
        for node in ast.walk(tree) if tree is not None else ():
            for aspect in _shows(node):
                found.setdefault(aspect, _quoted(snippet.text.splitlines()[node.lineno - 1]))  # type: ignore[attr-defined]  # what shows one has a line
    return found


def _quoted(line: str) -> str:
    text = line.strip().lstrip("-*• ")
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1].rstrip() + "…"


def _shows(node: ast.AST) -> Iterator[Aspect]:
    if isinstance(node, ast.Try | ast.Raise):
        yield Aspect.ERRORS
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and ast.get_docstring(node):
        yield Aspect.DOCSTRINGS
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _typed(node):
        yield Aspect.TYPES


_Functions = Sequence[ast.FunctionDef | ast.AsyncFunctionDef]


def _docstrings(tree: ast.Module, functions: _Functions, says: str) -> Noted:
    documented = [
        node
        for node in (*(each for each in tree.body if isinstance(each, ast.ClassDef)), *functions)
        if ast.get_docstring(node)
    ]
    return Noted(
        aspect=Aspect.DOCSTRINGS,
        passed=bool(documented),
        line=documented[0].body[0].lineno if documented else None,
        guide_says=says,
    )


def _types(tree: ast.Module, functions: _Functions, says: str) -> Noted:
    del tree
    bare = [node for node in functions if not _typed(node) and not node.name.startswith("test")]
    some = [node for node in functions if _typed(node)]
    passed = bool(some) and len(bare) <= len(some)
    shown = some if passed else bare
    return Noted(
        aspect=Aspect.TYPES,
        passed=passed,
        line=shown[0].lineno if shown else None,
        names=tuple(node.name for node in bare[:3]) if not passed else (),
        guide_says=says,
    )


def _errors(tree: ast.Module, functions: _Functions, says: str) -> Noted:
    del functions
    handled = [node for node in ast.walk(tree) if isinstance(node, ast.Try | ast.Raise) or _guard(node)]
    swallowed = next(
        (node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler) and _swallows(node)), None
    )
    if swallowed is not None:
        return Noted(
            aspect=Aspect.ERRORS, passed=False, line=swallowed.lineno, names=("swallowed",), guide_says=says
        )
    first = min((node.lineno for node in handled), default=None)  # type: ignore[attr-defined]  # statements have lines
    return Noted(aspect=Aspect.ERRORS, passed=bool(handled), line=first, guide_says=says)


_LOOKED_AT = {Aspect.DOCSTRINGS: _docstrings, Aspect.TYPES: _types, Aspect.ERRORS: _errors}


def _guard(node: ast.AST) -> bool:
    """`if not items: return …`: an input met before the work begins."""
    return (
        isinstance(node, ast.If)
        and len(node.body) == 1
        and isinstance(node.body[0], ast.Return | ast.Raise | ast.Continue)
        and not node.orelse
        and isinstance(node.test, ast.UnaryOp | ast.BoolOp | ast.Compare | ast.Call)
        and re.search(r"\bnot\b|None|len\(|isinstance\(|== ?(?:0|''|\[\])|< ?[01]\b", ast.unparse(node.test))
        is not None
    )


def _swallows(handler: ast.ExceptHandler) -> bool:
    bare = handler.type is None or ast.unparse(handler.type) in {"Exception", "BaseException"}
    return bare and all(isinstance(node, ast.Pass) for node in handler.body)


def _typed(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    arguments = [
        each
        for each in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
        if each.arg != "self"
    ]
    return node.returns is not None or any(each.annotation is not None for each in arguments)


def _names(functions: _Functions) -> Noted:
    """Functions and their parameters under one letter; a loop's own variable may have one."""
    short = [
        (node.lineno, name)
        for node in functions
        for name in (node.name, *(each.arg for each in node.args.args))
        if len(name) == 1 and (name == node.name or name not in _LOOPS)
    ]
    return Noted(
        aspect=Aspect.NAMES,
        passed=not short,
        line=short[0][0] if short else None,
        names=tuple(name for _, name in short[:3]),
    )


def _hollow(functions: _Functions) -> Noted:
    """Functions that do nothing yet: `pass`, `...`, NotImplementedError and no more."""
    empty = [
        node for node in functions if not _overloads(node) and all(_does_nothing(each) for each in node.body)
    ]
    return Noted(
        aspect=Aspect.HOLLOW,
        passed=not empty,
        line=empty[0].lineno if empty else None,
        names=tuple(node.name for node in empty[:3]),
        figure=round(100 * (len(functions) - len(empty)) / len(functions)),
    )


def _overloads(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a decorator says that the body is elsewhere, or nowhere by intent."""
    return any(
        re.search(r"\b(?:overload|abstractmethod)$", ast.unparse(each)) for each in node.decorator_list
    )


def _does_nothing(node: ast.stmt) -> bool:
    if isinstance(node, ast.Pass) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
        return True
    return (
        isinstance(node, ast.Raise)
        and node.exc is not None
        and "NotImplementedError" in ast.unparse(node.exc)
    )


def _complexity(code: str) -> Noted | None:
    """McCabe's complexity of the worst function, by radon; None where it is not installed."""
    if importlib.util.find_spec("radon") is None:
        return None
    from radon.complexity import cc_visit  # noqa: PLC0415 -- of the extra `code`

    blocks = [block for block in cc_visit(code) if not hasattr(block, "methods")]
    if not blocks:
        return None
    worst = max(blocks, key=lambda block: block.complexity)
    return Noted(
        aspect=Aspect.COMPLEXITY,
        passed=worst.complexity <= _TANGLED,
        line=worst.lineno,
        names=(worst.name,),
        figure=worst.complexity,
    )


def _lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = node.body[0]
    documented = (first.end_lineno or first.lineno) - first.lineno + 1 if ast.get_docstring(node) else 0
    return (node.end_lineno or node.lineno) - node.lineno + 1 - documented


def _length(functions: _Functions) -> Noted | None:
    if not functions:
        return None
    longest = max(functions, key=_lines)
    lines = _lines(longest)
    return Noted(
        aspect=Aspect.LENGTH, passed=lines <= _LONG, line=longest.lineno, names=(longest.name,), figure=lines
    )
