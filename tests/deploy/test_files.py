"""The files by which the service is deployed name what there is."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.settings import from_environment
from mock_interviewer import PACKAGES
from service.health import GAUGES, router
from service.starting import PORT
from telemetry.counters import COUNTERS, DURATIONS

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
CHART = DEPLOY / "helm" / "mock-interviewer"
METRICS = {
    "up",
    *GAUGES,
    *(f"{name}_total" for name in COUNTERS),
    *(f"{name}_{end}" for name in DURATIONS for end in ("bucket", "count", "sum")),
}


def loaded(path: str) -> Any:
    return yaml.safe_load((DEPLOY / path).read_text(encoding="utf-8"))


def expressions() -> list[str]:
    dashboard = json.loads((DEPLOY / "grafana/dashboards/mock-interviewer.json").read_text(encoding="utf-8"))
    shown = [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]
    rules = [rule["expr"] for group in loaded("prometheus/alerts.yml")["groups"] for rule in group["rules"]]
    return shown + rules


@pytest.mark.parametrize("expression", expressions())
def test_what_is_shown_and_warned_of_is_counted(expression: str) -> None:
    named = set(re.findall(r"\b(?:interview_\w+|up)(?=[{\[ )]|$)", expression))

    assert named
    assert named <= METRICS


@pytest.mark.parametrize("expression", expressions())
def test_labels_are_those_of_the_counters(expression: str) -> None:
    labels = {label for kind in (*COUNTERS.values(), *DURATIONS.values()) for label in kind.labels}
    used = {
        name for inner in re.findall(r"\{([^}]*)\}", expression) for name in re.findall(r"(\w+)[=!]", inner)
    }
    used |= {name.strip() for inner in re.findall(r"by \(([^)]*)\)", expression) for name in inner.split(",")}

    assert used <= labels | {"job", "instance", "le"}


def test_every_alert_is_tried() -> None:
    rules = {rule["alert"] for group in loaded("prometheus/alerts.yml")["groups"] for rule in group["rules"]}
    tried = {
        case["alertname"]
        for test in loaded("prometheus/alerts.test.yml")["tests"]
        for case in test["alert_rule_test"]
        if case["exp_alerts"]
    }

    assert rules == tried


@pytest.mark.skipif(shutil.which("promtool") is None, reason="no promtool on PATH")
def test_promtool_finds_nothing() -> None:
    for command in ("check", "config", "prometheus.yml"), ("test", "rules", "alerts.test.yml"):
        done = subprocess.run(
            ["promtool", *command], cwd=DEPLOY / "prometheus", capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_what_probes_ask_for_is_there() -> None:
    paths = {route.path for route in router.routes if hasattr(route, "path")}
    asked = set(re.findall(r"httpGet: \{ path: (\S+),", (CHART / "templates/_helpers.tpl").read_text()))
    asked |= set(re.findall(rf"127\.0\.0\.1:{PORT}(/\w+)", (DEPLOY / "Dockerfile").read_text()))

    assert asked == {"/health", "/ready"}
    assert asked <= paths


def test_the_image_holds_every_package_and_no_more() -> None:
    kept = re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text(), re.MULTILINE)

    assert set(kept) == {
        *PACKAGES,
        "pyproject.toml",
        "uv.lock",
        "README.md",
        "LICENSE",
        "NOTICE",
        "mock_interviewer.py",
    }
    assert all((ROOT / name).exists() for name in kept)


def test_the_image_uses_the_makefiles_uv() -> None:
    (version,) = re.findall(r"^UV_VERSION := (\S+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)

    assert f"ARG UV_VERSION={version}\n" in (DEPLOY / "Dockerfile").read_text()


def test_no_container_has_more_than_it_needs() -> None:
    for name, service in loaded("compose.yaml")["services"].items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert all(str(port).startswith("127.0.0.1:") for port in service.get("ports", ())), name
    pod = (CHART / "templates/_helpers.tpl").read_text()
    for line in ("runAsNonRoot: true", "readOnlyRootFilesystem: true", "allowPrivilegeEscalation: false"):
        assert line in pod
    assert "USER 10001:10001" in (DEPLOY / "Dockerfile").read_text()


def test_compose_sets_what_there_is_to_set() -> None:
    environment = loaded("compose.yaml")["services"]["service"]["environment"]
    given = {name: str(value) if "$" not in str(value) else "" for name, value in environment.items()}

    assert from_environment(given).redis_url == "redis://valkey:6379/0"
    for file in (CHART / "templates/_helpers.tpl", DEPLOY / "Dockerfile"):
        for name in set(re.findall(r"\bINTERVIEW_[A-Z_]+", file.read_text())):
            assert f'"{name}"' in (ROOT / "app/settings.py").read_text(), name


def test_the_chart_names_no_secret_itself() -> None:
    for file in CHART.rglob("*.yaml"):
        assert "kind: Secret" not in file.read_text(), file
    values = loaded("helm/mock-interviewer/values.yaml")
    assert set(values["redis"]["secret"]) == {"name", "key"}
    assert values["models"]["secrets"] == []


def test_a_pod_has_the_time_to_drain() -> None:
    from service.serving import SECONDS_TO_END

    values = loaded("helm/mock-interviewer/values.yaml")
    compose = loaded("compose.yaml")["services"]["service"]

    needed = values["drainSeconds"] + SECONDS_TO_END
    assert values["terminationGracePeriodSeconds"] > needed
    assert int(compose["stop_grace_period"].removesuffix("s")) > needed
