"""Which page is at which address."""

from __future__ import annotations

from web.house import House
from web.pages import faults, guides, home, interview, past, practice, settings, speech


def register(house: House) -> None:
    """Give every page its address."""
    faults.register()
    home.register(house)
    interview.register(house)
    guides.register(house)
    practice.register(house)
    past.register(house)
    settings.register(house)
    speech.register(house)
