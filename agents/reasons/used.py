"""What language models took, and why they are not asked."""

from __future__ import annotations

from agents.reasons.said import decimal, said, whole
from domain.interview import ENGLISH
from domain.usage import Setback, SetbackKind, Usage

_CENT = 0.01


def told(usage: Usage, language: str = ENGLISH) -> str:
    """Tokens and cost in words: "12,340 tokens, $0.03"; empty where no model was asked."""
    if not usage.tokens:
        return ""
    return f"{tokens(usage.tokens, language, about=bool(usage.estimated))}, {told_cost(usage, language)}"


def tokens(count: int, language: str = ENGLISH, *, about: bool = False) -> str:
    """ "12,340 tokens", "about 12,340 tokens"."""
    return said("usage.about" if about else "usage.tokens", language, count=whole(count, language))


def dollars(amount: float, language: str = ENGLISH) -> str:
    """ "$0.03"."""
    return f"${decimal(amount, 2, language)}"


def told_cost(usage: Usage, language: str = ENGLISH) -> str:
    """The cost in words: "$0.03", "no charge", "price not known", and never more than is known."""
    if usage.dollars == 0:
        return said("usage.unknown" if usage.unpriced else "usage.free", language)
    cost = dollars(usage.dollars, language)
    if usage.dollars < _CENT:
        cost = said("usage.under_a_cent", language)
    if not usage.unpriced:
        return cost
    key = "usage.and_one_unknown" if usage.unpriced == 1 else "usage.and_unknown"
    return said(key, language, cost=cost, calls=usage.unpriced)


def setback(news: Setback, language: str = ENGLISH) -> str:
    """Why models are not asked from now on, and what is done instead."""
    amount = f"{news.amount:g}"
    if news.kind is SetbackKind.TOKENS:
        amount = whole(news.amount, language)
    elif news.kind is SetbackKind.DOLLARS:
        amount = decimal(news.amount, 2, language)
    why = said(f"setback.{news.kind.value}", language, amount=amount, model=news.model, times=news.times)
    return said(f"instead.{news.instead.value}", language, why=why, model=news.other)
