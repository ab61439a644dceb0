"""The score is arithmetic over what was seen; what was not seen takes no share."""

from __future__ import annotations

import pytest

from domain.guide import Source, TalkingPoint, TalkingPointKind
from domain.work import About, FindingKind, Input, Mark, WorkKind
from domain.work import WorkPart as Part
from rounds.coding.asking import asked_next
from rounds.coding.behaviour import Behaviour, NotRun, Tried
from rounds.coding.evidence import handled
from rounds.coding.examples import Example, Origin
from rounds.coding.judging import judged
from rounds.coding.structure import Aspect, noted
from rounds.coding.task import task_of
from rounds.sandbox.outcome import Ended
from rounds.shares import shares_of

CHOSEN, _ = shares_of((), WorkKind.CODE)


def tried(passed: bool | None, origin: Origin = Origin.GUIDE, **fields: object) -> Tried:
    wanted = None if passed is None else "1"
    example = Example(call="f()", wanted="1", line=1, origin=origin)
    return Tried.model_validate(
        {"call": "f()", "wanted": wanted, "passed": passed, "got": "1", "example": example, **fields}
    )


def behaviour_of(*done: Tried) -> float | None:
    result = judged("", CHOSEN, False, Behaviour(tried=done), (), None, None)
    return next(each.met for each in result.parts if each.part is Part.BEHAVIOUR)


def test_examples_count_whole_and_edges_half() -> None:
    assert behaviour_of(tried(True), tried(False)) == 0.5
    empty = tried(None, probe=Input.EMPTY, got="", raised="IndexError")
    assert behaviour_of(tried(True), empty) == pytest.approx(1 / 1.5)


def test_own_examples_that_pass_prove_nothing_and_those_that_fail_do() -> None:
    assert behaviour_of(tried(True, Origin.CANDIDATE)) is None
    empty = tried(None, probe=Input.EMPTY)
    assert behaviour_of(tried(True, Origin.CANDIDATE), tried(False, Origin.CANDIDATE), empty) == 0.5
    assert behaviour_of(tried(True, Origin.CANDIDATE), tried(True)) == 1


def test_what_was_not_run_is_unscored_and_takes_no_share() -> None:
    result = judged("", CHOSEN, False, Behaviour(not_run=NotRun.PACKAGES), (), ["a", "b"], 0.5)

    assert result.parts[0].met is None
    assert result.score == pytest.approx((10 * 1 + 20 * 0.5) / 30)


def test_nothing_known_is_no_score() -> None:
    assert judged("", CHOSEN, False, Behaviour(not_run=NotRun.PACKAGES), (), None, None).score is None


def test_what_does_not_parse_does_nothing_and_is_asked_about_with_its_line() -> None:
    result = judged("def f(:", CHOSEN, False, Behaviour(not_run=NotRun.SYNTAX, line=1), (), None, None)

    assert result.parts[0].met == 0
    assert (result.next[0].about, result.next[0].line) == (About.SYNTAX, 1)


def test_talk_without_code_is_talk_alone() -> None:
    result = judged("", CHOSEN, False, Behaviour(not_run=NotRun.NOTHING), (), (), 1.0)

    assert [each.met for each in result.parts] == [0, 0, 0, 1]
    assert result.next == ()
    assert result.parts[0].findings[0].kind is FindingKind.NOTHING


def test_functions_left_empty_do_not_do_their_part() -> None:
    half = (
        "def load(path):\n    return open(path).read()\n\ndef embed(text):\n    raise NotImplementedError\n"
    )
    result = judged(half, CHOSEN, False, Behaviour(), noted(half, "Embed files."), None, None)
    hollow = next(each for each in result.parts[1].findings if each.kind is FindingKind.HOLLOW)

    assert result.parts[0].met == 0.5
    assert (hollow.mark, hollow.line, hollow.about) == (Mark.MISSED, 4, "embed")
    whole = half.replace("raise NotImplementedError", "return [len(text)]")
    assert judged(whole, CHOSEN, False, Behaviour(), noted(whole, ""), None, None).parts[0].met is None


@pytest.mark.parametrize(
    ("fields", "met"),
    [
        ({"probe": Input.EMPTY, "got": "[]"}, True),
        ({"probe": Input.EMPTY, "got": "", "raised": "ValueError"}, True),
        ({"probe": Input.EMPTY, "got": "", "raised": "ZeroDivisionError"}, False),
        ({"probe": Input.HUGE, "got": "", "ended": Ended.TIME}, False),
        ({"probe": Input.HUGE, "got": ""}, None),
        ({"probe": Input.WRONG_KIND, "got": "", "raised": "TypeError"}, None),
    ],
)
def test_an_edge_is_met_by_a_value_or_a_plain_refusal(fields: dict[str, object], met: bool | None) -> None:
    assert handled(tried(None, **fields)) is met


