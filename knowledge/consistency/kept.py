"""Contradictions that are looked for once, and again when the guides or the rules change."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

from domain.contradiction import Contradiction
from domain.guide import Guide
from domain.later import later
from domain.values import Frozen
from knowledge.rules import rules
from knowledge.values import GuideText

if TYPE_CHECKING:
    from knowledge.consistency import check
    from knowledge.consistency.statements import GuideLines
else:
    check = later("knowledge.consistency.check")


class _Kept(Frozen):
    key: str
    found: tuple[Contradiction, ...]


def contradictions(texts: Sequence[GuideLines], today: date | None = None) -> tuple[Contradiction, ...]:
    """Where the guides in `texts` contradict themselves, the most damaging first."""
    return check.contradictions(texts, today)


def kept_contradictions(
    guides: Sequence[Guide],
    read: Callable[[], Sequence[GuideText]],
    file: Path,
    today: date | None = None,
) -> tuple[Contradiction, ...]:
    """The contradictions of `guides`, from `file` where it was written for the same guides by the same rules.

    With a CV among them they are looked for anew each month, by `today`. Their texts are `read` only where it
    was not. A file that is damaged, or cannot be written, costs half a second and nothing else.
    """
    key = _key(guides, today)
    with suppress(OSError, ValueError):
        kept = _Kept.model_validate_json(file.read_bytes())
        if kept.key == key:
            return kept.found
    found = contradictions(read(), today)
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        # Written aside and renamed: another window may be reading.
        with NamedTemporaryFile(dir=file.parent, prefix=f"{file.name}.", delete=False) as written:
            written.write(_Kept(key=key, found=found).model_dump_json().encode())
        Path(written.name).replace(file)
    return found


def _key(guides: Sequence[Guide], today: date | None) -> str:
    digest = hashlib.blake2b(rules(), digest_size=16)
    for guide in guides:
        digest.update(f"{guide.name}\0{guide.digest}\0".encode("utf-8", "surrogatepass"))
    if today is not None and any(guide.cv for guide in guides):
        digest.update(f"{today:%Y-%m}".encode())
    return digest.hexdigest()
