"""What a vendor's exception means to us, in one sentence that never holds a key."""

from __future__ import annotations

import importlib
import re
from email.utils import mktime_tz, parsedate_tz
from functools import cache
from urllib.parse import urlsplit

from domain.errors import ModelUnavailable, UnusableReply

# What the vendors' packages raise, besides exceptions of their own, on replies that are not of the wire's
# form: a web page instead of JSON, bytes that are no UTF-8, a field of the wrong type.
_ON_MALFORMED_REPLIES = (AttributeError, LookupError, OSError, RuntimeError, TypeError, ValueError)

_WORTH_ANOTHER_TRY = {408, 409, 429, 500, 502, 503, 504, 529}
_FORM_REFUSED = {400, 415, 422, 501}


class CallFailed(ModelUnavailable):
    """One request did not bring a reply.

    `again` says whether the same request may work later, after `retry_after` seconds where the server gave
    a time; `form_refused` that the server may take the request in another form.
    """

    def __init__(
        self,
        sentence: str,
        *,
        again: bool = False,
        retry_after: float | None = None,
        form_refused: bool = False,
    ) -> None:
        super().__init__(sentence)
        self.again = again
        self.retry_after = retry_after
        self.form_refused = form_refused


class Hopeless(UnusableReply):
    """A reply that cannot be used, and that asking in another form would not better."""


class OutOfTokens(Hopeless):
    """The reply ended at a limit of tokens before it was whole."""

    def __init__(self, who: str) -> None:
        super().__init__(f"{who} ran into its limit of tokens before the reply was complete")


class TooLate(ModelUnavailable):
    """The call's time was up."""


class LimitReached(ModelUnavailable):
    """The session has used what it may use; no other model is asked instead."""


class BudgetSpent(LimitReached):
    """The session may not use more tokens, or not more money; `budget` says what it had."""

    def __init__(self, budget: str) -> None:
        super().__init__(f"the session's budget of {budget} is used up")


