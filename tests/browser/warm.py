"""What servers of the page are forked from: a process that has imported what the page needs."""

from __future__ import annotations

from importlib import import_module

from app.cli import main
from tests.support import forking, warm

if __name__ == "__main__":
    warm.load()
    for module in ("web.starting", "web.serving", "app.session.beginning", "app.session.going_on"):
        import_module(module)
    forking.serve("interview")
    main()
