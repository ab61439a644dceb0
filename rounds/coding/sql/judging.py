"""What a query does: its rows beside those that should come out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rounds.coding.behaviour import Behaviour, NotRun, Tried
from rounds.coding.sql.running import SECONDS, Ended, Ran, run
from rounds.coding.sql.tables import Cell, Given, given, shown
from rounds.sandbox.outcome import Ended as EndedThere

_DIGITS = 6
_QUOTED = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"|--[^\n]*|/\*.*?\*/", re.DOTALL)
_UNKNOWN = re.compile(
    r"(?P<what>\bILIKE\b|::\s*\w+|\bTOP\s+\d+|\bQUALIFY\b|\bLATERAL\b|\bPIVOT\b|\bDISTINCT\s+ON\b|\bROWNUM\b"
    r"|\bFETCH\s+FIRST\b|\bINTERVAL\b|\bSAFE_CAST\b|\bUNNEST\b|\bWITHIN\s+GROUP\b|\bMERGE\s+INTO\b"
    r"|\bCREATE\s+(?:OR\s+REPLACE\s+)?(?:PROCEDURE|FUNCTION)\b|\bCROSS\s+APPLY\b|\bROLLUP\b|\bGROUPING\s+SETS\b"
    r"|\b(?:DATE_TRUNC|DATEDIFF|DATEADD|DATE_ADD|DATE_SUB|EXTRACT|NOW|GETDATE|STRING_AGG|ARRAY_AGG|LISTAGG|NVL"
    r"|DECODE|CONVERT|TO_CHAR|TO_DATE|ISNULL|YEAR|MONTH|CONCAT_WS|REGEXP_REPLACE|PERCENTILE_CONT)\s*\()",
    re.IGNORECASE,
)
_NO_FUNCTION = re.compile(r"no such function: (\w+)", re.IGNORECASE)
_LONGEST_CALL = 80
_CUT_SHORT = {Ended.TIME: EndedThere.TIME, Ended.MEMORY: EndedThere.MEMORY}


def tried_sql(text: str, query: str, seconds: float = SECONDS) -> Behaviour:
    """Run `query` on the tables of the task in `text`, and hold its rows against those that should come out.

    Where the task shows none, the guide's own query says what they are. What sqlite does not know is read and
    not run.
    """
    task = given(text)
    if unknown := other_dialect(query):
        return Behaviour(not_run=NotRun.OTHER_DIALECT, why=(unknown,))
    if not task.setup:
        return Behaviour(not_run=NotRun.NO_TABLES)
    ran = run(task.setup, query, seconds)
    if ran.ended is Ended.REFUSED:
        return Behaviour(not_run=NotRun.REFUSED, why=(ran.said,))
    if ran.ended is Ended.BROKEN or ran.stage == "setup":
        return Behaviour(not_run=NotRun.NO_TABLES, why=(ran.said,))
    missing = _NO_FUNCTION.search(ran.said) if ran.ended is Ended.ERROR else None
    if missing:
        return Behaviour(not_run=NotRun.OTHER_DIALECT, why=(missing[1],))
    return Behaviour(tried=(_tried(task, query, ran),))


def other_dialect(query: str) -> str:
    """What of `query` sqlite does not know, "" for nothing; words in quotes and remarks are no part of it."""
    found = _UNKNOWN.search(_QUOTED.sub(" ", query[:20_000]))
    return found["what"].rstrip("( ") if found else ""


def same_rows(got: Sequence[Sequence[Cell]], wanted: Sequence[Sequence[Cell]], *, ordered: bool) -> bool:
    """Are they the same rows, in the same order where that is asked for? Figures to six places."""
    one, other = ([tuple(map(_as_compared, row)) for row in rows] for rows in (got, wanted))
    return one == other if ordered else Counter(one) == Counter(other)


def _tried(task: Given, query: str, ran: Ran) -> Tried:
    call = " ".join(query.split())[:_LONGEST_CALL]
    wanted = _wanted(task)
    told = shown(wanted) if wanted is not None else None
    if ran.ended in _CUT_SHORT:
        passed = False if wanted is not None else None
        return Tried(call=call, wanted=told, passed=passed, ended=_CUT_SHORT[ran.ended])
    if ran.ended is Ended.ERROR:
        return Tried(call=call, wanted=told, passed=False if told else None, raised="sqlite", said=ran.said)
    rows = _in_the_columns(ran, task)
    passed = same_rows(rows, wanted, ordered=task.ordered) and not ran.more if wanted is not None else None
    return Tried(call=call, wanted=told, passed=passed, got=shown(ran.rows))


def _wanted(task: Given) -> tuple[tuple[Cell, ...], ...] | None:
    if task.expected is not None:
        return task.expected.rows
    if not task.query:
        return None
    ran = run(task.setup, task.query)
    return ran.rows if ran.ended is Ended.FINISHED and not ran.more else None


def _in_the_columns(ran: Ran, task: Given) -> list[tuple[Cell, ...]]:
    """The rows with their columns in the order of the guide's, where both have the same names."""
    wanted = [name.casefold() for name in task.expected.columns] if task.expected is not None else []
    have = [name.casefold() for name in ran.columns]
    if wanted == have or sorted(wanted) != sorted(have) or len(set(have)) != len(have):
        return list(ran.rows)
    return [tuple(row[have.index(name)] for name in wanted) for row in ran.rows]


def _as_compared(cell: Cell) -> Cell:
    if isinstance(cell, int | float):
        return round(float(cell), _DIGITS)
    return cell.strip() if isinstance(cell, str) else cell
