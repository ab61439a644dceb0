"""Contradictions that are looked for once, and again when the guides or the rules change."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile

from domain.contradiction import Contradiction
from domain.guide import Guide
from domain.values import Frozen
from knowledge.consistency.check import contradictions
from knowledge.files.read import GuideText

_KNOWLEDGE = Path(__file__).resolve().parent.parent


class _Kept(Frozen):
    key: str
    found: tuple[Contradiction, ...]


def kept_contradictions(
    guides: Sequence[Guide], read: Callable[[], Sequence[GuideText]], file: Path
) -> tuple[Contradiction, ...]:
    """The contradictions of `guides`, from `file` where it was written for the same guides by the same rules.

    Their texts are `read` only where it was not. A file that is damaged, or cannot be written, costs half a
    second and nothing else.
    """
    key = _key(guides)
    with suppress(OSError, ValueError):
        kept = _Kept.model_validate_json(file.read_bytes())
        if kept.key == key:
            return kept.found
    found = contradictions(read())
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        # Written aside and renamed: another window may be reading.
        with NamedTemporaryFile(dir=file.parent, prefix=f"{file.name}.", delete=False) as written:
            written.write(_Kept(key=key, found=found).model_dump_json().encode())
        Path(written.name).replace(file)
    return found


def _key(guides: Sequence[Guide]) -> str:
    digest = hashlib.blake2b(_rules(), digest_size=16)
    for guide in guides:
        digest.update(f"{guide.name}\0{guide.digest}\0".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


@cache
def _rules() -> bytes:
    """A digest of the code and the words that find them, so that no number has to be counted up."""
    digest = hashlib.blake2b()
    for file in sorted((*_KNOWLEDGE.rglob("*.py"), *_KNOWLEDGE.rglob("*.yaml"))):
        digest.update(file.read_bytes())
    return digest.digest()
