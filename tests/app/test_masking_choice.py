"""Whether texts are masked is a choice, and masked is what nothing was said about."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from app.bootstrap.models import language_models, model_chains
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
    models = language_models(settings(tmp_path), {})
    assert len(models) == 4
    assert all(isinstance(model, MaskingModel) for model in models.values())


def test_no_mask_hands_the_providers_over_as_they_are(tmp_path: Path) -> None:
    models = language_models(settings(tmp_path, mask=False), {})
    assert all(isinstance(model, FirstThatAnswers) for model in models.values())


def test_agents_with_models_of_their_own_share_one_budget(tmp_path: Path) -> None:
    given = settings(tmp_path, mask=False, model_budget=100, model_by_agent={"coach": "ollama:large"})
    chains = model_chains(given, {})
    assert chains["coach"] is not chains["evaluator"]
    chains["coach"]._meter.spent((80, 40), (0, 0))
    assert chains["evaluator"].usage.tokens == 120


@pytest.mark.parametrize(
    ("budget", "tokens", "dollars"),
    [
        ("", None, None),
        ("200000", 200_000, None),
        ("0.50usd", None, 0.5),
        ("2 USD", None, 2.0),
        (".25usd, 9000", 9000, 0.25),
    ],
)
def test_a_budget_is_tokens_or_money_or_both(budget: str, tokens: int | None, dollars: float | None) -> None:
    given = from_environment({"INTERVIEW_MODEL_BUDGET": budget})

    assert (given.model_budget, given.model_budget_dollars) == (tokens, dollars)


@pytest.mark.parametrize(
    "budget", ["0", "-5", "many", "1e3", "$5", "0usd", "0.0usd", "1eur", "5,6", "1usd,2usd", ","]
)
def test_a_budget_that_is_none_is_told(budget: str) -> None:
    with pytest.raises(BadSetting, match="INTERVIEW_MODEL_BUDGET"):
        from_environment({"INTERVIEW_MODEL_BUDGET": budget})


def test_a_budget_of_money_needs_models_whose_price_is_known(tmp_path: Path) -> None:
    priced = settings(tmp_path, mask=False, model_budget_dollars=0.5)
    assert model_chains(priced, {})

    unpriced = priced.model_copy(update={"model_by_agent": {"coach": "groq:nobody-knows"}})
    with pytest.raises(BadSetting, match="the price of groq:nobody-knows is not known"):
        model_chains(unpriced, {"GROQ_API_KEY": "k"})


def test_ones_own_prices_make_a_budget_of_money_possible(tmp_path: Path) -> None:
    prices = tmp_path / "prices.yaml"
    prices.write_text("- {model: 'groq:somebody-knows', input: 1, output: 2}")
    given = settings(
        tmp_path, mask=False, model="groq:somebody-knows", model_budget_dollars=0.5, model_prices=prices
    )

    assert model_chains(given, {"GROQ_API_KEY": "k"})