def _criterion(title: str, percent: float) -> TalkingPoint:
    return TalkingPoint(
        id=title,
        kind=TalkingPointKind.RUBRIC_CRITERION,
        title=title,
        weight_percent=percent,
        source=Source(guide="a.md", first_line=1, last_line=1),
    )


def test_the_guides_rubric_gives_the_shares() -> None:
    rubric = [
        _criterion("Technical skills", 50),
        _criterion("Communication", 20),
        _criterion("Problem solving", 30),
    ]

    shares, own = shares_of(rubric, WorkKind.CODE)

    assert own
    assert shares == {Part.BEHAVIOUR: 50, Part.TALK: 20, Part.QUESTIONS: 30}
    assert shares_of([_criterion("Empathy", 50)], WorkKind.CODE) == (CHOSEN, False)


def test_structure_is_held_against_what_the_guide_asks(task_text: str) -> None:
    bare = (
        "def s(z, target):\n    try:\n        return z.index(target)\n    except Exception:\n        pass\n"
    )
    found = {each.aspect: each for each in noted(bare, task_text)}

    assert not found[Aspect.ERRORS].passed
    assert found[Aspect.ERRORS].line == 4
    assert not found[Aspect.DOCSTRINGS].passed
    assert not found[Aspect.TYPES].passed
    assert found[Aspect.NAMES].names == ("s",)
    assert "error handling" in found[Aspect.ERRORS].guide_says


def test_what_no_guide_asks_for_is_not_missed() -> None:
    aspects = {
        each.aspect for each in noted("def total(numbers):\n    return sum(numbers)\n", "Add numbers.")
    }

    assert not aspects & {Aspect.DOCSTRINGS, Aspect.TYPES, Aspect.ERRORS}
    assert noted("def f(:", "Add numbers.") == ()


@pytest.mark.parametrize(
    ("code", "about", "line"),
    [
        (
            "def f(rows):\n    for a in rows:\n        for b in rows:\n            print(a, b)",
            About.NESTED_LOOPS,
            2,
        ),
        ("text = open('a').read()", About.READS_ALL, 1),
        ("def f(n):\n    return f(n - 1)", About.RECURSION, 1),
        ("def f(kept=[]):\n    return kept", About.SHARED_DEFAULT, 1),
        ("try:\n    go()\nexcept:\n    pass", About.SWALLOWS, 3),
        ("x = sorted(y)", About.SORTS, 1),
        ("x = 1", About.COMPLEXITY, None),
    ],
)
def test_what_is_asked_next_is_about_the_candidates_line(code: str, about: About, line: int | None) -> None:
    first = asked_next(code, Behaviour())[0]

    assert (first.about, first.line) == (about, line)


def test_a_failing_example_is_asked_about_first() -> None:
    failing = Behaviour(tried=(tried(False, got="2"),))

    assert asked_next("x = sorted(y)", failing)[0].about is About.FAILS
    assert asked_next("def f(:", failing) == ()


def test_a_task_shows_nothing_of_its_solution(task_text: str) -> None:
    point = TalkingPoint(
        id="t",
        kind=TalkingPointKind.CODING_CHALLENGE,
        title="Two numbers",
        text=task_text,
        source=Source(guide="a.md", first_line=1, last_line=30),
    )

    task = task_of(point)

    assert task.statement[0].startswith("Challenge: Find the two numbers")
    assert not any("Sample solution" in line or "def " in line for line in task.statement)
    assert len(task.examples) == 5


def test_a_query_and_another_language_are_asked_about_by_what_came_of_them_and_by_their_cost() -> None:
    query = "SELECT name FROM customers"
    wrong = Behaviour(tried=(Tried(call=query, wanted="Ada", passed=False, got="Bob"),))

    assert [each.about for each in asked_next(query, wrong)] == [About.FAILS, About.COMPLEXITY]
    assert [each.about for each in asked_next(query, Behaviour())] == [About.COMPLEXITY]
    other = Behaviour(not_run=NotRun.OTHER_LANGUAGE)
    assert [each.about for each in asked_next("func f() int { return 1 }", other)] == [About.COMPLEXITY]
    assert asked_next("take each and add it", Behaviour(not_run=NotRun.PSEUDO)) == ()
