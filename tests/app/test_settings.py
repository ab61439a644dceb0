import re
from datetime import timedelta
from pathlib import Path

import pytest

from app.settings import AGENTS, SAMPLE_GUIDES, from_environment, in_round, variables
from domain.errors import BadSetting
from domain.rounds import Round, Tone
from tests.support.past import Workspace

README = Path(__file__).parents[2] / "README.md"


def test_nothing_set_gives_the_sample_guides_the_embedded_database_and_no_model() -> None:
    settings = from_environment({})

    assert settings.guides == (SAMPLE_GUIDES,)
    assert settings.redis_url == settings.model == settings.embeddings == ""


def test_settings_come_from_the_environment_that_is_given() -> None:
    settings = from_environment(
        {
            "INTERVIEW_HOME": "/somewhere",
            "INTERVIEW_GUIDES": "/a:/b/c.md",
            "INTERVIEW_MODEL": "openai:small",
            "INTERVIEW_MODEL_EVALUATOR": "openai:large",
            "OPENAI_API_KEY": "sk-secret",
        }
    )

    assert settings.home == Path("/somewhere")
    assert settings.guides == (Path("/a"), Path("/b/c.md"))
    assert settings.model_for("evaluator") == "openai:large"
    assert settings.model_for("coach") == "openai:small"


def test_one_agent_can_be_kept_from_the_model() -> None:
    settings = from_environment({"INTERVIEW_MODEL": "openai:small", "INTERVIEW_MODEL_COACH": ""})

    assert settings.model_for("coach") == ""
    assert settings.model_for("evaluator") == "openai:small"


def test_the_key_is_never_printed() -> None:
    assert "sk-secret" not in repr(from_environment({"OPENAI_API_KEY": "sk-secret"}))


@pytest.mark.parametrize("name", ["INTERVIEW_MODEL_TIMEOUT", "INTERVIEW_TURN_TIMEOUT"])
@pytest.mark.parametrize("value", ["soon", "-1", "0", "9999"])
def test_a_time_limit_that_is_none_is_refused_with_what_to_do(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=name):
        from_environment({name: value})


def test_a_variable_that_is_no_setting_is_told_with_the_nearest_that_is() -> None:
    given = {"INTERVIEW_MODLE": "openai:x", "INTERVIEW_MODEL_EVALUATR": "openai:y", "INTERVIEW_XYZ": ""}
    given["INTERVIEW_REDIS_URL"] = "redis://here"
    assert from_environment({**given, "INTERVIEW_HOME": "/h", "PATH": "/bin"}).unknown == (
        "INTERVIEW_MODEL_EVALUATR is no setting: did you mean INTERVIEW_MODEL_EVALUATOR?",
        "INTERVIEW_MODLE is no setting: did you mean INTERVIEW_MODEL?",
        "INTERVIEW_REDIS_URL is no setting: did you mean REDIS_URL?",
        "INTERVIEW_XYZ is no setting: the README lists those that there are.",
    )


@pytest.mark.parametrize("name", sorted(variables()))
def test_a_variable_that_is_one_is_not_told_also_where_it_is_empty(name: str) -> None:
    assert from_environment({name: ""}).unknown == ()


def test_every_command_tells_it_and_the_doctor_counts_it(workspace: Workspace) -> None:
    sentence = "INTERVIEW_MODLE is no setting: did you mean INTERVIEW_MODEL?"
    told = workspace.run("sessions", INTERVIEW_MODLE="openai:x")
    assert (told.code, told.error) == (0, f"interview: {sentence}\n")

    told = workspace.run("doctor", INTERVIEW_MODLE="openai:x")
    assert told.code == 3
    assert sentence in told.error
    assert "1 thing needs you" in told.out


def test_the_readme_lists_the_variables_that_are_read_and_no_others() -> None:
    table = README.read_text("utf-8").split("## Settings")[1].split("## ")[0]
    rows = [line.split(" | ")[0] for line in table.splitlines() if line.startswith("| `")]
    listed = {name for row in rows for name in re.findall(r"`([A-Z][A-Z_]+)`", row)}
    # "…" stands for the other agents'; OpenTelemetry's are its own.
    others = {f"INTERVIEW_MODEL_{agent.upper()}" for agent in AGENTS} - {"INTERVIEW_MODEL_EVALUATOR"}
    assert {name for name in listed if not name.startswith("OTEL_")} == variables() - others


def test_round_and_tone_come_from_the_environment_and_a_command_goes_before_them() -> None:
    settings = from_environment({"INTERVIEW_ROUND": " Panel ", "INTERVIEW_TONE": "warm"})

    assert (settings.round, settings.tone) == (Round.PANEL, Tone.WARM)
    chosen = in_round(settings, "peer", None)
    assert (chosen.round, chosen.tone) == (Round.PEER, Tone.WARM)
    plain = from_environment({})
    assert (plain.round, plain.tone) == (Round.WHOLE, Tone.EVEN)


@pytest.mark.parametrize(
    ("text", "minutes"), [("", 240), ("4", 240), ("04:30", 270), ("0", 0), ("23:59", 1439)]
)
def test_a_day_starts_when_it_is_said_to(text: str, minutes: int) -> None:
    settings = from_environment({"INTERVIEW_DAY_STARTS": text})

    assert settings.place.begins == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["24", "4am", "-1", "4:7", "four"])
def test_what_is_no_time_of_day_is_refused(text: str) -> None:
    with pytest.raises(BadSetting, match="is no time of day such as 4 or 04:30"):
        from_environment({"INTERVIEW_DAY_STARTS": text})


@pytest.mark.parametrize("name", ["INTERVIEW_ROUND", "INTERVIEW_TONE", "INTERVIEW_ENCODER"])
def test_what_is_none_of_a_few_is_refused_with_those_that_there_are(name: str) -> None:
    with pytest.raises(BadSetting, match=rf"{name}='grill' is none of .*(panel|brisk|larger)"):
        from_environment({name: "grill"})
