import json
import re
import xml.etree.ElementTree as ElementTree
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from app.settings import AGENTS
from domain.errors import InterviewError, ModelUnavailable
from evals.runs import baseline, junit, page, telling
from evals.runs.results import Result, Summary, orderings, read, write
from evals.runs.running import TIERS, run
from models.scripted import ScriptedModel
from tests.evals.played import a_scenario, without_times, worlds


async def _run(folder: Path, **more: Any) -> tuple[tuple[Result, ...], Summary]:
    scenarios = [
        a_scenario(**more).model_copy(update={"name": "good"}),
        a_scenario({"behaviour": "off_topic"}).model_copy(update={"name": "bad"}),
    ]
    return await run(scenarios, worlds(folder), seeds=range(2), jobs=3)


async def test_a_run_gives_a_result_for_each_scenario_and_seed_in_order(tmp_path: Path) -> None:
    results, summary = await _run(tmp_path)
    assert [(each.scenario, each.seed) for each in results] == [
        ("good", 0),
        ("good", 1),
        ("bad", 0),
        ("bad", 1),
    ]
    assert summary.scenarios == 4 and summary.turns == sum(each.turns for each in results)
    assert summary.spread_over_repeats is not None
    assert all(each.right == each.pairs for each in summary.orderings)


async def test_two_runs_measure_the_same(tmp_path: Path) -> None:
    one, _ = await _run(tmp_path / "a")
    other, _ = await _run(tmp_path / "b")
    assert without_times(one) == without_times(other)


async def test_a_model_that_is_gone_changes_no_measure(tmp_path: Path) -> None:
    gone = ScriptedModel([ModelUnavailable("the server did not answer")] * 200)
    scenario = a_scenario({"behaviour": "improving"})
    plain, _ = await run([scenario], worlds(tmp_path / "a"))
    broken, _ = await run([scenario], worlds(tmp_path / "b"), jobs=8, models=dict.fromkeys(AGENTS, gone))
    (without,), (with_broken,) = without_times(plain), without_times(broken)
    assert without["metrics"] == with_broken["metrics"]


async def test_results_are_lines_of_json_with_the_summary_last(tmp_path: Path) -> None:
    results, summary = await _run(tmp_path)
    path = tmp_path / "out" / "r.jsonl"
    write(path, results, summary)
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    assert {"scenario", "seed", "passed", "metrics", "turns", "milliseconds"} <= set(rows[0])
    assert rows[-1]["summary"] is True
    assert read(path) == (results, summary)


def test_a_file_that_is_no_run_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text("{}\n{}\n")
    with pytest.raises(InterviewError, match="holds no eval results"):
        read(tmp_path / "r.jsonl")
    with pytest.raises(InterviewError, match="holds no eval results"):
        read(tmp_path / "nothing.jsonl")


async def test_a_failure_shows_its_transcript_and_a_known_one_is_skipped(tmp_path: Path) -> None:
    never = {"metrics": {"score": {"at_most": 0.0}}}
    results, summary = await _run(tmp_path, expect=never)
    assert "How did you cut the lamp's power bill?" in telling.failure(results[0])
    junit.write(tmp_path / "r.xml", results, summary)
    suite = ElementTree.parse(tmp_path / "r.xml").getroot()
    assert suite.get("failures") == "2"
    assert "should be at most 0" in str(suite[0][0].get("message"))

    known, summary = await _run(tmp_path, expect=never, known_failure="scores are scores")
    assert not known[0].passed and not known[0].broken
    assert summary.known_failures == 2
    junit.write(tmp_path / "r.xml", known, summary)
    assert ElementTree.parse(tmp_path / "r.xml").getroot().get("failures") == "0"


async def test_a_known_failure_that_passes_with_every_seed_is_told(tmp_path: Path) -> None:
    results, summary = await _run(tmp_path, known_failure="it used to")
    assert "  passes now: good. Take its `known_failure` out." in telling.closing(results, summary)
    mixed = [results[0], results[1].model_copy(update={"passed": False})]
    assert "  known: good: it used to" in telling.closing(mixed, summary)


async def test_junit_survives_signs_that_xml_has_no_way_to_write(tmp_path: Path) -> None:
    results, summary = await _run(tmp_path)
    odd = results[0].model_copy(update={"passed": False, "failed": ("a\x00b\ud800c",)})
    junit.write(tmp_path / "r.xml", [odd], summary)
    failure = ElementTree.parse(tmp_path / "r.xml").getroot()[0][0]
    assert failure.get("message") == "abc"


async def test_the_page_shows_the_worst_case_first_and_escapes_what_was_said(tmp_path: Path) -> None:
    results, summary = await _run(tmp_path)
    turn = results[0].transcript[0].model_copy(update={"answered": "<script>alert(1)</script>"})
    failed = results[1].model_copy(update={"passed": False, "failed": ("why",), "transcript": (turn,)})
    html = page.page([results[0], failed], summary)
    assert html.index("good-1") < html.index("good-0")
    assert "<script>" not in html and "&lt;script&gt;" in html
    assert html.count("<figure") == 5


