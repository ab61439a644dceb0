"""The model that tells languages apart, unpacked once and not in every process that asks."""

from __future__ import annotations

import hashlib
from array import array
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from language.kept import kept, kept_bytes

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_MOVES = "H"
"""The type of the states' numbers, as `array` calls it."""


@cache
def identifier() -> LanguageIdentifier:
    """py3langid's, as its `from_pickled_model` makes it: a tenth of a second by itself, for 20 MB."""
    # Where a text is judged or searched first.
    from py3langid import langid  # noqa: PLC0415

    file = Path(langid.__file__).parent / langid.MODEL_FILE
    packed = hashlib.sha256(file.read_bytes()).digest()

    @cache
    def shipped() -> Any:
        return langid.LanguageIdentifier.from_pickled_model(langid.MODEL_FILE, norm_probs=True)

    here = Path(__file__)
    named = kept(here, "languages", packed, lambda: _named(shipped()))
    shares = kept_bytes(
        here, "languages.shares", packed, lambda: shipped().nb_ptc.astype(np.float32).tobytes()
    )
    steps = kept_bytes(
        here, "languages.moves", packed, lambda: array(_MOVES, shipped().tk_nextmove).tobytes()
    )
    moves = array(_MOVES)
    moves.frombytes(steps)
    classes = named["classes"]
    return langid.LanguageIdentifier(
        (by_feature := np.frombuffer(shares, np.float32).reshape(-1, len(classes))),
        np.array(named["first"], np.float32),
        len(by_feature),
        classes,
        moves,
        {state: tuple(features) for state, features in named["outputs"]},
        norm_probs=True,
    )


def _named(shipped: LanguageIdentifier) -> dict[str, Any]:
    """What of a model is no long row of numbers. A state that puts nothing out says as much as none."""
    outputs = [[state, list(features)] for state, features in shipped.tk_output.items() if features]
    return {"classes": list(shipped.nb_classes), "first": shipped.nb_pc.tolist(), "outputs": outputs}
