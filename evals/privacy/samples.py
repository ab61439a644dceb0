"""Made-up personal data in six countries' formats, inside sentences of interview answers."""

from __future__ import annotations

from importlib import resources

import yaml

from domain.values import Frozen
from models.privacy.recognisers import Kind


class Sample(Frozen):
    """A sentence and the personal data in it, as (kind, words) pairs; none for a sentence without any."""

    country: str
    text: str
    holds: tuple[tuple[Kind, str], ...] = ()


def samples() -> tuple[Sample, ...]:
    """Every value in each of its country's sentences, then the sentences that hold none."""
    loaded = yaml.safe_load(
        resources.files("evals.privacy").joinpath("samples.yaml").read_text(encoding="utf-8")
    )
    found: list[Sample] = []
    for country, kinds in loaded["countries"].items():
        for name, values in kinds.items():
            kind = Kind(name)
            sentences = loaded["sentences"][name]
            for at, value in enumerate(values):
                text = sentences[at % len(sentences)].replace("…", value)
                found.append(Sample(country=country, text=text, holds=((kind, value),)))
    found += (Sample(country="", text=text) for text in loaded["none"])
    return tuple(found)
