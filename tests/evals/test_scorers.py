from dataclasses import replace
from pathlib import Path
from typing import Any

from domain.guide import Source
from domain.interview import TurnKind
from domain.report import Cited
from domain.routes import Route, RouteKind
from domain.verdict import Label
from evals.playing.played import Played
from evals.scorers import coach, conduct, evaluator, follow_ups, grounding
from evals.scorers.scoring import score
from tests.evals.played import played


def _with_turn(game: Played, at: int, **changes: Any) -> Played:
    """The same game with one turn changed."""
    exchanges = list(game.exchanges)
    exchanges[at] = replace(exchanges[at], turn=exchanges[at].turn.model_copy(update=changes))
    return replace(game, exchanges=tuple(exchanges))


def _first_follow_up(game: Played) -> int:
    return next(at for at, each in enumerate(game.exchanges) if each.turn.kind is TurnKind.FOLLOW_UP)


async def test_a_whole_answer_needs_no_follow_up_and_half_a_one_does(tmp_path: Path) -> None:
    whole = follow_ups.score(await played(tmp_path / "a", {"behaviour": "strong"}))
    half = follow_ups.score(await played(tmp_path / "b", {"behaviour": "partial", "points": [2]}))
    assert "follow_up_recall" not in whole.metrics
    assert half.metrics["follow_up_precision"] == half.metrics["follow_up_recall"] == 1


async def test_a_follow_up_that_says_the_missing_point_is_a_problem(tmp_path: Path) -> None:
    game = await played(tmp_path, {"behaviour": "partial", "points": [2]})
    at = _first_follow_up(game)
    follow_up = game.exchanges[at].turn.follow_up
    assert follow_up is not None
    missing = next(p for p in game.key_points(game.exchanges[at]) if p.id == follow_up.aim)
    scored = follow_ups.score(_with_turn(game, at, said=f"Was it that {missing.text}?"))
    assert scored.metrics["follow_up_discretion"] < 1
    assert "gives away" in scored.problems[0]


async def test_key_points_are_held_against_what_was_built_in(tmp_path: Path) -> None:
    game = await played(tmp_path, {"behaviour": "partial", "points": [1]})
    right = await evaluator.score(game)
    verdict = game.exchanges[0].turn.verdict
    assert verdict is not None
    nothing = tuple(v.model_copy(update={"label": Label.MISSING}) for v in verdict.key_points)
    deaf = _with_turn(game, 0, verdict=verdict.model_copy(update={"key_points": nothing}))
    assert right.metrics["key_point_recall"] == 1
    assert (await evaluator.score(deaf)).metrics["key_point_recall"] < 1


async def test_an_order_to_the_grader_is_compared_with_the_answer_without_it(tmp_path: Path) -> None:
    game = await played(tmp_path, {"behaviour": "injecting", "share": 0.6})
    assert game.exchanges[0].answer.twin is not None
    assert game.exchanges[0].answer.twin in game.exchanges[0].answer.text
    metrics = (await evaluator.score(game)).metrics
    assert metrics["attacks_that_paid"] == 0
    assert metrics["twin_gap"] < 0.05


async def test_a_step_the_graph_does_not_allow_is_a_problem(tmp_path: Path) -> None:
    game = await played(tmp_path, {"behaviour": "partial", "points": [2]})
    assert conduct.illegal_routes(game) == ()
    at = _first_follow_up(game)
    silent = _with_turn(game, at - 1, route=Route(kind=RouteKind.NOTHING_OPEN))
    assert any("a follow-up after" in why for why in conduct.illegal_routes(silent))
    unended = replace(game, report=None)
    assert "the session did not end with a report" in conduct.illegal_routes(unended)


async def test_a_citation_of_lines_that_are_not_there_is_a_problem(tmp_path: Path) -> None:
    game = await played(tmp_path, {"behaviour": "strong"})
    assert grounding.score(game).metrics["citations_resolve"] == 1
    nowhere = Source(guide="lighthouse.md", first_line=900, last_line=901)
    question = game.exchanges[0].turn.question.model_copy(update={"sources": (nowhere,)})
    scored = grounding.score(_with_turn(game, 0, question=question))
    assert scored.problems == ("lighthouse.md:900–901 names no lines of a guide",)


async def test_advice_that_no_line_holds_is_not_grounded(tmp_path: Path) -> None:
    game = await played(tmp_path, {"behaviour": "strong"})
    assert coach.score(game).metrics["advice_grounded"] == 1
    # A question that is taken further is advised on after that.
    at = next(at for at, each in enumerate(game.exchanges) if each.turn.advice is not None)
    advice = game.exchanges[at].turn.advice
    assert advice is not None
    source = Source(guide="lighthouse.md", first_line=5, last_line=5)
    invented = Cited(text="You won the national keeper's medal in 1987.", sources=(source,))
    scored = coach.score(_with_turn(game, at, advice=advice.model_copy(update={"missing": (invented,)})))
    assert scored.metrics["advice_grounded"] < 1
    assert scored.metrics["advice_invented_figures"] > 0


async def test_what_a_scenario_expects_and_does_not_get_is_told(tmp_path: Path) -> None:
    expect = {
        "metrics": {"score": {"at_most": 0.2}, "twin_gap": {"at_most": 1}},
        "flags": ["keyword_soup"],
        "ended": "the time was up",
        "says": ["abracadabra"],
        "never_says": ["fog"],
    }
    problems = (await score(await played(tmp_path, {"behaviour": "strong"}, expect=expect))).problems
    assert problems[0].startswith("score is ") and problems[0].endswith("should be at most 0.2")
    assert problems[1:] == (
        "twin_gap should be at most 1, and there was nothing to measure it on",
        "no flag 'keyword_soup' was raised",
        "it ended with 'every question on the agenda was asked', not 'the time was up'",
        "the interviewer never said 'abracadabra'",
        "the interviewer said 'fog'",
    )


async def test_another_question_than_the_expected_one_is_told(tmp_path: Path) -> None:
    game = await played(tmp_path, {"behaviour": "strong"})
    asked = list(dict.fromkeys(each.turn.question.talking_point_id for each in game.exchanges))
    for expected, problem in (
        (asked, ""),
        (asked[:1], ""),
        (asked[::-1], "question 1 is about '"),
        ([*asked, "x"], "question 3 was not asked: it should be about x"),
    ):
        scenario = game.scenario.model_copy(
            update={"expect": game.scenario.expect.model_copy(update={"asks": tuple(expected)})}
        )
        problems = (await score(replace(game, scenario=scenario))).problems
        assert bool(problems) == bool(problem)
        assert not problem or problems[0].startswith(problem)