class TurnTimeSpent(LimitReached):
    """The models' work of this turn took the `seconds` it may take."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"the {seconds:g} s for the models' work in one turn are used up")


@cache
def exceptions_of(names: tuple[str, ...]) -> tuple[type[Exception], ...]:
    """The exception classes behind dotted `names`, and those that malformed replies raise.

    A name that is not there (a package of another version) is left out.
    """
    found: list[type[Exception]] = []
    for name in names:
        module, _, attribute = name.rpartition(".")
        try:
            found.append(getattr(importlib.import_module(module), attribute))
        except (ImportError, AttributeError):
            continue
    return (*found, *_ON_MALFORMED_REPLIES)


def explain(error: Exception, who: str, server: str, secret: str, now: float) -> ModelUnavailable:
    """The failure to tell.

    `who` is the model as configured, `server` its address, `secret` the key, `now` seconds since 1970.
    """
    status = _status(error)
    if 300 <= status < 400:
        return CallFailed(f"{server} sends requests on {_elsewhere(error)}, which is not followed ({status})")
    if status >= 400:
        return _for_status(status, error, who, server, secret, now)
    kind = type(error).__name__
    if "ContentFilter" in kind:
        return Hopeless(f"{who} declined to answer (its content filter stopped the reply)")
    if "LengthFinishReason" in kind:
        return OutOfTokens(who)
    if "Timeout" in kind:
        return CallFailed(f"{who} did not answer in time", again=True)
    # An SDK's "connection error" says nothing; the cause below it knows whether anyone listens.
    causes = _chain(error)
    if any(isinstance(cause, UnicodeError) for cause in causes):
        return Hopeless(f"{who} sent bytes that are not UTF-8 text")
    if any(_nobody_listens(cause) for cause in causes):
        # A vendor's own package knows the address; only a network can be missing.
        doubt = "is the server running, and the base URL right?" if server != who else "is there a network?"
        return CallFailed(f"{server} cannot be reached: {doubt}")
    if "Connection" in kind or "Protocol" in kind or isinstance(error, ConnectionError):
        return CallFailed(f"the connection to {server} broke off during {who}'s reply", again=True)
    return Hopeless(f"{who} sent something that is not a chat completion ({kind})")


def _status(error: Exception) -> int:
    """The HTTP status that `error` or what caused it was raised for, 0 where there was none."""
    link: BaseException | None = error
    while link is not None:
        response = getattr(link, "response", None)
        for status in (
            getattr(link, "status_code", None),
            getattr(response, "status_code", None),
            getattr(link, "code", None),
        ):
            if isinstance(status, int) and status >= 300:
                # Google answers 400 to a wrong key.
                return 401 if "API_KEY_INVALID" in str(link) else status
        # Not the context: what else went on when it was raised may have had a status of its own.
        link = link.__cause__
    return 0


def _elsewhere(error: Exception) -> str:
    """Where a redirect leads: the host alone, since the rest of an address may hold secrets."""
    response = next(filter(None, (getattr(link, "response", None) for link in _chain(error))), None)
    location = response.headers.get("location", "") if response is not None else ""
    try:
        parts = urlsplit(location)
        host = f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname
    except ValueError:
        host = None
    return f"to {host}" if host and host.isascii() and host.isprintable() else "to another address"


def _nobody_listens(error: BaseException) -> bool:
    names = ("ConnectError", "ConnectorError", "ProxyConnectionError")
    return isinstance(error, ConnectionRefusedError) or any(name in type(error).__name__ for name in names)


def _for_status(
    status: int, error: Exception, who: str, server: str, secret: str, now: float
) -> ModelUnavailable:
    said = _said(error, secret)
    if status in (401, 403):
        # What the server says here may quote the key, whole or in part, so it is not passed on.
        return CallFailed(f"{server} refused the key for {who} ({status}): check the key in your settings")
    if status == 404:
        advice = f"{server} knows no model {who!r} (404): check its name, and that the base URL is complete"
        return CallFailed(advice)
    if status == 402 or "insufficient_quota" in str(error):
        return CallFailed(f"the account for {who} has no credit left ({status})")
    if status == 429:
        wait = retry_after(error, now)
        return CallFailed(f"{who} takes no more requests for now (429)", again=True, retry_after=wait)
    if status >= 500:
        again, wait = status in _WORTH_ANOTHER_TRY, retry_after(error, now)
        sentence = f"{server} is in trouble ({status}{said})"
        return CallFailed(sentence, again=again, retry_after=wait, form_refused=status in _FORM_REFUSED)
    return CallFailed(
        f"{server} did not accept the request to {who} ({status}{said})",
        again=status in _WORTH_ANOTHER_TRY,
        form_refused=status in _FORM_REFUSED,
    )


def retry_after(error: Exception, now: float) -> float | None:
    """The seconds a server asks to wait (Retry-After as seconds or as a date, RFC 9110 10.2.3), or None."""
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    value = str(headers.get("retry-after") or "").strip()
    if re.fullmatch(r"\d{1,9}(\.\d+)?", value):
        return float(value)
    date = parsedate_tz(value) if value else None
    return max(0.0, mktime_tz(date) - now) if date else None


def _said(error: Exception, secret: str) -> str:
    body = getattr(error, "body", None)
    inner = body.get("error", body) if isinstance(body, dict) else body
    message = inner.get("message") if isinstance(inner, dict) else inner
    if not isinstance(message, str) or not message.strip():
        return ""
    # Hidden before the message is cut, or half a key would be left over.
    hidden = message.replace(secret, "[key]") if secret else message
    line = " ".join(hidden.split())
    return f": {line[:160]}{'…' if len(line) > 160 else ''}"


def _chain(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in found:
        found.append(link)
        link = link.__cause__ or link.__context__
    return found


def quotes(error: BaseException, secret: str) -> bool:
    """Whether a traceback of `error` would show `secret`."""
    return bool(secret) and any(secret in f"{link} {link!r}" for link in _chain(error))
