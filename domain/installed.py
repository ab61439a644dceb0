"""Which versions of distributions are installed, as the names of their folders tell.

`importlib.metadata` reads each one's file as it reads mail, and takes longer to import than all of that.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Mapping
from functools import cache

_ENDS = (".dist-info", ".egg-info")
_BETWEEN = re.compile(r"[-_.]+")


def version_of(distribution: str) -> str | None:
    """The version of what is installed as `distribution`, None where nothing is."""
    return _versions().get(_normal(distribution))


@cache
def _versions() -> Mapping[str, str]:
    """By the distribution's normal name; of several the one that would be imported."""
    found: dict[str, str] = {}
    for place in sys.path:
        # A folder that is not there, and a zip file.
        with contextlib.suppress(OSError):
            with os.scandir(place or ".") as entries:
                names = [entry.name for entry in entries if entry.name.endswith(_ENDS)]
            for name in names:
                distribution, version, *_ = f"{name.rpartition('.')[0]}-".split("-")
                found.setdefault(_normal(distribution), version)
    return found


def _normal(name: str) -> str:
    return _BETWEEN.sub("-", name).lower()
