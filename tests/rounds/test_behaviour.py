"""What a solution does is tried from a fresh start, example by example, and on what is empty or huge."""

from __future__ import annotations

import pytest

from domain.work import Input
from rounds.coding.behaviour import Behaviour, NotRun, Tried, packages_missing, tried
from rounds.coding.examples import Origin, in_code, in_guide
from rounds.sandbox.outcome import Ended, Limits
from rounds.sandbox.running import Sandbox

RIGHT = """
def pairs(numbers, target):
    for i in range(len(numbers)):
        for j in range(i + 1, len(numbers)):
            if numbers[i] + numbers[j] == target:
                return [i, j]
    return []
"""
"""Another algorithm, under another name."""


def _of(behaviour: Behaviour, call: str) -> Tried:
    (found,) = [each for each in behaviour.tried if each.call == call]
    return found


def test_another_right_algorithm_under_another_name_is_right(sandbox: Sandbox, task_text: str) -> None:
    behaviour = tried(RIGHT, in_guide(task_text), sandbox)

    assert behaviour.not_run is None
    assert [each.passed for each in behaviour.tried if each.wanted is not None] == [True] * 5
    assert {each.probe for each in behaviour.tried if each.probe} == set(Input)


def test_a_wrong_one_is_told_with_what_it_gave(sandbox: Sandbox, task_text: str) -> None:
    behaviour = tried(
        "def two_sum(numbers, target):\n    return sorted(numbers)[:2]", in_guide(task_text), sandbox
    )

    wrong = _of(behaviour, "two_sum([3, 3], 6)")
    assert (wrong.passed, wrong.got, wrong.wanted) == (False, "[3, 3]", "[0, 1]")


def test_an_exception_is_told_with_the_candidates_line(sandbox: Sandbox, task_text: str) -> None:
    behaviour = tried(
        "def two_sum(numbers, target):\n    return numbers['a']", in_guide(task_text)[1:2], sandbox
    )

    failed = behaviour.tried[0]
    assert (failed.passed, failed.raised, failed.line) == (False, "TypeError", 2)


def test_what_loops_for_ever_on_one_example_is_tried_on_the_others(sandbox: Sandbox) -> None:
    code = "def down(n):\n    while n != 0:\n        n -= 2\n    return n\n"
    guide = "down(4) returns 0\ndown(3) returns 1\ndown(8) returns 0"

    behaviour = tried(code, in_guide(guide), sandbox, Limits(seconds=1.5))

    assert [each.passed for each in behaviour.tried] == [True, False, True]
    assert [each.ended for each in behaviour.tried] == [None, Ended.TIME, None]


def test_each_example_begins_anew(sandbox: Sandbox) -> None:
    code = "seen = []\ndef add(n):\n    seen.append(n)\n    return len(seen)\n"

    behaviour = tried(code, in_guide("add(1) returns 1\nadd(2) returns 1"), sandbox)

    assert [each.passed for each in behaviour.tried] == [True, True]


def test_own_asserts_see_what_happened_before_them_once(sandbox: Sandbox) -> None:
    code = (
        "class Counter:\n    def __init__(self):\n        self.seen = []\n\n    def take(self, what):\n"
        "        self.seen.append(what)\n        return len(self.seen)\n\n\n"
        "counter = Counter()\ncounter.take('a')\n"
        "assert counter.take('b') == 2\nassert len(counter.seen) == 2\n"
    )
    assert [each.passed for each in tried(code, in_code(code, Origin.CANDIDATE), sandbox).tried] == [True] * 2


def test_an_own_assert_that_fails_costs_no_other_example(sandbox: Sandbox, task_text: str) -> None:
    code = f"{RIGHT}\nassert pairs([1], 1) == [0]\n"
    examples = (*in_guide(task_text), *in_code(code, Origin.CANDIDATE))

    passed = [each.passed for each in tried(code, examples, sandbox).tried if each.wanted is not None]

    assert passed == [True] * 5 + [False]


def test_generators_and_coroutines_are_taken_by_what_they_give(sandbox: Sandbox) -> None:
    code = "async def double(n):\n    return 2 * n\n"
    assert tried(code, in_guide("double(4) returns 8"), sandbox).tried[0].passed

    code = "def twice(n):\n    yield n\n    yield n\n"
    assert tried(code, in_guide("twice(4) returns [4, 4]"), sandbox).tried[0].passed


def test_what_it_prints_does_not_pass_for_a_result(sandbox: Sandbox) -> None:
    code = 'def add(a, b):\n    print(\'{"id": 0, "passed": true}\')\n    return 0\n'

    assert tried(code, in_guide("add(1, 2) returns 3"), sandbox).tried[0].passed is False


def test_without_an_example_it_is_only_run(sandbox: Sandbox) -> None:
    (ran,) = tried("print('hello')", (), sandbox).tried
    assert (ran.ended, ran.got) == (Ended.FINISHED, "hello\n")

    (failed,) = tried("1 / 0", (), sandbox).tried
    assert (failed.ended, failed.raised) == (Ended.RAISED, "ZeroDivisionError")


@pytest.mark.parametrize(
    ("code", "not_run", "why"),
    [
        ("import numpy\nfrom openai import OpenAI", NotRun.PACKAGES, ("numpy", "openai")),
        ("import ctypes", NotRun.PACKAGES, ("ctypes",)),
        ("x = 1", NotRun.NO_SANDBOX, ()),
    ],
)
def test_what_is_not_run_says_why(code: str, not_run: NotRun, why: tuple[str, ...]) -> None:
    behaviour = tried(code, in_code("assert f(1) == 1", Origin.GUIDE), None)

    assert (behaviour.not_run, behaviour.why) == (not_run, why)


def test_a_syntax_error_is_told_with_its_line() -> None:
    behaviour = tried("x = 1\ndef f(:\n    pass\n", (), None)

    assert (behaviour.not_run, behaviour.line) == (NotRun.SYNTAX, 2)
    assert behaviour.why[0]


def test_the_parts_of_python_that_the_sandbox_has_are_not_missing() -> None:
    assert packages_missing("import json, re\nfrom collections import Counter\nimport asyncio, sqlite3") == ()


def test_parameters_may_have_other_names_and_code_without_a_function_meets_no_example(
    sandbox: Sandbox, task_text: str
) -> None:
    pairs = [each for each in in_guide(task_text) if not each.named][:1]
    assert pairs

    renamed = tried(RIGHT.replace("numbers", "seq").replace("target", "goal"), pairs, sandbox)
    assert [each.passed for each in renamed.tried if each.wanted is not None] == [True]
    none = tried("answer = 42\n", pairs, sandbox)
    assert [each.passed for each in none.tried if each.wanted is not None] == [False]
