from pathlib import Path

import pytest

from app.settings import SAMPLE_GUIDES, from_environment
from domain.errors import BadSetting


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
