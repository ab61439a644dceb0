"""The wordings of `sayings/`, one file a language, and how figures are set in each."""

from __future__ import annotations

from agents.sayings import options
from domain.interview import ENGLISH


def said(key: str, language: str = ENGLISH, **given: object) -> str:
    """The wording of `key` ("because.measured") in `language`.

    Raises `KeyError` where there is no such key.
    """
    (wording,) = options("reasons", language, key)
    return wording.format(**given)


def share(amount: float, language: str = ENGLISH) -> str:
    """A share from 0 to 1: "93%", and "93 %" where a space stands before the sign."""
    return said("figure.share", language, points=f"{100 * amount:.0f}")


def decimal(value: float, places: int = 2, language: str = ENGLISH) -> str:
    """A figure with `places` decimals: "0.93", and "0,93" where a comma is set."""
    return f"{value:.{places}f}".replace(".", said("figure.half", language)[1])


def whole(value: float, language: str = ENGLISH) -> str:
    """A whole figure with its thousands set apart: "12,340", "12.340"."""
    return f"{value:,.0f}".replace(",", said("figure.thousand", language)[1])
