"""Whether texts are masked is a choice, and masked is what nothing was said about."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from app import bootstrap
from app.settings import Settings, from_environment
from domain.errors import BadSetting
from models.fail_over import FirstThatAnswers
from models.privacy import MaskingModel

installed = pytest.mark.skipif(
    find_spec("stdnum") is None or find_spec("phonenumbers") is None,
    reason="the recognisers (python-stdnum, phonenumbers) are not installed",
)


def settings(home: Path, **changed: object) -> Settings:
    given = {"INTERVIEW_HOME": str(home), "INTERVIEW_MODEL": "ollama:small"}
    return from_environment(given).model_copy(update=changed)


@installed
def test_every_agents_model_is_masked_by_default(tmp_path: Path) -> None:
    models = bootstrap.language_models(settings(tmp_path), {})
    assert len(models) == 4
    assert all(isinstance(model, MaskingModel) for model in models.values())


def test_no_mask_hands_the_providers_over_as_they_are(tmp_path: Path) -> None:
    models = bootstrap.language_models(settings(tmp_path, mask=False), {})
    assert all(isinstance(model, FirstThatAnswers) for model in models.values())


def test_agents_with_models_of_their_own_share_one_budget(tmp_path: Path) -> None:
    given = settings(tmp_path, mask=False, model_budget=100, model_by_agent={"coach": "ollama:large"})
    chains = bootstrap.model_chains(given, {})
    assert chains["coach"] is not chains["evaluator"]
    chains["coach"]._meter.spent((80, 40), (0, 0))
    assert chains["evaluator"].usage.tokens == 120


@pytest.mark.parametrize("budget", ["0", "-5", "many", "1e3"])
def test_a_budget_that_is_no_number_of_tokens_is_told(budget: str) -> None:
    with pytest.raises(BadSetting, match="INTERVIEW_MODEL_BUDGET"):
        from_environment({"INTERVIEW_MODEL_BUDGET": budget})
