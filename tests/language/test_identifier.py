"""The model that tells languages apart, unpacked once."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from language.identifier import identifier

TEXTS = (
    "We moved the queue to Kafka and the delay fell to a tenth.",
    "Wir haben die Warteschlange ersetzt, und die Wartezeit fiel auf ein Zehntel.",
    "我们把队列换成了别的，延迟降到十分之一。",
    "Docker, Kubernetes -> CI/CD",
    "",
)


def _same(one: LanguageIdentifier, other: LanguageIdentifier) -> bool:
    return all(
        np.array_equal(one.nb_classprobs(one.instance2fv(text)), other.nb_classprobs(other.instance2fv(text)))
        and one.rank(text) == other.rank(text)
        for text in TEXTS
    )


def test_it_is_what_it_was_before_it_was_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    theirs = LanguageIdentifier.from_pickled_model(MODEL_FILE, norm_probs=True)

    assert _same(identifier.__wrapped__(), theirs)
    monkeypatch.setattr(LanguageIdentifier, "from_pickled_model", None)
    assert _same(identifier.__wrapped__(), theirs)
