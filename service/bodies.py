"""How large what is sent may be, whoever sends it."""

from __future__ import annotations

MOST = 1 << 20
"""Bytes of what is read before it is known who sends."""
LARGEST = 64 << 20
"""Bytes of a file, which is read when its sender is known: each user's own bound is below it."""
