from pathlib import Path

import pytest

from evals.playing.loading import BadScenario, chosen, load, load_all, made
from tests.evals.played import a_scenario, worlds

GOOD = {"about": "x", "candidate": {"behaviour": "strong"}}


def test_every_scenario_that_ships_can_be_read_and_there_are_forty() -> None:
    scenarios = load_all()
    assert len(scenarios) >= 40
    behaviours = {each.candidate.behaviour for each in scenarios if each.candidate.behaviour}
    assert len(behaviours) >= 20
    assert any(each.candidate.script for each in scenarios)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"about": "x"}, "case.yaml: candidate: is missing"),
        (
            {**GOOD, "candidate": {"behaviour": "loud"}},
            "case.yaml: candidate: no behaviour 'loud'; allowed: asides, asks_back",
        ),
        ({**GOOD, "candidate": {"behaviour": "strong", "share": 0.5}}, "candidate: strong takes no share"),
        ({**GOOD, "candidate": {}}, "candidate: needs either a behaviour or a script"),
        ({**GOOD, "minuts": 5}, "case.yaml: minuts: no such field; allowed: about, tags, guides"),
        ({**GOOD, "mode": "loud"}, "mode: 'loud' is not allowed; allowed: 'study' or 'real'"),
        (
            {**GOOD, "expect": {"metrics": {"scor": {"at_least": 1}}}},
            "expect: no metric 'scor'; allowed: advice_grounded",
        ),
        ({**GOOD, "expect": {"metrics": {"score": {}}}}, "expect.metrics.score: needs at_least or at_most"),
        ({**GOOD, "expect": {"flags": ["soup"]}}, "expect.flags.0: 'soup' is not allowed; allowed: 'empty'"),
        ({**GOOD, "name": "y"}, "name: is not allowed"),
        ([], "must be a mapping"),
    ],
)
def test_what_is_wrong_is_one_line_with_the_field_and_what_is_allowed(given: object, message: str) -> None:
    with pytest.raises(BadScenario) as error:
        made(given, "case.yaml", name="case")
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_yaml_that_is_none_names_its_line(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("about: x\n  tags: [a\n")
    with pytest.raises(BadScenario, match=r"bad\.yaml: is no YAML: line 2"):
        load(tmp_path / "bad.yaml")


def test_a_guide_that_is_not_there_is_named(tmp_path: Path) -> None:
    scenario = a_scenario().model_copy(update={"guides": ("plat.md",)})
    with pytest.raises(BadScenario, match=r"no guide 'plat\.md'; allowed: sample, platform\.md"):
        worlds(tmp_path).of(scenario)


def test_a_guide_beside_the_scenario_is_found(tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_text("# Prep\n\n**Q: How do you plan?**\n\n- I write the last step first\n")
    (tmp_path / "a.scenario.yaml").write_text("about: x\nguides: [mine.md]\ncandidate: {behaviour: silent}\n")
    scenario = load(tmp_path / "a.scenario.yaml")
    assert scenario.name == "a"
    assert list(worlds(tmp_path / "w").of(scenario).lines) == ["mine.md"]


def test_scenarios_are_chosen_by_the_beginning_of_their_name_and_by_tag() -> None:
    scenarios = load_all()
    assert {each.name for each in chosen(scenarios, ["bakery-r"])} == {"bakery-red-flags", "bakery-reworded"}
    assert all("fast" in each.tags for each in chosen(scenarios, tags=["fast"]))
    with pytest.raises(BadScenario, match=r"no scenario fits.*tags: contradiction"):
        chosen(scenarios, ["nothing-like-it"])


def test_scenarios_with_the_same_guides_share_an_index(tmp_path: Path) -> None:
    opened = worlds(tmp_path)
    assert opened.of(a_scenario()) is opened.of(a_scenario({"behaviour": "silent"}))
    assert opened.of(a_scenario()) is not opened.of(a_scenario(rubric={"Craft": 60, "Calm": 40}))
