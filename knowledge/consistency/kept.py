"""Contradictions that are looked for once, and again when the guides or the rules change."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile

from domain.contradiction import Contradiction
from domain.values import Frozen
from knowledge.consistency.check import contradictions
from knowledge.read import GuideText

_KNOWLEDGE = Path(__file__).resolve().parent.parent


class _Kept(Frozen):
    key: str
    found: tuple[Contradiction, ...]


def kept_contradictions(texts: Sequence[GuideText], file: Path) -> tuple[Contradiction, ...]:
    """The contradictions of `texts`, from `file` where it was written for the same texts by the same rules.

    A file that is damaged, or cannot be written, costs half a second and nothing else.
    """
    key = _key(texts)
    with suppress(OSError, ValueError):
        kept = _Kept.model_validate_json(file.read_bytes())
        if kept.key == key:
            return kept.found
    found = contradictions(texts)
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        # Written aside and renamed: another window may be reading.
        with NamedTemporaryFile(dir=file.parent, prefix=f"{file.name}.", delete=False) as written:
            written.write(_Kept(key=key, found=found).model_dump_json().encode())
        Path(written.name).replace(file)
    return found


def _key(texts: Sequence[GuideText]) -> str:
    digest = hashlib.blake2b(_rules(), digest_size=16)
    for text in texts:
        for part in (text.name, text.text):
            raw = part.encode("utf-8", "surrogatepass")
            digest.update(len(raw).to_bytes(8, "big") + raw)
    return digest.hexdigest()


@cache
def _rules() -> bytes:
    """A digest of the code that finds them, so that no number has to be counted up when it changes."""
    digest = hashlib.blake2b()
    for module in sorted(_KNOWLEDGE.rglob("*.py")):
        digest.update(module.read_bytes())
    return digest.digest()
