"""Python's search for garbage, kept from looking through what a start imports and builds.

All of that stays until the program ends. Looking through it again and again while it grows takes a tenth of a
start's time and finds nothing. Only the program itself does so, which switched the search off before its
first import; where this is a part of something else, as in tests, nothing is changed.
"""

from __future__ import annotations

import gc

_IS_OURS = not gc.isenabled()
_SELDOM = (5_000, 20, 20)
"""New objects until the young are searched, and how often they are until the older are, and all."""


def put_off() -> None:
    """Search for nothing until `begin`; what is no longer referred to goes at once all the same."""
    if _IS_OURS:
        gc.disable()


def begin() -> None:
    """Search again where it was put off, and leave out for ever what is there by now."""
    if _IS_OURS and not gc.isenabled():
        gc.freeze()
        gc.enable()


def seldom() -> None:
    """Search seldom, for a program that serves for hours: by far most of what a turn makes refers to nothing
    that refers back, and goes at once all the same. In this process, for good."""
    gc.set_threshold(*_SELDOM)


def leave_out() -> None:
    """Search once, and leave out for ever what is there by now: a tenth of a second, in which nobody is
    served."""
    gc.collect()
    gc.freeze()
