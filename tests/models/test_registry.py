"""Names of models, and what a provider needs."""

from __future__ import annotations

import pytest

from domain.errors import BadSetting
from models.factory import make_language_model
from models.registry import parse_chain, parse_model_name


def test_a_name_is_a_provider_and_the_providers_own_name() -> None:
    name = parse_model_name(" ollama:llama3.2:3b ")

    assert (name.provider.name, name.model) == ("ollama", "llama3.2:3b")
    assert str(name) == "ollama:llama3.2:3b"


def test_a_chain_keeps_its_order() -> None:
    chain = parse_chain("openai:gpt-5-mini, ollama:llama3.2,")

    assert [str(name) for name in chain] == ["openai:gpt-5-mini", "ollama:llama3.2"]


@pytest.mark.parametrize("name", ["gpt-5-mini", "openai:", ":gpt-5-mini"])
def test_a_name_without_provider_or_model_is_told_its_form(name: str) -> None:
    with pytest.raises(BadSetting, match="provider:model, like openai:gpt-5-mini"):
        parse_model_name(name)


def test_a_misspelt_provider_is_guessed() -> None:
    with pytest.raises(BadSetting, match=r"Did you mean openai:gpt-5-mini\?"):
        parse_model_name("opnai:gpt-5-mini")


def test_no_setting_is_no_model() -> None:
    assert make_language_model("") is None
    assert make_language_model(" , ") is None


def test_a_provider_without_its_key_is_told_the_variable() -> None:
    with pytest.raises(BadSetting, match="openai:gpt-5-mini needs a key: set OPENAI_API_KEY"):
        make_language_model("openai:gpt-5-mini")


def test_a_key_comes_from_the_environment_that_is_handed_in() -> None:
    model = make_language_model("groq:llama-4", environment={"GROQ_API_KEY": "gsk-1"})

    assert model is not None
    assert model.name == "groq:llama-4"


def test_servers_of_ones_own_need_no_key() -> None:
    local = make_language_model("ollama:llama3.2")
    other = make_language_model("openai:whatever", base_url="http://10.0.0.5:8000/v1/")

    assert local is not None and local.models[0].server == "http://127.0.0.1:11434/v1"
    assert other is not None and other.models[0].server == "http://10.0.0.5:8000/v1"


def test_an_address_belongs_to_the_first_provider_of_a_chain() -> None:
    model = make_language_model("vllm:a, ollama:b, vllm:c", base_url="http://10.0.0.5:8000/v1")

    assert model is not None
    assert [link.server for link in model.models] == [
        "http://10.0.0.5:8000/v1",
        "http://127.0.0.1:11434/v1",
        "http://10.0.0.5:8000/v1",
    ]


def test_a_provider_with_a_package_of_its_own_names_it() -> None:
    with pytest.raises(BadSetting, match="pip install langchain-mistralai"):
        make_language_model("mistralai:small", environment={"MISTRAL_API_KEY": "m-1"})


def test_an_address_for_a_provider_that_has_none_is_refused() -> None:
    with pytest.raises(BadSetting, match="A base URL cannot be set for anthropic:claude"):
        make_language_model("anthropic:claude", base_url="http://10.0.0.5/v1", api_key="a-1")


@pytest.mark.parametrize(
    "url", ["127.0.0.1:8000", "ftp://host/v1", "http://", "http://host:99999/v1", "http://[x"]
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(BadSetting, match="not an address like"):
        make_language_model("openai:m", base_url=url)


def test_a_password_in_the_address_is_not_shown() -> None:
    model = make_language_model("openai:m", base_url="https://me:hunter2@models.example/v1")

    assert model is not None
    assert model.models[0].server == "https://models.example/v1"


@pytest.mark.parametrize("key", ["sk-one\nsk-two", "sk one", "sk-schlüssel"])
def test_a_key_with_impossible_characters_is_refused_without_showing_it(key: str) -> None:
    with pytest.raises(BadSetting, match="holds characters that no key has") as told:
        make_language_model("openai:m", api_key=key)

    assert "sk" not in str(told.value)


def test_a_time_limit_is_above_zero() -> None:
    with pytest.raises(BadSetting, match="above 0, not 0"):
        make_language_model("ollama:m", timeout=0)