async def test_every_link_of_the_page_leads_to_a_transcript_in_it(tmp_path: Path) -> None:
    results, summary = await _run(tmp_path, expect={"metrics": {"score": {"at_most": 0.0}}})
    odd = results[0].model_copy(update={"scenario": "an odd one & more"})
    html = page.page([odd, *results], summary)
    places = {unescape(each) for each in re.findall(r'id="([^"]+)"', html)}
    links = {unquote(unescape(each)) for each in re.findall(r'href="#([^"]+)"', html)}
    assert links <= places
    assert {"an odd one & more-0", "an odd one & more-0-1", "good-1"} <= links
    worst = html[html.index("Worst first") : html.index("<h2>Plots")]
    assert "score is" in worst and "an odd one &amp; more" in worst


async def test_a_score_far_from_what_was_said_is_among_the_worst_cases_once_a_question(
    tmp_path: Path,
) -> None:
    results, summary = await _run(tmp_path)
    (first, *others) = results[2].transcript
    far = first.model_copy(update={"score": 0.9, "said_share": 0.1})
    again = far.model_copy(update={"number": 2, "score": 0.8})
    html = page.page([results[2].model_copy(update={"transcript": (far, again, *others[1:])})], summary)
    worst = html[html.index("Worst first") : html.index("<h2>Plots")]
    assert "+80" in worst and "scored 90, said 10 %" in worst and "+70" not in worst


async def test_the_page_tells_models_what_moved_and_the_time_of_each_agent(tmp_path: Path) -> None:
    results, summary = await _run(tmp_path)
    told = summary.model_copy(
        update={"models": {"coach": "a:b", "evaluator": "a:b"}, "prompts": {"coach/advise@1": "0" * 64}}
    )
    changes = (
        baseline.Change("fair", 9, 0.9, 0.5, -0.5, -0.3, "worse"),
        baseline.Change("coverage", 2, 0.9, 0.8, float("-inf"), float("inf"), ""),
        baseline.Change("repetition", 9, 0.0, 0.0, 0.0, 0.0, ""),
    )
    html = page.page(results, told, "last week", changes)
    assert "a:b (coach, evaluator). Prompts: coach/advise@1." in html
    assert "Against last week" in html and "[-0.500, -0.300]" in html and "too few to tell" in html
    assert "1 of 3 measures did not move" in html
    assert "Latency by agent" in html and "follow up prober" in html


def _result(name: str, **metrics: float) -> Result:
    return Result(
        scenario=name, seed=0, passed=True, metrics=metrics, turns=1, milliseconds=1, candidate="strong"
    )


def _summary(results: list[Result]) -> Summary:
    return Summary(scenarios=len(results), passed=0, known_failures=0, turns=0, milliseconds=0, metrics={})


def _accepted(path: Path, values: list[float]) -> str:
    results = [_result(str(at), key_point_f1=value) for at, value in enumerate(values)]
    write(path, results, _summary(results))
    return str(path)


def test_noise_is_not_called_progress_and_a_drop_is_called_worse(tmp_path: Path) -> None:
    then = _accepted(tmp_path / "b.jsonl", [0.8] * 10)
    noise = [_result(str(at), key_point_f1=0.8 + (0.1 if at % 2 else -0.1)) for at in range(10)]
    drop = [_result(str(at), key_point_f1=0.7 + at / 100) for at in range(10)]
    (unsure,) = baseline.compare(noise, then)
    (worse,) = baseline.compare(drop, then)
    assert unsure.verdict == "" and unsure.low < 0 < unsure.high
    assert worse.verdict == "worse" and worse.high < 0
    assert any(line.startswith("  worse   key_point_f1") for line in baseline.told([worse]))


def test_less_is_better_where_less_is_better(tmp_path: Path) -> None:
    results = [_result(str(at), calibration_error=0.2) for at in range(5)]
    write(tmp_path / "b.jsonl", results, _summary(results))
    now = [_result(str(at), calibration_error=0.1) for at in range(5)]
    (change,) = baseline.compare(now, str(tmp_path / "b.jsonl"))
    assert change.verdict == "better"


def test_two_scenarios_are_too_few_to_tell(tmp_path: Path) -> None:
    then = _accepted(tmp_path / "b.jsonl", [0.9, 0.9])
    (change,) = baseline.compare([_result("0", key_point_f1=0.1), _result("1", key_point_f1=0.2)], then)
    assert change.verdict == ""


def test_a_scenario_that_passed_then_and_fails_now_is_named(tmp_path: Path) -> None:
    then = _accepted(tmp_path / "b.jsonl", [0.9, 0.9])
    failing = _result("1", key_point_f1=0.9).model_copy(update={"passed": False})
    assert baseline.newly_failing([_result("0", key_point_f1=0.9), failing], then) == ("1",)


def test_a_baseline_has_a_name_or_a_path() -> None:
    assert baseline.path_of("fast").name == "fast.jsonl"
    with pytest.raises(InterviewError, match="no name of a baseline"):
        baseline.path_of("a b")


async def test_pairs_in_the_wrong_order_are_counted(tmp_path: Path) -> None:
    results, _ = await _run(tmp_path)
    good, bad = results[0], results[2]
    low = tuple(turn.model_copy(update={"score": 0.01}) for turn in good.transcript if turn.first)
    high = tuple(turn.model_copy(update={"score": 0.9}) for turn in bad.transcript if turn.first)
    (order,) = orderings(
        [good.model_copy(update={"transcript": low}), bad.model_copy(update={"transcript": high})], TIERS
    )
    assert (order.better, order.worse, order.right) == ("strong", "off_topic", 0)
    assert order.pairs == 2
