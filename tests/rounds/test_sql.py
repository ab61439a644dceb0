"""A query runs on the task's own tables and nothing else; what sqlite does not know is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from agents.evaluator.work.coding import read as judged
from domain.guide import TalkingPoint, TalkingPointKind
from domain.work import WorkKind
from knowledge.library import read_library
from rounds.coding.behaviour import NotRun, Tried
from rounds.coding.snippets import Language
from rounds.coding.sql.judging import other_dialect, same_rows, tried_sql
from rounds.coding.sql.running import Ended, run
from rounds.coding.sql.tables import given, table_of
from rounds.coding.task import CodingTask, task_of
from rounds.sandbox.outcome import Ended as EndedThere
from rounds.tasks import tasks

GUIDE = """# Prep

## SQL exercises

### Challenge 1: Customers without an order

Challenge: list the names of customers without any order, by name.

| id | name | city |
|----|------|------|
| 1 | Ada | Bonn |
| 2 | Bo | Lima |
| 3 | Cy | NULL |

Table `orders`:

| id | customer_id | total |
|---:|:-----------:|-------|
| 1 | 1 | 20.5 |

Expected output:

| name |
|------|
| Bo |
| Cy |

```sql
SELECT name FROM customers c LEFT JOIN orders o ON o.customer_id = c.id WHERE o.id IS NULL ORDER BY name;
```

**Points to mention:**

- NOT IN finds nothing where the list holds a NULL

### Challenge 2: Zweithöchstes Gehalt

Schreibe eine Abfrage für das zweithöchste Gehalt.

