"""What a model costs is data, and what is not known stays unknown."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from domain.errors import BadSetting
from models.factory import make_language_model
from models.prices import Price, own_prices, price_of, shipped_prices
from models.registry import parse_model_name
from tests.models.samples import GOOD, Ready, model_of, prompt
from tests.support.openai_server import OpenAIServer

OPENAI = "https://api.openai.com/v1"


def known(name: str, base_url: str, own: dict[str, Price] | None = None) -> Price | None:
    return price_of(parse_model_name(name), base_url, own or {}, shipped_prices())


def test_every_price_that_comes_with_the_program_says_where_it_stands_and_when_it_was_read() -> None:
    for name, price in shipped_prices().items():
        assert str(parse_model_name(name)) == name
        assert price.source.startswith("https://") and price.looked_up is not None
        assert date(2026, 1, 1) <= price.looked_up
        assert 0 < price.input <= price.output


def test_a_price_is_for_a_million_tokens_each_way() -> None:
    price = Price(model="a:b", input=0.25, output=2)

    assert price.of((2_000_000, 500_000)) == 1.5


def test_a_vendors_price_holds_at_the_vendors_address_only() -> None:
    assert known("openai:gpt-5-mini", OPENAI) is not None
    assert known("openai:gpt-5-mini", "https://proxy.example/v1") is None
    assert known("openai:gpt-5-mini", "http://127.0.0.1:4000/v1") is None


def test_a_model_that_is_not_listed_has_no_price_however_near_its_name_is() -> None:
    assert known("openai:gpt-5-mini-next", OPENAI) is None
    assert known("groq:gpt-5-mini", "https://api.groq.com/openai/v1") is None


def test_a_server_on_this_machine_charges_nothing_and_one_elsewhere_may() -> None:
    for provider in ("ollama", "llamacpp", "lmstudio", "vllm"):
        free = known(f"{provider}:m", "http://localhost:9999/v1")
        assert free is not None and free.of((10**9, 10**9)) == 0
        assert known(f"{provider}:m", "http://10.0.0.7:9999/v1") is None


def test_a_model_that_ollama_passes_on_to_its_cloud_is_not_taken_for_free() -> None:
    assert known("ollama:gpt-oss:120b-cloud", "http://127.0.0.1:11434/v1") is None


def test_ones_own_prices_come_first(tmp_path: Path) -> None:
    path = tmp_path / "prices.yaml"
    path.write_text(
        "- {model: 'openai:gpt-5-mini', input: 0.1, output: 0.2}\n"
        "- {model: 'vllm:ours', input: 0, output: 0}\n"
    )
    own = dict(own_prices(path))

    assert known("openai:gpt-5-mini", "https://proxy.example/v1", own) == own["openai:gpt-5-mini"]
    assert known("vllm:ours", "http://10.0.0.7/v1", own) == own["vllm:ours"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("- {model: 'a:b', input: cheap, output: 1}", "0.input"),
        ("- {model: 'a:b', input: -1, output: 1}", "0.input"),
        ("prices: none", "the whole"),
        ("[", "not YAML"),
    ],
)
def test_a_file_of_prices_that_cannot_be_used_is_told_in_a_line(
    tmp_path: Path, content: str, why: str
) -> None:
    path = tmp_path / "prices.yaml"
    path.write_text(content)

    with pytest.raises(BadSetting, match=why) as told:
        own_prices(path)
    assert "\n" not in str(told.value)


def test_a_file_of_prices_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="cannot be read"):
        own_prices(tmp_path / "nowhere.yaml")


def test_a_chain_knows_which_of_its_models_have_no_price() -> None:
    model = make_language_model(
        "openai:gpt-5-mini, groq:m, ollama:m", api_key="k", environment={"GROQ_API_KEY": "k"}
    )

    assert model is not None and model.unpriced == ("groq:m",)


@pytest.mark.network
@pytest.mark.enable_socket
async def test_calls_are_priced_by_the_servers_counts() -> None:
    prices = {"openai:test-model": Price(model="openai:test-model", input=10, output=100)}
    with OpenAIServer([GOOD]) as server:
        async with model_of(server, prices=prices) as model:
            await model.reply(prompt("one"), Ready)
            await model.reply(prompt("one"), Ready)

    # 100 tokens in and 20 out, once: the second reply came from the cache.
    assert model.usage.dollars == pytest.approx(0.003)
    assert model.usage.unpriced == 0


def test_a_model_of_ones_own_on_this_machine_costs_nothing_whatever_its_servers_name() -> None:
    free = known("openai:qwen15", "http://127.0.0.1:8116/v1")
    assert free is not None and (free.input, free.output) == (0, 0)
    assert known("openai:qwen15", "http://192.168.0.7:8116/v1") is None
    assert known("openai:big-cloud", "http://localhost:8116/v1") is None
