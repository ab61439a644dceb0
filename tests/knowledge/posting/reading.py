"""Postings written in a test, as they are read."""

from __future__ import annotations

from domain.posting import AskedKind, Posting
from knowledge.posting.read import understood
from knowledge.values import GuideText

MUST, NICE, DUTY = AskedKind.MUST, AskedKind.NICE, AskedKind.DUTY


def read(text: str) -> Posting:
    return understood(GuideText(name="posting.md", text=text, digest=""))


def counts(posting: Posting) -> tuple[int, int, int]:
    return tuple(len(posting.of_kind(kind)) for kind in (MUST, NICE, DUTY))  # type: ignore[return-value]  # three
