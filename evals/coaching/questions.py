"""Questions that a candidate asks at the end, beside the prepared ones that they do or do not repeat."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from itertools import islice

import yaml

from agents.coach.asked import meant, told_apart
from evals.coaching.situations import Part
from knowledge.search.embed import Embedder
from language.tongue import nearest

_LISTED = 6


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was asked, and a prepared one that is the `same` in other words or another."""

    asked: str
    prepared: str
    same: bool


def pairs(part: Part) -> list[Asked]:
    """The pairs of one half."""
    text = resources.files("evals.coaching").joinpath("asked", f"{part}.yaml").read_text("utf-8")
    return [Asked(**entry) for entry in yaml.safe_load(text)]


def mistaken(part: Part, embedder: Embedder) -> list[Asked]:
    """Those of one half that are taken wrongly, each with its prepared question in a list of six."""
    listed = pairs(part)
    titles = list(dict.fromkeys(each.prepared for each in listed))
    wrong: list[Asked] = []
    for each in listed:
        own = titles.index(each.prepared)
        following = (title for title in titles[own + 1 :] + titles[:own])
        among = [each.prepared, *islice(following, _LISTED - 1)]
        cosines = embedder.embed_documents([each.asked]) @ embedder.embed_documents(among).T
        told = told_apart(each.asked, among, cosines[0], nearest(" ".join(among)))
        if meant(told, cosines[0]) != (0 if each.same else None):
            wrong.append(each)
    return wrong
