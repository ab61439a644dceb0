"""`interview setup`: what is fetched once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app import fetching, terminal
from app.bootstrap.index import local_model, open_entailment, open_multilingual
from app.settings import Settings
from domain.encoder import Encoder
from domain.errors import BadSetting
from knowledge.entailment.larger import weights as larger
from knowledge.entailment.multilingual import weights as multilingual
from knowledge.search import weights


def setup(
    with_larger: Annotated[
        bool,
        typer.Option(
            "--larger",
            help=f"The larger encoder, too ({larger.MEGABYTES} MB, twice that while it is fetched).",
        ),
    ] = False,
    with_multilingual: Annotated[
        bool,
        typer.Option(
            "--multilingual",
            help=f"The encoder that reads other languages than English, too ({multilingual.MEGABYTES} MB).",
        ),
    ] = False,
) -> None:
    """Fetch the local embedding model where it is missing, and make it ready."""
    settings = terminal.settings()
    cache = settings.cache_directory
    if local_model(settings) is None:
        _fetch(fetching.EMBEDDING_MODEL, weights.fetched(cache), weights.MEGABYTES)
        if local_model(settings) is None:
            raise fetching.WeightsUnavailable(fetching.EMBEDDING_MODEL, "what came cannot be used.")
    terminal.screen().line("Embeddings", "✓ the local model is ready")
    if with_larger:
        _larger(settings)
    if with_multilingual:
        _multilingual(settings)


def _larger(settings: Settings) -> None:
    cache, wanted = settings.cache_directory, settings.model_copy(update={"encoder": Encoder.LARGER})
    try:
        _open(wanted)
    except BadSetting:
        # None is there, or what is there is damaged.
        _fetch(fetching.LARGER_ENCODER, larger.fetched(cache), larger.MEGABYTES)
        _open(wanted)
    chosen = "" if settings.encoder is Encoder.LARGER else ": INTERVIEW_ENCODER=larger uses it"
    terminal.screen().line("Encoder", f"✓ the larger one is ready{chosen}")


def _multilingual(settings: Settings) -> None:
    folder = multilingual.folder_of(settings.cache_directory)
    if folder is None or not multilingual.are_intact(folder) or open_multilingual(settings) is None:
        into = multilingual.fetched(settings.cache_directory)
        _fetch(fetching.MULTILINGUAL_ENCODER, into, multilingual.MEGABYTES)
        with terminal.waiting("Making the multilingual encoder ready"):
            if open_multilingual(settings) is None:
                raise fetching.WeightsUnavailable(fetching.MULTILINGUAL_ENCODER, "what came cannot be used.")
    terminal.screen().line("Encoder", "✓ answers in other languages than English are read by what they say")


def _open(settings: Settings) -> None:
    with terminal.waiting("Making the larger encoder ready"):
        open_entailment(settings)


def _fetch(wanted: fetching.Wanted, into: Path, megabytes: int) -> None:
    what = f"{wanted.origin}, {megabytes} MB"
    with terminal.waiting(f"Fetching the {wanted.named}, {what}"):
        fetching.fetch(into, fetching.client(), wanted=wanted)
    terminal.screen().line("Fetched", f"{what}, into {into}")
