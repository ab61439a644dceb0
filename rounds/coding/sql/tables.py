"""The tables that a task gives, the rows that should come out, and the guide's own query."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from domain.values import Frozen
from language.patterns import regex
from rounds.coding.snippets import Language, Snippet, language_of, prose, snippets

_LONGEST_SHOWN = 200
_MOST_TABLES, _MOST_ROWS, _MOST_COLUMNS = 12, 200, 30
_RULE = regex(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_MAKES = regex(r"\s*(?:CREATE|INSERT)\b", re.IGNORECASE)
_ASKS = regex(r"^\s*(?:WITH|SELECT|UPDATE|DELETE)\b", re.IGNORECASE | re.MULTILINE)
_EXPECTED = regex(
    r"expected|output|result|ergebnis|ausgabe|salida|resultado|sortie|résultat|risultato|uitvoer|resultaat|saída"
    r"|输出|结果",
    re.IGNORECASE,
)
_NAMED = regex(
    r"\b(?:table|tabelle|tabla|tabella|tabela|tabel|表)\s*[:：]?\s*(?P<behind>[A-Za-z_]\w*)|"
    r"^(?P<alone>[A-Za-z_]\w*)\s*(?:\b(?:table|tabelle|tabla)\b)?\s*[:：]?$|"
    r"\b(?P<before>[A-Za-z_]\w*)\s+(?:table|tabelle|tabla|tabella|tabela|tabel)\b",
    re.IGNORECASE,
)
_NAMES_NOTHING = frozenset("the a this following input given die eine la una le example".split())
_FROM = regex(r"\b(?:FROM|JOIN)\s+([A-Za-z_]\w*)", re.IGNORECASE)
_CTE = regex(r"(?:\bWITH\s+(?:RECURSIVE\s+)?|,\s*)([A-Za-z_]\w*)\s+AS\s*\(", re.IGNORECASE)
_INTEGER = regex(r"[+-]?\d{1,15}")
_REAL = regex(r"[+-]?\d{1,15}\.\d{1,15}")

Cell = str | int | float | None


class Table(Frozen):
    """A table as a guide shows it; `name` is "" where nothing names it."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Given(Frozen):
    """What a task gives: what makes its tables (`setup`, "" for none), the rows that should come out (None
    where it shows none), the guide's own query, and whether their order is asked for."""

    setup: str = ""
    expected: Table | None = None
    query: str = ""
    ordered: bool = False


def given(text: str) -> Given:
    """Read the task's `text`."""
    pieces = sql_pieces(text)
    said = prose(text)
    query = next((each.text for each in pieces if is_query(each)), "")
    shown = [(table_of(each.text), _above(each, said)) for each in pieces]
    tables = [(table, above) for table, above in shown if table is not None]
    expected = next((table for table, above in tables if _EXPECTED.search(above)), None) or _one_value(said)
    named = _with_names([(t, above) for t, above in tables if t is not expected], query)
    made = [each.text for each in pieces if each.language is Language.SQL and _MAKES.match(each.text)]
    setup = "\n".join([*map(_closed, made), *map(_made, named)]) if named is not None else ""
    ordered = bool(re.search(r"\bORDER\s+BY\b[^()]*$", query, re.IGNORECASE))
    return Given(setup=setup, expected=expected, query=query, ordered=ordered)


def sql_pieces(text: str) -> tuple[Snippet, ...]:
    """The pieces of code in `text`, tables apart from queries, and what makes tables apart from both."""
    return tuple(piece for snippet in snippets(text) for piece in _apart(snippet))


def _apart(snippet: Snippet) -> Iterator[Snippet]:
    held: list[str] = []
    begun, kind = snippet.line, ""
    for number, line in enumerate(snippet.text.splitlines(), start=snippet.line):
        own = _kind_of(line, kind) if line.strip() else kind
        if held and own != kind:
            yield _piece(held, begun)
            held = []
        begun = begun if held else number
        held.append(line)
        kind = own
    if held:
        yield _piece(held, begun)


def _piece(lines: Sequence[str], begun: int) -> Snippet:
    text = "\n".join(lines) + "\n"
    return Snippet(text=text, line=begun, language=language_of(text))


def _kind_of(line: str, before: str) -> str:
    """What a line belongs to: a table, what makes tables, or a query; else to what stands above it."""
    if line.lstrip().startswith("|"):
        return "table"
    if _MAKES.match(line):
        return "making"
    if before == "table" or _ASKS.match(line):
        return "query"
    return before


