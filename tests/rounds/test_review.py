"""A review's findings are held against the guide's issues, by line and by meaning, and never called wrong."""

from __future__ import annotations

import pytest

from domain.guide import Source, TalkingPoint, TalkingPointKind
from domain.verdict import Label
from domain.work import About, FindingKind, Mark, WorkPart
from rounds.review.better import NotRead, read_better
from rounds.review.detecting import detected
from rounds.review.findings import MOST, findings
from rounds.review.judging import found_share, judged
from rounds.review.linter import linted
from rounds.review.matching import beyond, denies, matched
from rounds.review.numbers import lines_named, without_lines
from rounds.review.severity import Severity, severity_of
from rounds.review.task import ReviewTask, review_of

RAW = """# Prep

## Code review

### Review 1: counting visits

What is wrong here?

```python
# BEFORE (problematic code)
def visits(db, user, seen=[]):
    row = db.execute("SELECT n FROM visits WHERE user = '%s'" % user)  # the user's text goes into SQL
    seen.append(user)
    try:
        return row[0]
    except:
        return 0  # nobody came
```

**Issues:**

- [critical] SQL injection: the query is made of the user's text
- [minor] A list as default is shared by all calls
- Error handling:
    - [major] The bare except hides every failure (line 6)

**Better:**

```python
def visits(db, user: str) -> int:
    row = db.execute("SELECT n FROM visits WHERE user = ?", (user,)).fetchone()
    if row is None:
        raise LookupError(user)
    return row[0]
```
""".split("\n")
TEXT = """What is wrong here?

    # BEFORE (problematic code)
    def visits(db, user, seen=[]):
        row = db.execute("SELECT n FROM visits WHERE user = '%s'" % user)  # the user's text goes into SQL
        seen.append(user)
        try:
            return row[0]
        except:
            return 0  # nobody came

Issues:
- [critical] SQL injection: the query is made of the user's text
- [minor] A list as default is shared by all calls
- Error handling:
  - [major] The bare except hides every failure (line 6)

Better:

    def visits(db, user: str) -> int:
        row = db.execute("SELECT n FROM visits WHERE user = ?", (user,)).fetchone()
        if row is None:
            raise LookupError(user)
        return row[0]
"""


@pytest.fixture(scope="module")
def task() -> ReviewTask:
    point = TalkingPoint(
        id="r",
        kind=TalkingPointKind.CODE_REVIEW,
        title="counting visits",
        text=TEXT,
        source=Source(guide="a.md", first_line=5, last_line=len(RAW)),
    )
    return review_of(point, RAW)


def test_the_issues_have_their_lines_and_the_code_gives_none_away(task: ReviewTask) -> None:
    assert [(each.line, each.severity) for each in task.issues] == [
        (22, Severity.CRITICAL),
        (23, Severity.MINOR),
        (25, Severity.MAJOR),
    ]
    assert task.issues[0].about == (3,)
    assert task.issues[2].about == (6,)
    assert task.issues[2].group == "Error handling"
    assert task.code.splitlines()[0] == ""
    assert "goes into SQL" not in task.code
    assert "# nobody came" in task.code
    assert task.better.startswith("def visits(db, user: str)")
    assert task.statement == ("What is wrong here?",)


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ("Line 3: a hole", (3,)),
        ("lines 2-4 and 7", (2, 3, 4, 7)),
        ("Zeilen 2 bis 4", (2, 3, 4)),
        ("líneas 5 y 6: falla", (5, 6)),
        ("第 3 至 5 行", (3, 4, 5)),
        ("L7 is odd", (7,)),
        ("4/5: swallowed", (4, 5)),
        ("a limit of 5 seconds", ()),
        ("line 900", ()),
        ("lines 7-3", (3, 7)),
    ],
)
def test_lines_are_read_in_any_of_our_languages(said: str, lines: tuple[int, ...]) -> None:
    assert lines_named(said, 8) == lines


def test_what_names_a_line_is_no_part_of_what_is_said() -> None:
    assert without_lines("Lines 3 and 4: a hole (line 5)") == "a hole"
    assert without_lines("a limit of 5 seconds") == "a limit of 5 seconds"


@pytest.mark.parametrize(
    ("said", "severity", "rest"),
    [
        ("[critical] a hole", Severity.CRITICAL, "a hole"),
        ("Kritisch: ein Loch", Severity.CRITICAL, "ein Loch"),
        ("un agujero (leve)", Severity.MINOR, "un agujero"),
        ("a hole, also critical.", Severity.CRITICAL, "a hole."),
        ("it has a low limit and a high price", None, "it has a low limit and a high price"),
    ],
)
def test_severity_is_a_mark_and_no_word(said: str, severity: Severity | None, rest: str) -> None:
    assert severity_of(said) == (severity, rest)


