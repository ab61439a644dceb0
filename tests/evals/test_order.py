from pathlib import Path

import pytest

from app.bootstrap.index import open_embedder, open_entailment
from app.settings import Settings, from_environment
from evals.playing.loading import load
from evals.playing.world import Worlds
from evals.runs.build import build, difference, digest_of
from evals.runs.order import Order, Outcome, Setup, orders
from evals.runs.processes import play_in
from evals.runs.remote import play_one
from evals.runs.running import run
from tests.evals.played import GUIDE, a_scenario, without_times, worlds
from tests.evals.servers import everybody
from tests.support.built import with_graphs
from tests.support.openai_server import OpenAIServer


def test_guides_beside_a_scenario_travel_with_it_under_their_names(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "more" / "deep").mkdir(parents=True)
    (home / "lighthouse.md").write_text(GUIDE)
    (home / "more" / "deep" / "fog.md").write_text(GUIDE.replace("fog", "mist"))
    (home / "case.yaml").write_text(
        f"about: x\nguides: [lighthouse.md, {home / 'more'}, platform.md]\ncandidate: {{behaviour: strong}}\n"
    )
    scenario = load(home / "case.yaml")
    (order,) = orders(Setup(), [scenario], (3,))

    sent = Order.model_validate_json(order.model_dump_json())
    there = sent.unpacked(tmp_path / "worker")

    assert sent == order
    assert not any(str(home) in guide for guide in there.guides if isinstance(guide, str))
    one, other = worlds(tmp_path / "a").of(scenario), worlds(tmp_path / "b").of(there)
    assert one.lines == other.lines
    assert list(one.lines) == ["lighthouse.md", "deep/fog.md", "platform.md"]


def test_keys_addresses_and_folders_stay_where_they_are(tmp_path: Path) -> None:
    own = Settings(home=tmp_path, base_url="http://here/v1", model="openai:mine")
    setup = Setup(model="openai:theirs", prompts={"interviewer/ask": "text"})
    settings = setup.settings(own, tmp_path / "prompts")
    assert settings.model == "openai:theirs"
    assert settings.base_url == "http://here/v1" and settings.home == tmp_path
    assert (tmp_path / "prompts" / "interviewer" / "ask.md").read_text() == "text"
    assert not {"api_key", "base_url", "redis_url", "home"} & set(Setup.model_fields)


def test_another_build_is_refused_before_the_order_is_read() -> None:
    outcome = Outcome.model_validate_json(play_one({**build(), "Python": "3.99.0"}, "no order at all"))
    assert outcome.result is None
    assert "has Python 3." in outcome.refused and "this machine 3.99.0" in outcome.refused


def test_what_differs_is_named_and_the_rest_counted() -> None:
    assert difference({"a": "1"}, {"a": "1"}, "It") == ""
    told = difference({"a": "1", "b": "1"}, {"a": "2"}, "It")
    assert told.startswith("It has a 2, this machine 1 and 1 more: install")


@pytest.mark.enable_socket
@pytest.mark.network
def test_a_worker_plays_personas_with_its_own_key_and_sends_back_what_was_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario = a_scenario({"persona": {"who": "a keeper", "speaks": "slowly"}})
    embedder = open_embedder(from_environment({"INTERVIEW_HOME": str(with_graphs(tmp_path))}), None, print)
    setup = Setup(
        candidate="openai:test-model",
        embedder=embedder.fingerprint if embedder is not None else "",
    )
    with OpenAIServer(everybody, key="sk-worker") as server:
        monkeypatch.setenv("INTERVIEW_HOME", str(tmp_path))
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-worker")
        (order,) = orders(setup, [scenario], (0,), recorded=())
        first = Outcome.model_validate_json(play_one(build(), order.model_dump_json()))
    assert first.result is not None and first.result.state == "passed"
    assert len(first.recorded) == len(server.requests) > 0

    silent = setup.model_copy(update={"candidate": ""})
    (again,) = orders(silent, [scenario], (0,), first.recorded)
    second = Outcome.model_validate_json(play_one(build(), again.model_dump_json()))
    assert second.result is not None and second.recorded == ()
    assert without_times([first.result]) == without_times([second.result])


async def test_processes_measure_what_one_measures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVIEW_HOME", str(with_graphs(tmp_path / "home")))
    settings = from_environment({"INTERVIEW_HOME": str(tmp_path / "home")})
    embedder = open_embedder(settings, None, print)
    here = Worlds(tmp_path / "w", embedder, print, open_entailment(settings))
    scenarios = [a_scenario({"behaviour": name}) for name in ("strong", "improving", "silent")]
    finished: list[Outcome] = []

    outcomes = await play_in(2, orders(Setup(embedder=here.embedder), scenarios, (0,)), finished.append)
    results, _ = await run(scenarios, here)

    played = tuple(each.result for each in outcomes if each.result is not None)
    assert without_times(played) == without_times(results)
    assert len(finished) == 3


def test_what_is_kept_beside_compiled_code_makes_no_other_build(tmp_path: Path) -> None:
    words = tmp_path / "language" / "words.yaml"
    words.parent.mkdir()
    words.write_text("a: b", encoding="utf-8")
    before = digest_of(tmp_path)

    kept = words.parent / "__pycache__" / "words.yaml.json"
    kept.parent.mkdir()
    kept.write_text('{"a": "b"}', encoding="utf-8")
    assert digest_of(tmp_path) == before

    words.write_text("a: c", encoding="utf-8")
    assert digest_of(tmp_path) != before