def is_query(snippet: Snippet) -> bool:
    """Is it a query, and not what makes tables?"""
    return (
        snippet.language is Language.SQL
        and not _MAKES.match(snippet.text)
        and bool(_ASKS.match(snippet.text))
    )


def table_of(text: str) -> Table | None:
    """A Markdown table; None where `text` is none."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < 2 or "|" not in lines[0] or not _RULE.match(lines[1]):
        return None
    columns = tuple(cell.strip("`* ") for cell in _cells(lines[0]))[:_MOST_COLUMNS]
    rows = [_cells(line) for line in lines[2 : 2 + _MOST_ROWS] if "|" in line]
    padded = [tuple([*row, *[""] * len(columns)][: len(columns)]) for row in rows]
    return Table(name="", columns=columns, rows=tuple(tuple(map(_value, row)) for row in padded))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]


def _value(cell: str) -> Cell:
    bare = cell.strip("`* ")
    if bare.upper() in {"NULL", "NONE", ""}:
        return None
    if _INTEGER.fullmatch(bare):
        return int(bare)
    return float(bare) if _REAL.fullmatch(bare) else bare.strip("'\"")


def _above(snippet: Snippet, said: Sequence[tuple[int, str]]) -> str:
    """The line of words right above a piece of code."""
    return next((line.strip() for number, line in reversed(said) if number < snippet.line), "")


def _one_value(said: Sequence[tuple[int, str]]) -> Table | None:
    """ "Expected output: 200", or such a line over a list: a column of values."""
    values: list[str] = []
    open_list = False
    for _, line in said:
        label, colon, behind = line.partition(":")
        if colon and _EXPECTED.search(label) and len(label.split()) <= 4:
            if behind.strip():
                return Table(name="", columns=("",), rows=((_value(behind.strip().rstrip(".")),),))
            open_list = True
        elif open_list and line.lstrip().startswith("- "):
            values.append(line.lstrip()[2:])
        elif open_list:
            break
    rows = tuple(tuple(map(_value, re.split(r":\s+|;\s+", value))) for value in values)
    return Table(name="", columns=("",) * len(rows[0]), rows=rows) if rows else None


def _with_names(tables: Sequence[tuple[Table, str]], query: str) -> list[Table] | None:
    """`tables` under their names: those above them, else the one that the guide's query has left.

    None where one cannot be named: nothing can be run then.
    """
    asked = {name.casefold() for name in _FROM.findall(query)} - {n.casefold() for n in _CTE.findall(query)}
    named = [table.model_copy(update={"name": _name(above, asked)}) for table, above in tables[:_MOST_TABLES]]
    left = sorted(asked - {table.name.casefold() for table in named})
    bare = [table for table in named if not table.name]
    if not bare:
        return named
    if len(bare) > 1 or len(left) != 1:
        return None
    return [table if table.name else table.model_copy(update={"name": left[0]}) for table in named]


def _name(above: str, asked: set[str]) -> str:
    found = _NAMED.search(above.strip("`*:： "))
    name = next((each for each in found.groups() if each), "") if found else ""
    if name and name.casefold() not in _NAMES_NOTHING and (not asked or name.casefold() in asked):
        return name
    return next((word for word in re.findall(r"[A-Za-z_]\w*", above) if word.casefold() in asked), "")


def _closed(statements: str) -> str:
    return statements if statements.rstrip().endswith(";") else f"{statements.rstrip()};"


def _made(table: Table) -> str:
    columns = ", ".join(_identifier(name) for name in table.columns)
    rows = ", ".join(f"({', '.join(map(_literal, row))})" for row in table.rows)
    made = f"CREATE TABLE {_identifier(table.name)} ({columns});"
    return f"{made}\nINSERT INTO {_identifier(table.name)} VALUES {rows};" if rows else made


def _identifier(name: str) -> str:
    return '"' + name.replace('"', '""').replace("\x00", "") + '"'


def _literal(value: Cell) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, str):
        return "'" + value.replace("'", "''").replace("\x00", "") + "'"
    return repr(value)


def shown(rows: Sequence[Sequence[Cell]], most: int = 6) -> str:
    """Rows in a line: "(1, Ada), (2, Bo)"."""
    told = ", ".join(_parts(rows, most)) or "()"
    return told if len(told) <= _LONGEST_SHOWN else f"{told[:_LONGEST_SHOWN]}…"


def _parts(rows: Sequence[Sequence[Cell]], most: int) -> Iterator[str]:
    for row in rows[:most]:
        yield f"({', '.join('NULL' if cell is None else str(cell) for cell in row)})"
    if len(rows) > most:
        yield f"… ({len(rows)})"
