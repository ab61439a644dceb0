"""How much memory the C library keeps by in a process of many threads."""

from __future__ import annotations

import contextlib
import ctypes

_M_ARENA_MAX = -8
_ARENAS = 2


def share_arenas() -> None:
    """Let all threads of this process share two arenas; call it before there are others.

    glibc gives each thread an arena of its own, up to eight for each processor, and what a model worked in
    stays there: a worker of the service held 640 MB where it needs 480. Does nothing where the C library is
    another.
    """
    with contextlib.suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _ARENAS)


def give_back() -> None:
    """Give what is free among what is used back to the machine: some milliseconds, without Python's lock.

    What a model works in is large, and what is kept of it small and in between, so that most of what is free
    lies where the C library does not look by itself: after 1,500 turns 112 of 479 MB. Does nothing where the
    C library is another.
    """
    with contextlib.suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
