"""From a setting to a language model."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from pydantic import SecretStr

from domain.errors import BadSetting
from models.account import Account, Limits, Meter
from models.chat import ChatModel, Patience
from models.connection import Connection
from models.fail_over import FirstThatAnswers
from models.prices import Prices, price_of, shipped_prices
from models.registry import ModelName, parse_chain
from models.resting import Resting

# OpenAI's client wants some key; servers that need none ignore it.
_NO_KEY = "no-key-needed"


def make_language_model(
    setting: str,
    *,
    base_url: str = "",
    api_key: str = "",
    environment: Mapping[str, str] | None = None,
    timeout: float = 20.0,
    retries: int = 2,
    at_once: int = 4,
    rest_after: int = 3,
    rest_seconds: float = 60.0,
    token_budget: int | None = None,
    meter: Meter | None = None,
    prices: Prices | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> FirstThatAnswers | None:
    """The model behind `setting`, or None for an empty one. Nothing is imported or sent until the first call.

    `setting` is "provider:model" or several of them, separated by commas, tried in order. `base_url` and
    `api_key` belong to the first model and to others of the same provider; the rest use their provider's
    address and the key that `environment` (usually `os.environ`) holds under the provider's variable.
    `timeout` is the time a call may take in all, in seconds; `at_once` the requests under way at a time;
    after `rest_after` failures in a row a model rests for `rest_seconds`; `token_budget` limits the tokens
    used in all, unless a `meter` that several share counts and limits them. `prices` are one's own, and come
    before those that come with the program.
    Raises `BadSetting` for a name, address or key that cannot be used.
    """
    names = parse_chain(setting)
    if not names:
        return None
    if timeout <= 0:
        raise BadSetting(f"A model's time limit is a number of seconds above 0, not {timeout:g}.")
    models, known = [], (prices or {}, shipped_prices())
    for name in names:
        ours = name.provider is names[0].provider
        url = _address(name, base_url if ours else "")
        key = SecretStr(_key(name, url, api_key if ours else "", environment or {}))
        _need_package(name)
        models.append(
            ChatModel(
                Connection(name, base_url=url, key=key, seconds=timeout, at_once=at_once),
                patience=Patience(timeout, retries),
                resting=Resting(clock, rest_after, rest_seconds),
                price=price_of(name, url, *known),
                clock=clock,
            )
        )
    return FirstThatAnswers(models, meter or Account(Limits(tokens=token_budget)).meter())


def _address(name: ModelName, base_url: str) -> str:
    url = (base_url or name.provider.base_url).strip().rstrip("/")
    if base_url and not name.provider.speaks_openai:
        raise BadSetting(
            f"A base URL cannot be set for {name}: only servers that speak OpenAI's format have one."
        )
    try:
        parts = urlsplit(url)
        usable = not url or (parts.scheme in ("http", "https") and parts.hostname and (parts.port or 1))
    except ValueError:
        usable = False
    if not usable:
        # The address itself is not repeated: it may hold a password.
        raise BadSetting(f"The base URL for {name} is not an address like http://127.0.0.1:8000/v1.")
    return url


def _key(name: ModelName, url: str, api_key: str, environment: Mapping[str, str]) -> str:
    row = name.provider
    # A key from the environment is the provider's; it does not go to whatever server the base URL names.
    own_server = url == row.base_url
    key = (
        api_key or (environment.get(row.key_variable, "") if own_server and row.key_variable else "")
    ).strip()
    if not key:
        if row.key_variable and own_server:
            raise BadSetting(
                f"{name} needs a key: set {row.key_variable}, or choose a model that needs none."
            )
        return _NO_KEY
    if not (key.isascii() and key.isprintable() and " " not in key):
        raise BadSetting(f"The key for {name} holds characters that no key has (a line break, a quotation?).")
    return key


def _need_package(name: ModelName) -> None:
    package = name.provider.package
    if package and importlib.util.find_spec(package.replace("-", "_")) is None:
        raise BadSetting(
            f"{name} needs the package {package}, which is not installed: "
            f"`make setup EXTRAS={name.provider.extra}` in this program's folder, or `pip install {package}`."
        )
