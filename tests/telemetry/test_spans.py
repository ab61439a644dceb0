"""When spans are made, and what they hold."""

from __future__ import annotations

import logging
from collections.abc import Mapping

import pytest
from opentelemetry.trace import StatusCode

from telemetry import spans, tracing
from telemetry.watching import watched
from tests.support.watching import spans_kept


@pytest.mark.parametrize(
    ("environment", "on"),
    [
        ({}, False),
        ({"OTEL_SERVICE_NAME": "x"}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": " "}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://localhost:4318"}, True),
        ({"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://localhost:4318/v1/traces"}, True),
        ({"OTEL_TRACES_EXPORTER": "console"}, True),
        ({"OTEL_TRACES_EXPORTER": "none", "OTEL_EXPORTER_OTLP_ENDPOINT": "http://localhost:4318"}, False),
        ({"OTEL_TRACES_EXPORTER": "console", "OTEL_SDK_DISABLED": "true"}, False),
    ],
)
def test_opentelemetrys_own_variables_switch_it_on(environment: Mapping[str, str], on: bool) -> None:
    assert spans.wanted(environment) is on


def test_an_exporter_that_is_not_installed_is_told_with_what_to_do() -> None:
    with pytest.raises(spans.CannotTrace, match="no exporter 'zipkin' is installed"):
        tracing.start({"OTEL_TRACES_EXPORTER": "zipkin"})
    assert not spans.are_made()


def test_the_console_exporter_leaves_standard_output_alone(capfd: pytest.CaptureFixture[str]) -> None:
    end = tracing.start({"OTEL_TRACES_EXPORTER": "console"})
    with watched("node probe"):
        pass
    assert end()
    out, err = capfd.readouterr()
    assert out == ""
    assert '"name": "node probe"' in err
    assert not spans.are_made()


def test_an_exporter_that_complains_is_heard_and_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    end = tracing.start({"OTEL_TRACES_EXPORTER": "console"})
    logging.getLogger("opentelemetry.exporter").warning("api-key: sk-1234")
    assert not end()
    assert capfd.readouterr() == ("", "")


def test_the_service_has_our_name_unless_it_is_given_another(monkeypatch: pytest.MonkeyPatch) -> None:
    assert tracing.trace_with().resource.attributes["service.name"] == "mock-interviewer"
    monkeypatch.setenv("OTEL_SERVICE_NAME", "practice")
    assert tracing.trace_with().resource.attributes["service.name"] == "practice"
    spans.stop()


def test_of_an_error_a_span_holds_the_class_and_not_the_words() -> None:
    with spans_kept() as kept, pytest.raises(ValueError, match="secret"), watched("node probe"):
        raise ValueError("secret words")
    (span,) = kept.get_finished_spans()
    assert span.status.status_code is StatusCode.ERROR
    assert span.attributes is not None and span.attributes["error.type"] == "ValueError"
    assert span.events == ()
    assert "secret" not in span.to_json()


def test_without_a_watcher_nothing_happens() -> None:
    with watched("node probe", {"interview.node": "probe"}) as notes:
        notes["interview.passages"] = 1
    assert not spans.are_made()
