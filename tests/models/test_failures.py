"""What vendors' exceptions mean, whatever they are called and wherever they keep the status."""

from __future__ import annotations

import pytest

from models.failures import CallFailed, Hopeless, exceptions_of, explain
from models.registry import PROVIDERS

KEY = "key-tell-nobody"


class ClientError(Exception):
    """As Google's package has it: the status is its code."""

    def __init__(self, code: int, message: str = "no such thing") -> None:
        super().__init__(message)
        self.code = code


class AuthenticationError(Exception):
    """As LangChain has it: without a status, raised from the vendor's."""


def told(error: Exception, cause: Exception | None = None) -> CallFailed | Hopeless:
    error.__cause__ = cause
    found = explain(error, "google_genai:m", "https://server.example", KEY, now=0)
    assert isinstance(found, CallFailed | Hopeless)
    return found


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (401, "refused the key for google_genai:m"),
        (404, "knows no model 'google_genai:m'"),
        (429, "takes no more requests for now"),
        (500, "is in trouble"),
        (400, "did not accept the request"),
    ],
)
def test_a_status_is_found_on_the_exception_or_on_what_caused_it(code: int, sentence: str) -> None:
    for found in (told(ClientError(code)), told(AuthenticationError(f"wrong {KEY}"), ClientError(code))):
        assert sentence in str(found)
        assert KEY not in str(found)


def test_a_wrong_key_that_google_calls_a_bad_request_is_told_as_a_wrong_key() -> None:
    found = told(AuthenticationError(), ClientError(400, "API key not valid. reason: API_KEY_INVALID"))

    assert "refused the key" in str(found) and "(401)" in str(found)


def test_a_status_from_what_else_went_on_is_not_taken() -> None:
    error = AuthenticationError()
    error.__context__ = ClientError(429)

    assert isinstance(told(error), Hopeless)


def test_a_refused_connection_is_told_as_a_server_that_does_not_run() -> None:
    found = told(RuntimeError("cannot connect"), ConnectionRefusedError(111, "refused"))

    assert "cannot be reached: is the server running" in str(found)
    assert isinstance(found, CallFailed) and not found.again


def test_without_an_address_of_its_own_a_vendor_that_cannot_be_reached_is_a_missing_network() -> None:
    found = explain(ConnectionRefusedError(111, "refused"), "mistralai:m", "mistralai:m", KEY, now=0)

    assert str(found) == "mistralai:m cannot be reached: is there a network?"


def test_nothing_that_another_vendors_package_raises_gets_past_us() -> None:
    others = [row for row in PROVIDERS.values() if row.package]

    assert {row.extra for row in others} == {"anthropic", "google", "mistral"}
    assert all(issubclass(AuthenticationError, exceptions_of(row.errors)) for row in others)
