from pathlib import Path

from app.settings import AGENTS
from evals.runs.running import run
from evals.scorers import conduct
from models.scripted import ScriptedModel
from tests.evals.played import a_scenario, played, worlds


async def test_the_time_of_a_turn_is_told_by_agent_without_any_model(tmp_path: Path) -> None:
    game = await played(tmp_path, {"behaviour": "improving"})
    first, last = game.exchanges[0], game.exchanges[-1]
    assert set(first.costs) == {"evaluator", "follow_up_prober"}
    assert {"evaluator", "coach"} <= set(last.costs)
    for each in game.exchanges:
        assert 0 < sum(cost.milliseconds for cost in each.costs.values()) <= each.milliseconds + 0.2
    metrics = conduct.score(game).metrics
    assert all(metrics[f"{agent}_milliseconds"] > 0 for agent in AGENTS)
    assert not any("tokens" in name or "calls" in name or "dollars" in name for name in metrics)


async def test_two_sessions_at_once_are_timed_apart(tmp_path: Path) -> None:
    scenarios = [a_scenario({"behaviour": name}) for name in ("improving", "silent")]
    results, _ = await run(scenarios, worlds(tmp_path), jobs=2)
    for result in results:
        for turn in result.transcript:
            assert "evaluator" in turn.agents
            assert all(cost.milliseconds <= turn.milliseconds + 0.2 for cost in turn.agents.values())


async def test_a_model_that_counts_nothing_costs_nothing(tmp_path: Path) -> None:
    model = ScriptedModel(lambda prompt, schema: "no JSON")
    (result,), _ = await run([a_scenario()], worlds(tmp_path), models=dict.fromkeys(AGENTS, model))
    assert result.usage == {} and "turn_calls" not in result.metrics
