"""Pseudo-code does nothing; a program in a language that is not run here is no pseudo-code."""

from __future__ import annotations

import time

import pytest

from agents.evaluator.work.coding import judge_code, read
from domain.work import FindingKind, HandedIn, Mark, WorkKind, WorkPart
from domain.worked import Worked
from rounds.coding.behaviour import NotRun
from rounds.coding.pseudo import is_pseudo
from rounds.coding.task import task_of
from tests.support.tasks import TWO_SUM

STEPS = [
    "for every number in the list\n  look whether the rest was seen before\n  if so give both places back\n",
    "für jede Zahl in der Liste:\n  wenn der Rest schon gesehen wurde\n    gib beide Stellen zurück\n",
    "para cada número de la lista\n  mirar si el resto ya se vio -> devolver las dos posiciones\n",
    "对列表里的每个数字\n  如果差值已经见过就返回两个位置\n",
]
PROGRAMS = [
    "function twoSum(numbers, target) {\n  for (const n of numbers) seen.set(n, 1);\n}\n",
    "def two_sum(numbers, target)\n  numbers.each do |number|\n    return seen[number]\n  end\nend\n",
    "twoSum :: [Int] -> Int -> [Int]\ntwoSum numbers target = go seen numbers target\n",
    "local seen = make empty map\nfor at, number in ipairs(numbers) do\nend\n",
    "fun places(numbers: List<Int>, target: Int) =\n    numbers.indexOf(target)\n",
    'grep "$1" numbers | while read line\ndo\n  echo the line here\ndone\n',
    "(defn places [numbers target]\n  (let [seen (atom map of numbers)]\n    (first seen)))\n",
]


@pytest.mark.parametrize("steps", STEPS)
def test_steps_in_words_are_pseudo_code(steps: str) -> None:
    behaviour, structure = read(task_of(TWO_SUM), steps, None)

    assert (behaviour.not_run, structure) == (NotRun.PSEUDO, ())


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_in_another_language_is_none(program: str) -> None:
    assert not is_pseudo(program)


def test_questions_and_talk_do_not_carry_steps_in_words() -> None:
    asked = ("May a number be used twice?", "Is the list sorted already?")
    work = HandedIn(kind=WorkKind.CODE, text=STEPS[0])
    verdict = judge_code(Worked(work=work, asked=asked, said=()), TWO_SUM, (TWO_SUM,), None, None)

    assert verdict.work is not None and verdict.score is not None
    met = {each.part: each.met for each in verdict.work.parts}
    assert (met[WorkPart.BEHAVIOUR], met[WorkPart.STRUCTURE], met[WorkPart.QUESTIONS]) == (0, None, 1)
    assert verdict.score.value < 0.3
    (found,) = verdict.work.parts[0].findings
    assert (found.kind, found.mark) == (FindingKind.PSEUDO, Mark.MISSED)


def test_remarks_alone_are_no_code_and_a_line_without_a_function_has_no_good_names() -> None:
    behaviour, _ = read(task_of(TWO_SUM), "# Two numbers that add up\n\n", None)
    _, structure = read(task_of(TWO_SUM), "answer = 42\n", None)

    assert behaviour.not_run is NotRun.NOTHING
    assert not any(each.passed for each in structure)


def test_it_is_told_in_linear_time() -> None:
    began = time.perf_counter()
    for piece in ("a(", "\n", "a", '"', "a ", ":\t"):
        is_pseudo(piece * 100_000)
    assert time.perf_counter() - began < 2
