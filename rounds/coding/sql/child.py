"""Runs one query on tables of its own, as a program that imports nothing of ours and nothing installed.

Reads a request from standard input, writes a reply to standard output. The database is in memory; there is no
other, no extension, no file, and no more time, memory and rows than the request says.
"""

from __future__ import annotations

import importlib
import json
import sqlite3
import sys
import time
from collections.abc import Iterator

_LIMITS = {
    "SQLITE_LIMIT_ATTACHED": 0,
    "SQLITE_LIMIT_LENGTH": 1_000_000,
    "SQLITE_LIMIT_SQL_LENGTH": 100_000,
    "SQLITE_LIMIT_EXPR_DEPTH": 100,
    "SQLITE_LIMIT_COMPOUND_SELECT": 50,
    "SQLITE_LIMIT_LIKE_PATTERN_LENGTH": 500,
    "SQLITE_LIMIT_FUNCTION_ARG": 50,
    "SQLITE_LIMIT_TRIGGER_DEPTH": 10,
}
_READING = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE, sqlite3.SQLITE_TRANSACTION}
_WRITING = {sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE}
_MAKING = {
    sqlite3.SQLITE_CREATE_TABLE,
    sqlite3.SQLITE_CREATE_INDEX,
    sqlite3.SQLITE_CREATE_VIEW,
    sqlite3.SQLITE_CREATE_TEMP_TABLE,
    sqlite3.SQLITE_CREATE_TEMP_VIEW,
    sqlite3.SQLITE_REINDEX,
}
_NO_FUNCTIONS = {
    "load_extension",
    "readfile",
    "writefile",
    "edit",
    "fts3_tokenizer",
    "randomblob",
    "zeroblob",
}
_ACTIONS = (
    "SQLITE_CREATE_",
    "SQLITE_DROP_",
    "SQLITE_ALTER_",
    "SQLITE_ATTACH",
    "SQLITE_DETACH",
    "SQLITE_PRAGMA",
    "SQLITE_FUNCTION",
    "SQLITE_ANALYZE",
)
_STEPS = 2000
_LONGEST_CELL = 200
_MOST_STATEMENTS = 50


def main() -> None:
    """Answer the one request."""
    request = json.loads(sys.stdin.buffer.read())
    _hold_down(request)
    sys.stdout.write(json.dumps(_run(request), ensure_ascii=True))


def _hold_down(request: dict[str, object]) -> None:
    """Limits of the system's own, where it has them: a second wall behind sqlite's."""
    try:
        resource = importlib.import_module("resource")
    except ImportError:  # not on every system
        return
    for name, most in (
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_CORE", 0),
        ("RLIMIT_AS", int(str(request["address_space"]))),
    ):
        try:
            resource.setrlimit(getattr(resource, name), (most, most))
        except (ValueError, OSError, AttributeError):
            continue


def _run(request: dict[str, object]) -> dict[str, object]:
    base = sqlite3.connect(":memory:", isolation_level=None)
    for name, most in _LIMITS.items():
        if hasattr(base, "setlimit") and hasattr(sqlite3, name):
            base.setlimit(getattr(sqlite3, name), most)
    base.execute("PRAGMA temp_store = MEMORY")
    base.execute(f"PRAGMA hard_heap_limit = {int(str(request['memory']))}")
    refused: list[str] = []
    base.set_authorizer(_authorizer(refused))
    ends = time.monotonic() + float(str(request["seconds"]))
    base.set_progress_handler(lambda: int(time.monotonic() > ends), _STEPS)
    stage = "setup"
    try:
        _execute(base, str(request["setup"]), 0)
        stage = "query"
        columns, rows, more = _execute(base, str(request["query"]), int(str(request["rows"])))
    except (sqlite3.Error, sqlite3.Warning, MemoryError, OverflowError, ValueError) as error:
        how = "refused" if refused else _how(error)
        return {"ended": how, "stage": stage, "said": refused[0] if refused else str(error)[:200]}
    return {"ended": "finished", "columns": columns, "rows": rows, "more": more}


def _how(error: BaseException) -> str:
    if "interrupted" in str(error):
        return "time"
    return "memory" if isinstance(error, MemoryError) or "out of memory" in str(error) else "error"


def _authorizer(refused: list[str]):  # type: ignore[no-untyped-def]  # sqlite's own signature
    names = {
        value: name.removeprefix("SQLITE_").replace("_", " ")
        for name, value in vars(sqlite3).items()
        if name.startswith(_ACTIONS)
    }

    def allowed(action: int, one: str | None, other: str | None, base: str | None, inside: str | None) -> int:
        del inside
        own = base in (None, "main", "temp")
        if action == sqlite3.SQLITE_FUNCTION:
            fine = (other or "").lower() not in _NO_FUNCTIONS
        else:
            fine = own and (action in _READING or action in _WRITING or action in _MAKING)
        if not fine:
            refused.append(f"{names.get(action, 'this')} {one or other or ''}".strip()[:80])
            return sqlite3.SQLITE_DENY
        return sqlite3.SQLITE_OK

    return allowed


def _execute(base: sqlite3.Connection, text: str, most: int) -> tuple[list[str], list[list[object]], bool]:
    """Run the statements of `text`; the rows of the last that gives any, at most `most`."""
    columns: list[str] = []
    rows: list[list[object]] = []
    more = False
    for statement in _statements(text):
        cursor = base.execute(statement)
        if cursor.description is not None:
            columns = [str(each[0])[:_LONGEST_CELL] for each in cursor.description]
            found = cursor.fetchmany(most + 1)
            rows, more = [[_cell(cell) for cell in row] for row in found[:most]], len(found) > most
    return columns, rows, more


def _cell(value: object) -> object:
    if isinstance(value, bytes):
        return value[:_LONGEST_CELL].hex()
    return value[:_LONGEST_CELL] if isinstance(value, str) else value


def _statements(text: str) -> Iterator[str]:
    held = ""
    pieces = text.split(";")
    if len(pieces) > _MOST_STATEMENTS + 1:
        raise ValueError("more statements than are run")
    for piece in pieces[:-1]:
        held += piece + ";"
        if sqlite3.complete_statement(held):
            yield held
            held = ""
    if (held + pieces[-1]).strip():
        yield held + pieces[-1]


if __name__ == "__main__":
    main()
