"""A prompt's text does not change under its version."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.errors import BadSetting
from prompts.loader import load, names
from prompts.lock import Locked, check, read, rewrite


def test_the_lock_holds_every_shipped_prompt_as_it_is() -> None:
    present = {name: Locked(load(name).version, load(name).digest) for name in names()}

    assert read() == present, "a prompt changed: give it a new version and run `python -m prompts.lock`"


def test_a_changed_text_under_its_old_version_is_refused() -> None:
    template = load("coach/advise")
    changed = template.model_copy(update={"system": f"{template.system} Be brief."})

    with pytest.raises(
        BadSetting, match=r"coach/advise: the text differs from version 1\. Give it version 2"
    ):
        check(changed, read())


def test_a_changed_text_under_a_new_version_is_accepted() -> None:
    template = load("coach/advise")
    check(template.model_copy(update={"system": "Other words.", "version": 2}), read())


def test_a_version_cannot_go_back() -> None:
    template = load("coach/advise")
    lock = {"coach/advise": Locked(2, template.digest)}

    with pytest.raises(BadSetting, match="Give it version 3"):
        check(template, lock)


def test_a_lock_is_not_rewritten_over_a_text_that_kept_its_version(tmp_path: Path) -> None:
    path = tmp_path / "versions.lock"
    rewrite(path)
    spoiled = path.read_text().replace(load("coach/advise").digest, "0" * 64)
    path.write_text(spoiled)

    with pytest.raises(BadSetting, match="coach/advise"):
        rewrite(path)

    assert path.read_text() == spoiled
