"""Which providers of language models there are, and what each needs."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from domain.errors import BadSetting

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""The hosts that are this machine."""
MAX_TOKENS = "max_tokens"
OPENAI_ERRORS = ("openai.OpenAIError", "httpx2.HTTPError")
# Other packages raise classes of their own, of LangChain's and of the HTTP library below, and change them
# from version to version. Whatever it is, the draft stands.
_ANY_ERROR = ("builtins.Exception",)


@dataclass(frozen=True, slots=True)
class Provider:
    """One row of the registry.

    `base_url` is set for providers that speak OpenAI's wire format, which need no package besides ours;
    the others name the `package` to install, and our `extra` that does. `own_machine` marks servers that
    people run themselves.
    `key_variable` is the environment variable a key is usually kept in, empty where none is needed. `errors`
    are the exceptions the provider's own package raises, as dotted names, looked up only once the provider is
    used. `limit` is what its requests call the most tokens of a reply.
    """

    name: str
    base_url: str = ""
    key_variable: str = ""
    package: str = ""
    extra: str = ""
    own_machine: bool = False
    errors: tuple[str, ...] = OPENAI_ERRORS
    limit: str = MAX_TOKENS

    @property
    def speaks_openai(self) -> bool:
        """Whether the provider is reached through OpenAI's wire format."""
        return bool(self.base_url)


PROVIDERS = {
    row.name: row
    for row in (
        Provider("openai", "https://api.openai.com/v1", "OPENAI_API_KEY"),
        Provider("deepseek", "https://api.deepseek.com/v1", "DEEPSEEK_API_KEY"),
        Provider("groq", "https://api.groq.com/openai/v1", "GROQ_API_KEY"),
        Provider("openrouter", "https://openrouter.ai/api/v1", "OPENROUTER_API_KEY"),
        # Servers people run themselves, at the address each listens on when nothing else is said.
        Provider("llamacpp", "http://127.0.0.1:8080/v1", own_machine=True),
        Provider("lmstudio", "http://127.0.0.1:1234/v1", own_machine=True),
        Provider("ollama", "http://127.0.0.1:11434/v1", own_machine=True),
        Provider("vllm", "http://127.0.0.1:8000/v1", own_machine=True),
        Provider(
            "anthropic",
            key_variable="ANTHROPIC_API_KEY",
            package="langchain-anthropic",
            extra="anthropic",
            errors=_ANY_ERROR,
        ),
        Provider(
            "google_genai",
            key_variable="GOOGLE_API_KEY",
            package="langchain-google-genai",
            extra="google",
            errors=_ANY_ERROR,
            limit="max_output_tokens",
        ),
        Provider(
            "mistralai",
            key_variable="MISTRAL_API_KEY",
            package="langchain-mistralai",
            extra="mistral",
            errors=_ANY_ERROR,
        ),
    )
}


@dataclass(frozen=True, slots=True)
class ModelName:
    """A provider and the provider's own name for the model."""

    provider: Provider
    model: str

    def __str__(self) -> str:
        return f"{self.provider.name}:{self.model}"


def parse_model_name(name: str) -> ModelName:
    """Read "openai:gpt-5-mini". The model's own name may hold further colons ("ollama:llama3.2:3b").

    Raises `BadSetting` for a name without a provider, a provider that is not known, or no model.
    """
    provider, colon, model = (part.strip() for part in name.strip().partition(":"))
    if not colon or not model or not provider:
        raise BadSetting(f"Model {name.strip()!r} is not of the form provider:model, like openai:gpt-5-mini.")
    row = PROVIDERS.get(provider.lower())
    if row is None:
        near = difflib.get_close_matches(provider.lower(), PROVIDERS, n=1)
        guess = f" Did you mean {near[0]}:{model}?" if near else ""
        raise BadSetting(
            f"Model {name.strip()!r}: no provider {provider!r}.{guess} There are {', '.join(PROVIDERS)}; "
            "any other server that speaks OpenAI's format is openai:<model> with its base URL."
        )
    return ModelName(row, model)


def parse_chain(setting: str) -> tuple[ModelName, ...]:
    """Read a comma-separated list of model names, first choice first; empty for an empty setting."""
    return tuple(parse_model_name(name) for name in setting.split(",") if name.strip())