```sql
CREATE TABLE gehalt (id INT, betrag INT);
INSERT INTO gehalt VALUES (1, 100), (2, 200), (3, 300);
SELECT MAX(betrag) FROM gehalt WHERE betrag < (SELECT MAX(betrag) FROM gehalt);
```
"""
RIGHT = "SELECT name FROM customers WHERE id NOT IN (SELECT customer_id FROM orders) ORDER BY name"


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> tuple[CodingTask, ...]:
    path = tmp_path_factory.mktemp("sql") / "guide.md"
    path.write_text(GUIDE, encoding="utf-8")
    return tuple(task_of(each) for each in tasks(read_library([path]).talking_points, WorkKind.CODE))


def only(task: CodingTask, query: str, seconds: float = 3) -> Tried:
    (tried,) = tried_sql(task.point.text, query, seconds).tried
    return tried


def test_a_task_shows_its_tables_and_not_its_query(there: tuple[CodingTask, ...]) -> None:
    first, second = there

    assert (first.language, second.language) == (Language.SQL, Language.SQL)
    assert "| 1 | Ada | Bonn |" in first.statement
    assert "CREATE TABLE gehalt (id INT, betrag INT);" in second.statement
    assert not any("SELECT" in line for task in there for line in task.statement)
    assert [key.text for key in first.said][-1].endswith("NOT IN finds nothing where the list holds a NULL")


def test_tables_are_named_by_the_line_above_or_by_the_query(there: tuple[CodingTask, ...]) -> None:
    task = given(there[0].point.text)

    assert 'CREATE TABLE "customers" ("id", "name", "city");' in task.setup
    assert "(3, 'Cy', NULL)" in task.setup and '"orders" VALUES (1, 1, 20.5)' in task.setup
    assert task.expected is not None and task.expected.rows == (("Bo",), ("Cy",))
    assert task.ordered


def test_another_right_query_is_right_and_the_order_counts_where_it_is_asked(
    there: tuple[CodingTask, ...],
) -> None:
    assert only(there[0], RIGHT).passed is True
    wrong_order = only(there[0], RIGHT + " DESC")
    assert (wrong_order.passed, wrong_order.got, wrong_order.wanted) == (False, "(Cy), (Bo)", "(Bo), (Cy)")
    assert same_rows([(1, "a"), (2, "b")], [(2.0, "b"), (1, "a ")], ordered=False)
    assert not same_rows([(1,), (1,)], [(1,)], ordered=False)


def test_without_rows_in_the_guide_its_own_query_says_what_they_are(there: tuple[CodingTask, ...]) -> None:
    right = only(there[1], "SELECT betrag FROM gehalt ORDER BY betrag DESC LIMIT 1 OFFSET 1")

    assert (right.passed, right.wanted) == (True, "(200)")
    assert only(there[1], "SELECT MAX(betrag) FROM gehalt").passed is False


def test_what_is_no_sql_is_told(there: tuple[CodingTask, ...]) -> None:
    failed = only(there[0], "SELECT name FORM customers")

    assert failed.passed is False and "syntax error" in failed.said
    behaviour, structure = judged(there[0], RIGHT, None)
    assert behaviour.tried[0].passed is True and structure == ()


@pytest.mark.parametrize(
    ("query", "unknown"),
    [
        ("SELECT name FROM customers WHERE name ILIKE 'a%'", "ILIKE"),
        ("SELECT TOP 3 name FROM customers", "TOP 3"),
        ("SELECT DATE_TRUNC('day', at) FROM orders", "DATE_TRUNC"),
        ("SELECT total::int FROM orders", "::int"),
        ("SELECT 'use ILIKE' -- or TOP 3", ""),
        ("SELECT name FROM customers", ""),
    ],
)
def test_other_dialects_are_told_apart(query: str, unknown: str) -> None:
    assert other_dialect(query) == unknown


def test_what_sqlite_does_not_know_is_read_and_not_run(there: tuple[CodingTask, ...]) -> None:
    found = tried_sql(there[0].point.text, "SELECT median_of(total) FROM orders")

    assert (found.not_run, found.why) == (NotRun.OTHER_DIALECT, ("median_of",))
    assert (
        tried_sql("List the names.\n\n    SELECT name FROM people\n", "SELECT 1").not_run is NotRun.NO_TABLES
    )


@pytest.mark.parametrize(
    "query",
    [
        "ATTACH '/tmp/other.db' AS other",
        "VACUUM INTO '/tmp/other.db'",
        "PRAGMA table_list",
        "SELECT load_extension('x')",
        "SELECT hex(zeroblob(900000000))",
        "SELECT 1; DROP TABLE customers",
        "CREATE VIRTUAL TABLE v USING fts5(a)",
        "x" * 30_000,
    ],
)
def test_what_reaches_beyond_the_tables_is_refused(query: str, there: tuple[CodingTask, ...]) -> None:
    found = tried_sql(there[0].point.text, query)

    assert found.not_run is NotRun.REFUSED
    assert not Path("/tmp/other.db").exists()


def test_limits_end_a_query() -> None:
    loop = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
    swells = "WITH RECURSIVE n(i, t) AS (SELECT 1, 'aaaaaaaa' UNION ALL SELECT i + 1, t || t FROM n) "

    assert run("", loop + "SELECT count(*) FROM n", seconds=0.3).ended is Ended.TIME
    assert run("", loop + "SELECT i FROM n").more
    assert run("", swells + "SELECT max(t) FROM n", 0.5).ended not in {Ended.FINISHED, Ended.BROKEN}
    assert run("", "SELECT 1;" * 200).ended is Ended.ERROR
    assert run("", "(" * 5000).ended is Ended.ERROR
    assert run("", "SELECT '\ud800'").ended is Ended.FINISHED


def test_a_loop_costs_the_example_and_no_more(there: tuple[CodingTask, ...]) -> None:
    loop = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    tried = only(there[0], loop, seconds=0.3)

    assert (tried.passed, tried.ended) == (False, EndedThere.TIME)


def test_what_writes_changes_its_own_tables_alone(there: tuple[CodingTask, ...]) -> None:
    assert only(there[0], f"DELETE FROM orders; INSERT INTO orders VALUES (1, 1, 2); {RIGHT}").passed is True
    assert only(there[0], RIGHT).passed is True


def test_a_table_is_read_with_its_kinds_of_cells() -> None:
    table = table_of("| a | b |\n|---|---|\n| 1 | x'y |\n| 2.5 |\n")

    assert table is not None and table.rows == ((1, "x'y"), (2.5, None))
    assert table_of("a | b") is None and table_of("SELECT 1\nFROM x") is None


@pytest.mark.parametrize(
    "text", ["|" * 50_000, "| a |\n|---|\n" + "| 1 |\n" * 20_000, "    SELECT " + "(" * 20_000]
)
def test_hostile_tasks_are_read_within_bounds(text: str) -> None:
    found = given("\n".join(f"    {line}" for line in text.splitlines()))

    assert len(found.setup) < 200_000


def test_a_task_for_python_is_as_it_was() -> None:
    text = "Add up.\n\n    def total(rows):\n        return sum(rows)\n"
    point = TalkingPoint.model_validate(
        {
            "id": "p",
            "kind": TalkingPointKind.CODING_CHALLENGE,
            "title": "Add up",
            "text": text,
            "source": {"guide": "a.md", "first_line": 1, "last_line": 4},
        }
    )

    task = task_of(point)

    assert (task.language, task.statement) == (Language.PYTHON, ("Add up.",))
    assert judged(task, "SELECT 1", None)[0].not_run is NotRun.OTHER_LANGUAGE
