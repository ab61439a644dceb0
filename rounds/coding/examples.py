"""Examples with a known outcome: in a guide's code and prose, and in what a candidate wrote."""

from __future__ import annotations

import ast
import doctest
import io
import re
import tokenize
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from domain.values import Frozen
from language.patterns import regex
from rounds.coding.snippets import Language, parsed, prose, snippets

_MOST = 50
"""Examples of one side; a bank of thousands is no task for an interview."""
_ANNOUNCED = regex(r"#\s*(?:->|=>|→|⇒|==>?|Output\s*:|Returns?\s*:?|gives)?\s*(.+?)\s*$", re.IGNORECASE)
_LABEL = regex(
    r"(?:(?<=\s)|(?<=[*_`(>-])|^)(?:(?P<given>Inputs?|Eingabe|Entrada|Entrée|Invoer|输入)"
    r"|(?P<wanted>(?:Expected\s+)?Outputs?|Ausgabe|Salida|Saída|Sortie|Uitvoer|输出))[*_`]*\s*[:：][*_`]*",
    re.IGNORECASE,
)
"""What announces the two halves of an example; a guide's soft-wrapped lines have both in one."""
_CALL = regex(r"\b([A-Za-z_]\w*)\(")
_SAYS = regex(
    r"`?\s*(?:->|→|⇒|=>|==|(?:should\s+)?returns?|gives|ergibt|devuelve|renvoie|restituisce|geeft|retorna|返回)"
    r"\s*`?(.+)$"
)


class Origin(StrEnum):
    """Whose example it is."""

    GUIDE = "guide"
    CANDIDATE = "candidate"


class Example(Frozen):
    """A call whose outcome is known.

    `setup` is code to run before it, `call` an expression, `wanted` an expression of what it should be equal
    to. `function` is the name that is called; "" where the outcome is the truth of `call` itself. An example
    without a name (`Input: n = 3`) has arguments alone in `call`, as written in a call. `line` is the line
    of the text it was found on (1-based). Where `until` is a line of the candidate's own code, all that goes
    before it happens first, once, and nothing else of it.
    """

    call: str
    wanted: str
    line: int
    origin: Origin
    setup: str = ""
    until: int | None = None
    function: str = ""
    named: bool = True


def in_guide(text: str) -> tuple[Example, ...]:
    """The examples in a talking point's text, at most fifty."""
    found: list[Example] = []
    for snippet in snippets(text):
        if snippet.language is not Language.PYTHON:
            continue
        for example in in_code(snippet.text, Origin.GUIDE):
            found.append(example.model_copy(update={"line": example.line + snippet.line - 1}))
    found += _in_prose(prose(text))
    return _each_once(found)


def in_code(code: str, origin: Origin) -> tuple[Example, ...]:
    """The examples in Python code: doctests, asserts outside of functions or in tests, and calls with a
    remark that says what comes out."""
    tree = parsed(code)
    found = list(_doctests(code, origin))
    if tree is not None:
        found += _asserts(tree, origin)
        found += _remarked(code, tree, origin)
    return _each_once(found)


def _each_once(found: Iterable[Example]) -> tuple[Example, ...]:
    seen: dict[tuple[str, str], Example] = {}
    for example in found:
        seen.setdefault((example.call, example.wanted), example)
    return tuple(sorted(seen.values(), key=lambda each: each.line))[:_MOST]


def _doctests(code: str, origin: Origin) -> Iterator[Example]:
    tree = parsed(code)
    documented = [(0, code)] if tree is None else list(_docstrings(tree))
    for before, text in documented:
        yield from _in_docstring(text, before, origin)


def _docstrings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        text = ast.get_docstring(node)
        if text and ">>>" in text:
            yield node.body[0].lineno - 1, text


def _in_docstring(text: str, before: int, origin: Origin) -> Iterator[Example]:
    try:
        examples = doctest.DocTestParser().get_examples(text)
    except ValueError:
        return
    setup: list[str] = []
    for example in examples:
        source = example.source.strip()
        wanted = example.want.strip()
        if _literal(wanted) and _expression(source):
            yield Example(
                call=source,
                wanted=wanted,
                line=before + example.lineno + 1,
                origin=origin,
                setup="\n".join(setup),
                function=_called(source),
            )
        elif not wanted and not _expression(source):
            setup.append(source)


def _asserts(tree: ast.Module, origin: Origin) -> Iterator[Example]:
    top = _asserted(tree.body, origin, ())
    if origin is Origin.CANDIDATE:
        # Whoever wrote it meant it at this line: what came before has happened, once.
        top = (each.model_copy(update={"setup": "", "until": each.line}) for each in top)
    yield from top
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test") and not _required(node):
            yield from _asserted(node.body, origin, ())


