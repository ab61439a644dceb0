"""Language models as the settings want them."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING

from app.settings import AGENTS, Settings
from domain.errors import BadSetting, StoredByNewerVersion, UnknownSession
from domain.interview import Session
from domain.later import later
from memory.records import DamagedRecord
from memory.store import SessionStore
from models.account import Account, Limits
from prompts import loader as prompts

if TYPE_CHECKING:
    from models import factory, prices, privacy, registry
    from models.fail_over import FirstThatAnswers
else:
    factory = later("models.factory")
    prices = later("models.prices")
    privacy = later("models.privacy")
    registry = later("models.registry")


def model_chains(
    settings: Settings, environment: Mapping[str, str] = os.environ
) -> dict[str, FirstThatAnswers]:
    """The providers for each agent that should have one; agents with the same setting share theirs.

    From here on prompts come from the settings' own folder where that has them.
    """
    if not any(settings.model_for(agent) for agent in AGENTS):
        return {}
    prompts.use_folder(settings.prompts)
    # Outside a session there are no turns.
    meter = Account(replace(limits(settings), turn_seconds=None)).meter()
    own = prices.own_prices(settings.model_prices) if settings.model_prices is not None else {}
    made: dict[str, FirstThatAnswers] = {}
    chosen: dict[str, FirstThatAnswers] = {}
    for agent in AGENTS:
        setting = settings.model_for(agent)
        if setting and setting not in made:
            model = factory.make_language_model(
                setting,
                base_url=settings.base_url,
                api_key=settings.api_key.get_secret_value() if settings.api_key is not None else "",
                environment=environment,
                timeout=settings.model_timeout,
                meter=meter,
                prices=own,
            )
            if model is not None:
                made[setting] = model
        if setting in made:
            chosen[agent] = made[setting]
    _check_priced(settings, made.values())
    return chosen


def _check_priced(settings: Settings, chains: Iterable[FirstThatAnswers]) -> None:
    """Raise `BadSetting` where a budget of money would have to count what nobody knows the price of."""
    unpriced = dict.fromkeys(name for chain in chains for name in chain.unpriced)
    if unpriced and settings.model_budget_dollars is not None:
        raise BadSetting(
            f"INTERVIEW_MODEL_BUDGET is in money, and the price of {', '.join(unpriced)} is not known. Give "
            "it in a file (INTERVIEW_MODEL_PRICES, see docs/models.md), or a budget of tokens."
        )


def language_models(
    settings: Settings, environment: Mapping[str, str] = os.environ
) -> dict[str, FirstThatAnswers | privacy.MaskingModel]:
    """A language model for each agent that should have one, with personal data masked unless switched off.

    Raises `BadSetting` where masking is wanted and its recognisers are not installed: nothing leaves then.
    """
    return masking(model_chains(settings, environment), settings)


def masking(
    chains: Mapping[str, FirstThatAnswers], settings: Settings
) -> dict[str, FirstThatAnswers | privacy.MaskingModel]:
    """`chains` with personal data masked as `settings` ask for, each person's apart from all others'."""
    if not chains or not settings.mask:
        return dict(chains)
    need_recognisers()
    # One table for all agents: a value has the same placeholder wherever it turns up.
    masks = privacy.Masks(settings.mask_names)
    return {agent: privacy.MaskingModel(chain, masks) for agent, chain in chains.items()}


def judge_of(
    settings: Settings, model: str, environment: Mapping[str, str] = os.environ
) -> FirstThatAnswers | privacy.MaskingModel | None:
    """`model` as the evaluator's in place of the one that is set; None for "".

    The address and key of the settings are OpenAI's, or their own model's: no other provider gets them.
    """
    if not model:
        return None
    chosen, own = registry.parse_chain(model)[0], registry.parse_chain(settings.model_for("evaluator"))[:1]
    changed: dict[str, object] = {"model": "", "model_by_agent": {"evaluator": model}}
    if chosen.provider.name not in {"openai", *(name.provider.name for name in own)}:
        changed |= {"base_url": "", "api_key": None}
    return language_models(settings.model_copy(update=changed), environment).get("evaluator")


def need_recognisers() -> None:
    missing = [name for name in ("phonenumbers", "stdnum") if find_spec(name) is None]
    if missing:
        raise BadSetting(
            f"Masking personal data needs {' and '.join(missing)}: "
            "pip install phonenumberslite python-stdnum, or say --no-mask."
        )


def limits(settings: Settings) -> Limits:
    """What the language models of a session may use."""
    return Limits(settings.model_budget, settings.model_budget_dollars, settings.turn_timeout)


async def account_of(settings: Settings, store: SessionStore | None, session: Session) -> Account:
    """What the language models of `session` used so far, in whichever process, and may use yet.

    Without `store`, what they used before does not count.
    """
    try:
        earlier = await store.usage(session.id) if store is not None else []
    except UnknownSession:
        # One that is about to begin.
        earlier = []
    except (DamagedRecord, StoredByNewerVersion):
        # What cannot be read costs the session its counts, not the session.
        earlier = []
    if settings.model_budget_dollars is not None and any(turn.whole.unpriced for turn in earlier):
        raise BadSetting(
            f"INTERVIEW_MODEL_BUDGET is in money, and what session {session.id} has cost so far is not "
            "known. Give a budget of tokens."
        )
    return Account(limits(settings), earlier)


@asynccontextmanager
async def open_models(
    settings: Settings,
) -> AsyncIterator[dict[str, FirstThatAnswers | privacy.MaskingModel]]:
    """The language models of `settings` by agent; their connections are closed at the end."""
    models = language_models(settings)
    async with closing(models):
        yield models


@asynccontextmanager
async def closing(models: Mapping[str, FirstThatAnswers | privacy.MaskingModel]) -> AsyncIterator[None]:
    """Close the connections of `models` at the end."""
    async with AsyncExitStack() as stack:
        for model in {id(model): model for model in models.values()}.values():
            stack.push_async_callback(model.aclose)
        yield