def test_findings_match_in_any_order_and_what_is_beyond_is_told(task: ReviewTask) -> None:
    found = findings("the except swallows all\nI would rename row\nbind parameters, this can be injected", 8)

    held = matched(task.issues, found)

    assert [each.label for each in held] == [Label.COVERED, Label.MISSING, Label.COVERED]
    assert [each.findings[:1] for each in held] == [(2,), (), (0,)]
    assert beyond(held, found) == (1,)


def test_a_line_lifts_a_doubt_and_proves_nothing_alone(task: ReviewTask) -> None:
    without, with_line, alone = (
        matched(task.issues, findings(said, 8))[0].surely
        for said in ("it is an injection", "line 3: it is an injection", "line 3: hm")
    )

    assert with_line > without > alone
    assert matched(task.issues, findings("line 3: hm", 8))[0].label is Label.UNSURE


@pytest.mark.parametrize(
    "said",
    [
        "There is no SQL injection here",
        "The query is fine",
        "Hier ist keine Injection möglich",
        "está bien así",
    ],
)
def test_saying_that_it_is_no_fault_is_no_finding(said: str, task: ReviewTask) -> None:
    assert denies(said)
    assert matched(task.issues, findings(said, 8))[0].label in {Label.CONTRADICTED, Label.MISSING}
    assert not denies("There is no check of the input, and no tests")


def test_the_critical_counts_three_times_the_minor(task: ReviewTask) -> None:
    only = matched(task.issues, findings("SQL injection in the query, use placeholders", 8))

    assert found_share(only) == pytest.approx(3 / 6)


def test_nothing_is_scored_that_was_not_handed_in(task: ReviewTask) -> None:
    found = findings("[major] line 3: SQL injection\nthe list default is shared", 8)
    held = matched(task.issues, found)

    work = judged(task, (), "", held, found, None)

    met = {each.part: each.met for each in work.parts}
    assert met[WorkPart.BETTER] is None
    assert met[WorkPart.SEVERITY] == pytest.approx(0.5 / 2)
    assert work.next[0].about is About.LOOK_AGAIN and work.next[0].line == 6
    told = work.parts[0].findings[0]
    assert (told.kind, told.mark, told.line) == (FindingKind.TOLD, Mark.MET, 1)
    assert str(told.source) == "a.md:22"


def test_a_better_version_is_read_for_what_can_be_seen(task: ReviewTask) -> None:
    good = read_better(task, task.better)
    same = read_better(task, task.code)

    assert good.met == 1
    assert {each.issue.line: each.gone for each in same.mended} == {22: False, 23: False, 25: False}
    assert read_better(task, "def visits(").not_read is NotRead.SYNTAX
    assert read_better(task, "def visits(db, user):\n    return 0\n").not_read is NotRead.LEAVES_OUT


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("for a in b:\n    for c in b:\n        pass", "loops"),
        ("requests.post('https://a', json={})", "timeout"),
        ("x = {'password': 'abc'}", "secret"),
        ("datetime.now()", "zone"),
        ("for m in c:\n    c.commit()\n    go(m)", "commit"),
        ("try:\n    go()\nexcept Exception:\n    log.error('no')", "swallowed"),
    ],
)
def test_faults_that_code_shows(code: str, kind: str) -> None:
    assert kind in detected(code)


def test_faults_that_are_none() -> None:
    assert detected("try:\n    go()\nexcept Exception as e:\n    raise Late() from e") == {}
    assert detected("datetime.now(UTC); requests.get(u, timeout=3)") == {}


@pytest.mark.parametrize(
    "said", ["x" * 300_000, "- a\n" * 50_000, "line 1-9999999999\n" * 200, "(" * 100_000, "line " * 40_000]
)
def test_a_flood_is_cut_and_ends(said: str, task: ReviewTask) -> None:
    found = findings(said, 8)

    assert len(found) <= MOST
    assert len(matched(task.issues, found)) == 3


@pytest.mark.parametrize("code", ["(" * 5000, "x = " + "-" * 20_000 + "1", "\x00", "a" * 150_000])
def test_hostile_code_is_read_or_refused(code: str, task: ReviewTask) -> None:
    assert read_better(task, code).met in {0.0, None}
    assert detected(code) == {} or code.startswith("a")


def test_a_linter_reads_the_text_alone() -> None:
    found = linted("def f(kept=[]):\n    return kept\n")
    if found is None:
        pytest.skip("ruff is not installed")

    assert [(each.code, each.line) for each in found] == [("B006", 1)]
    assert linted("SELECT 1") is None
    assert linted("x = 1\n", program="/nowhere/ruff") is None
