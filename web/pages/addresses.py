"""Which page is at which address."""

from __future__ import annotations

from web.pages import faults, guides, home, interview, past, practice, settings, speech


def register() -> None:
    """Give every page its address."""
    faults.register()
    home.register()
    interview.register()
    guides.register()
    practice.register()
    past.register()
    settings.register()
    speech.register()
