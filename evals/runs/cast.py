"""Which language models a run is played with: the agents', and the one that plays personas."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap.models import language_models
from app.settings import Settings
from domain.errors import BadSetting
from evals.playing.play import CANDIDATE
from evals.runs.recording import RecordedModel, Recording
from prompts import loader as prompts

if TYPE_CHECKING:
    from models.language_model import LanguageModel


def candidates_model(settings: Settings, named: str, *, agents: bool) -> str:
    """The model that plays personas: the one `named`, else that of a run with models; "" for none."""
    if named or not agents:
        return named
    return settings.candidate_model or settings.model or next(iter(settings.model_by_agent.values()), "")


def with_prompts(settings: Settings, folder: Path | None, *, used: bool) -> Settings:
    """The settings with the prompts in `folder` before those of the environment.

    Raises `BadSetting` where no model would read them, or there are none.
    """
    if folder is None:
        return settings
    if not used:
        raise BadSetting("--prompts changes what language models are told: it needs --model.")
    if not any(folder.glob("*/*.md")):
        raise BadSetting(f"--prompts {folder}: there is no prompt in it, like evaluator/judge.md.")
    return settings.model_copy(update={"prompts": folder})


@asynccontextmanager
async def cast(
    settings: Settings,
    *,
    agents: bool,
    candidate: str = "",
    recording: Recording | None = None,
) -> AsyncIterator[dict[str, LanguageModel]]:
    """The models by agent where `agents`, and under "candidate" the one named `candidate`.

    With a `recording` the candidate says what stands there, whether or not there is a model for the rest.
    At the end their connections are closed. Raises `BadSetting`.
    """
    prompts.use_folder(settings.prompts)
    chosen = language_models(settings) if agents else {}
    if agents and not chosen:
        raise BadSetting("--model needs a language model; `interview doctor` tells how to set one.")
    alone = settings.model_copy(update={"model": candidate, "model_by_agent": {}})
    player = next(iter(language_models(alone).values()), None) if candidate else None
    models: dict[str, LanguageModel] = dict(chosen)
    if recording is not None:
        models[CANDIDATE] = RecordedModel(recording, player)
    elif player is not None:
        models[CANDIDATE] = player
    async with AsyncExitStack() as stack:
        for each in {id(found): found for found in (*chosen.values(), player) if found is not None}.values():
            stack.push_async_callback(each.aclose)
        yield models


def told(models: Mapping[str, LanguageModel]) -> dict[str, str]:
    """The prompts of the agents in `models` as they are in use: their sha256 by "agent/name@version"."""
    templates = [prompts.load(name) for name in prompts.names()]
    return {each.reference: each.digest for each in templates if each.agent in models}
