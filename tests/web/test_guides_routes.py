"""What the scripts of the guides' pages send, and what they are told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from app.guides.shelf import Shelf
from evals.attacks.attacks import attacks
from knowledge.files.contents import MOST_BYTES
from tests.app.guides.test_shelf import TEXT, shelf_over
from web.house import here
from web.pages.guide_files import FILES, routes
from web.pages.guide_files import TEXT as EDITED


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return shelf_over(tmp_path)


@dataclass
class Behind:
    """What these routes need of a house."""

    shelf: Shelf

    async def check_guide(self, name: str) -> None:
        """As many as there may be."""


async def sent(shelf: Shelf, address: str, body: bytes, **query: str) -> dict[str, Any]:
    """What the page answers to a script."""
    app = FastAPI()
    app.include_router(routes())
    app.dependency_overrides[here] = lambda: Behind(shelf)
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://page") as client:
        answer = await client.post(address, params=query, content=body)
    assert answer.status_code == 200
    told = answer.json()
    assert "\n" not in told["line"]
    return dict(told)


async def test_a_file_goes_in_and_a_taken_name_is_asked_about(shelf: Shelf, tmp_path: Path) -> None:
    added = await sent(shelf, FILES, TEXT, name="why.md")
    taken = await sent(shelf, FILES, TEXT + b"more\n", name="why.md")
    kept = await sent(shelf, FILES, TEXT + b"more\n", name="why.md", where="beside")

    assert (added["outcome"], added["line"]) == ("added", "why.md is in.")
    assert (taken["outcome"], taken["line"]) == ("taken", "Another why.md is here already.")
    assert kept["name"] == "why (2).md"
    assert sorted(path.name for path in (tmp_path / "guides").iterdir()) == ["why (2).md", "why.md"]


async def test_too_much_is_refused_before_it_is_held(shelf: Shelf, tmp_path: Path) -> None:
    told = await sent(shelf, FILES, b"x" * (MOST_BYTES + 1), name="why.md")

    assert (told["outcome"], told["line"]) == ("refused", "why.md is larger than 20 MB.")
    assert not (tmp_path / "guides").exists()


@pytest.mark.parametrize("attack", attacks()[::7], ids=lambda attack: str(attack.number))
async def test_attacks_in_name_and_text_stay_text_in_one_folder(
    shelf: Shelf, tmp_path: Path, attack: Any
) -> None:
    told = await sent(shelf, FILES, TEXT + attack.text.encode(), name=f"../../{attack.text}.md")

    assert told["outcome"] == "added"
    assert [path.name for path in (tmp_path / "guides").iterdir()] == [told["name"]]
    assert [path.name for path in tmp_path.iterdir()] == ["guides"]


async def test_a_text_is_saved_and_what_changed_meanwhile_comes_back(shelf: Shelf, tmp_path: Path) -> None:
    await sent(shelf, FILES, TEXT, name="why.md")
    seen = (await shelf.editable("why.md")).seen
    saved = await sent(shelf, EDITED, b"mine\n", name="why.md", seen=seen)
    refused = await sent(shelf, EDITED, b"late\n", name="why.md", seen=seen)

    assert saved["outcome"] == "saved"
    assert refused["outcome"] == "changed"
    assert refused["now"]["text"] == "mine\n"
    assert refused["now"]["seen"] == saved["seen"]
    assert (tmp_path / "guides" / "why.md").read_bytes() == b"mine\n"


async def test_a_guide_that_is_not_there_is_told_in_a_line(shelf: Shelf) -> None:
    told = await sent(shelf, EDITED, b"mine\n", name="../../none.md", seen="")

    assert told["outcome"] == "refused"