def _asserted(body: Sequence[ast.stmt], origin: Origin, before: tuple[str, ...]) -> Iterator[Example]:
    setup = list(before)
    for node in body:
        if isinstance(node, ast.Assert):
            yield _of_assert(node, origin, "\n".join(setup))
        elif isinstance(node, ast.If) and _is_main(node):
            yield from _asserted(node.body, origin, tuple(setup))
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            setup.append(ast.unparse(node))


def _of_assert(node: ast.Assert, origin: Origin, setup: str) -> Example:
    test, wanted = node.test, "True"
    call = ast.unparse(test)
    if isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], ast.Eq | ast.Is):
        call, wanted = ast.unparse(test.left), ast.unparse(test.comparators[0])
    else:
        call = f"bool({call})"
    return Example(
        call=call, wanted=wanted, line=node.lineno, origin=origin, setup=setup, function=_called(call)
    )


def _is_main(node: ast.If) -> bool:
    return "__name__" in ast.unparse(node.test)


def _required(node: ast.FunctionDef) -> bool:
    return len(node.args.args) > len(node.args.defaults)


def _remarked(code: str, tree: ast.Module, origin: Origin) -> Iterator[Example]:
    remarks = _remarks(code)
    setup: list[str] = []
    for node in _outside(tree.body):
        if isinstance(node, ast.Assign | ast.AnnAssign):
            setup.append(ast.unparse(node))
        if not isinstance(node, ast.Expr) or node.end_lineno not in remarks:
            continue
        value = node.value
        if isinstance(value, ast.Call) and ast.unparse(value.func) == "print" and len(value.args) == 1:
            value = value.args[0]
        wanted = remarks[node.end_lineno]
        if _literal(wanted) and isinstance(value, ast.Call | ast.Attribute | ast.Subscript):
            call = ast.unparse(value)
            yield Example(
                call=call,
                wanted=wanted,
                line=node.lineno,
                origin=origin,
                setup="\n".join(setup),
                function=_called(call),
            )


def _outside(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    for node in body:
        if isinstance(node, ast.If) and _is_main(node):
            yield from node.body
        else:
            yield node


def _remarks(code: str) -> dict[int | None, str]:
    found: dict[int | None, str] = {}
    try:
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            if token.type == tokenize.COMMENT and (match := _ANNOUNCED.fullmatch(token.string)):
                found[token.start[0]] = match[1]
    except (tokenize.TokenError, SyntaxError):
        pass
    return found


def _in_prose(lines: Sequence[tuple[int, str]]) -> Iterator[Example]:
    given: tuple[int, str] | None = None
    for number, line in lines:
        labels = list(_LABEL.finditer(line))
        if not labels:
            given = None
            yield from _said(number, line)
            continue
        for label, end in zip(labels, [*(each.start() for each in labels[1:]), len(line)], strict=True):
            text = _plain(line[label.end() : end])
            if label["given"]:
                given = (number, text)
            elif given is not None:
                wanted = _leading_literal(text)
                if wanted and _arguments(given[1]):
                    yield Example(
                        call=given[1], wanted=wanted, line=given[0], origin=Origin.GUIDE, named=False
                    )
                given = None


def _said(number: int, line: str) -> Iterator[Example]:
    for match in _CALL.finditer(line):
        end = _closing(line, match.end() - 1)
        if end is None:
            continue
        call = line[match.start() : end]
        says = _SAYS.match(line[end:])
        wanted = _leading_literal(_plain(says[1])) if says else ""
        if wanted and _expression(call):
            yield Example(call=call, wanted=wanted, line=number, origin=Origin.GUIDE, function=match[1])
        return


def _closing(line: str, opening: int) -> int | None:
    depth = 0
    for place in range(opening, len(line)):
        depth += {"(": 1, ")": -1}.get(line[place], 0)
        if depth == 0:
            return place + 1
    return None


def _plain(text: str) -> str:
    return text.strip(" \t`*")


def _leading_literal(text: str) -> str:
    """The literal that `text` begins with: "[0, 1], because …" has "[0, 1]"; "" where it begins with none."""
    for end in _ends(text):
        if _literal(text[:end]):
            return text[:end].strip()
    return ""


def _ends(text: str) -> Iterator[int]:
    yield len(text)
    for match in reversed(list(re.finditer(r"[\]\)\}\"'\w](?=[\s,.;])", text))[:40]):
        yield match.end()


def _literal(text: str) -> bool:
    try:
        ast.literal_eval(text)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return False
    return bool(text.strip())


def _expression(text: str) -> bool:
    try:
        ast.parse(text, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _arguments(text: str) -> bool:
    return _expression(f"f({text})")


def _called(expression: str) -> str:
    """The name that is called first in `expression`, "" where none is."""
    for node in ast.walk(ast.parse(expression, mode="eval")):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id not in _OF_PYTHON:
            return node.func.id
    return ""


_OF_PYTHON = frozenset(dir(__builtins__) if not isinstance(__builtins__, dict) else __builtins__)
