"""What languages are called, in themselves and in each other."""

from __future__ import annotations

from language.tables import table


def name_of(code: str) -> str:
    """What people call the language with this code."""
    name: str = table("tongues")[code]
    return name


def called_in(language: str, name: str) -> str:
    """What people who speak `language` call the one with the English `name`; that where it is not known."""
    called = table("tongues_called").get(language, {})
    return next((own for code, own in called.items() if name_of(code) == name), name)
