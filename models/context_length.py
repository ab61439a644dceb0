"""How many tokens a model takes at once, as its server tells it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

LookUp = Callable[[str, Mapping[str, str] | None], Awaitable[Any]]
"""Fetches the JSON at a path ("/api/ps"), with a body by POST; None where nothing can be had there."""

# In the list of models: vLLM, OpenRouter, Groq.
_OF_A_LISTED_MODEL = ("max_model_len", "context_length", "context_window")


async def context_length(model: str, look_up: LookUp, models_path: str, *, may_be_local: bool) -> int | None:
    """The tokens that `model` takes, prompt and reply together; None where the server does not tell.

    `models_path` is the path of the list of models in OpenAI's format. Servers that people run themselves
    (`may_be_local`) tell it at places of their own, which differ: llama.cpp's /props, LM Studio's
    /api/v0/models, Ollama's /api/ps for a model that is loaded, and its /api/show for what the model itself
    could take. What the server was started with comes before what the model could.
    """
    listed = _named(await look_up(models_path, None), model)
    if found := _first(listed, *_OF_A_LISTED_MODEL):
        return found
    if not may_be_local:
        return None
    if found := _first(_part(await look_up("/props", None), "default_generation_settings"), "n_ctx"):
        return found
    entry = _named(await look_up("/api/v0/models", None), model)
    if found := _first(entry, "loaded_context_length", "max_context_length"):
        return found
    running = _named(await look_up("/api/ps", None), model)
    if found := _first(running, "context_length"):
        return found
    info = _part(await look_up("/api/show", {"model": model}), "model_info")
    return _first(info, *(key for key in info if key.endswith(".context_length")))


def _named(told: Any, model: str) -> dict[str, Any]:
    """The entry about `model` in a list of models; Ollama adds ":latest" to a name without a tag."""
    entries = next((told[key] for key in ("data", "models") if isinstance(told, dict) and key in told), ())
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict) and model in _names(entry):
            return entry
    return {}


def _names(entry: Mapping[str, Any]) -> set[str]:
    names = {str(entry[key]) for key in ("id", "name", "model") if key in entry}
    return names | {name.removesuffix(":latest") for name in names}


def _part(told: Any, key: str) -> dict[str, Any]:
    part = told.get(key) if isinstance(told, dict) else None
    return part if isinstance(part, dict) else {}


def _first(entry: Mapping[str, Any], *keys: str) -> int | None:
    numbers = (entry.get(key) for key in keys)
    return next(
        (each for each in numbers if isinstance(each, int) and not isinstance(each, bool) and each > 0), None
    )
