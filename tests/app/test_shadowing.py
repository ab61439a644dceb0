import tomllib
from pathlib import Path

import pytest

from app.shadowing import HERE, PACKAGES, ShadowedPackage, check_packages


def test_our_packages_are_ours() -> None:
    check_packages()
    assert (HERE / "agents" / "evaluator").is_dir()


def test_packages_from_elsewhere_are_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ShadowedPackage, match="make setup"):
        check_packages(tmp_path)


def test_every_package_that_is_installed_is_looked_at() -> None:
    project = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))

    installed = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert {*PACKAGES, "evals"} == set(installed)
