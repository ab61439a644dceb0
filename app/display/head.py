"""The lines at the head of an interview or a drill: guides, database, language model, agenda."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from agents.reasons import used
from app.bootstrap.memory import Memory, eviction_warning
from app.display.front import Front
from app.display.labels import label, of_list
from app.display.unread import not_understood, passed_over
from app.settings import AGENTS, Settings
from knowledge.base import KnowledgeBase
from knowledge.entailment.multilingual import weights as multilingual
from knowledge.library import Library


def tell_guides(screen: Front, library: Library, where: Sequence[Path]) -> None:
    """The head's lines about the guides in `where`: how many, what was not read, what was not understood."""
    points, read = len(library.talking_points), len(library.guides)
    screen.line(
        label("head_guides", screen.language),
        label("guides_read", screen.language, read=read, points=points),
    )
    for problem in library.unreadable:
        screen.tell("not_read", problem=problem)
    for passed in passed_over(library.passed_over, screen.language):
        screen.notice(passed)
    for missed in not_understood(library.unread, where, screen.language):
        screen.notice(missed)


def tell_engines(screen: Front, knowledge: KnowledgeBase, memory: Memory, settings: Settings) -> None:
    """The head's lines about the database and the language model, and what does not read answers here."""
    tell_memory(screen, memory)
    tell_model(screen, settings)
    tell_encoder(screen, knowledge)


def tell_encoder(screen: Front, knowledge: KnowledgeBase) -> None:
    """A line where answers in the language of a guide could be read by what they say, and are not."""
    encoder, library = knowledge.entailment, knowledge.library
    spoken = {library.language, *library.languages.values()} & multilingual.LANGUAGES
    if encoder is not None and not all(encoder.in_languages({each}) for each in spoken):
        screen.tell("compared_by_words", megabytes=multilingual.MEGABYTES)


def tell_memory(screen: Front, memory: Memory) -> None:
    """The head's line about the database."""
    redis = memory.redis
    told = label(
        "memory_embedded" if redis.is_embedded else "memory_at",
        screen.language,
        server=redis.server,
        place=redis.place.replace(str(Path.home()), "~"),
    )
    screen.line(label("head_memory", screen.language), told)
    if warning := eviction_warning(memory):
        screen.notice(warning)


def tell_model(screen: Front, settings: Settings) -> None:
    """The head's line about the language model."""
    models = sorted({settings.model_for(agent) for agent in AGENTS} - {""})
    screen.line(
        label("head_model", screen.language),
        ", ".join(models) if models else label("no_model", screen.language),
    )
    if not settings.mask and (models or settings.embeddings):
        both = "unmasked_both" if settings.embeddings else "unmasked_model"
        screen.tell(both if models else "unmasked_embeddings")
    if not models:
        return
    most = []
    if settings.model_budget is not None:
        most.append(used.tokens(settings.model_budget, screen.language))
    if settings.model_budget_dollars is not None:
        most.append(used.dollars(settings.model_budget_dollars, screen.language))
    if most:
        screen.tell("at_most", most=of_list(most, screen.language))
