"""The word lists of data/, each read once, and how any file of ours in YAML is read.

A list is data where another language, or another word, would be a line more in it: what the words do stands
in code. Patterns, weights and what single agents listen for are no data of this floor.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING, Any

from domain.later import later

if TYPE_CHECKING:
    import yaml
else:
    yaml = later("yaml")

_DATA = Path(__file__).with_name("data")
_DIGEST = 16
"""Bytes of the digest that a kept reading begins with."""


def read_yaml(path: Path) -> Any:
    """What the file of ours at `path` says. Others' files are read where what is wrong with them is told.

    What came of it is kept as JSON beside Python's compiled code, and taken from there while the file is the
    same: JSON is read ten times as fast. What is kept begins with a digest of the file and of itself; where
    that does not hold, or nothing can be kept, the file is read.
    """
    written = path.read_bytes()
    kept = Path(cache_from_source(str(path))).with_name(f"{path.name}.json")
    with contextlib.suppress(OSError, ValueError):
        digest, read = _parted(kept.read_bytes())
        if digest == _digest(written, read):
            return json.loads(read)
    # libyaml is eight times as fast as Python's own, where PyYAML was built with it, which its wheels are.
    found = yaml.load(written, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    if not sys.dont_write_bytecode:
        _keep(kept, written, found)
    return found


@cache
def table(name: str) -> dict[str, Any]:
    """The table `name` of data/."""
    found: dict[str, Any] = read_yaml(_DATA / f"{name}.yaml")
    return found


def words_in(listed: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(listed.split())


def _keep(kept: Path, written: bytes, found: Any) -> None:
    """Keep `found` at `kept` where JSON can say the same and the folder is ours to write in."""
    # A day, or a number as a key, is not the same in JSON.
    with contextlib.suppress(OSError, TypeError, ValueError):
        read = json.dumps(found, ensure_ascii=False).encode()
        if json.loads(read) != found:
            return
        kept.parent.mkdir(exist_ok=True)
        # Whole or not at all, whoever else reads or writes it.
        fresh = kept.with_name(f"{kept.name}.{os.getpid()}")
        fresh.write_bytes(_digest(written, read) + read)
        fresh.replace(kept)


def _parted(content: bytes) -> tuple[bytes, bytes]:
    return content[:_DIGEST], content[_DIGEST:]


def _digest(written: bytes, read: bytes) -> bytes:
    digest = hashlib.blake2b(len(written).to_bytes(8, "big"), digest_size=_DIGEST)
    digest.update(written)
    digest.update(read)
    return digest.digest()
