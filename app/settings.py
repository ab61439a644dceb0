"""The settings, read once from the environment and handed down as values."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import platformdirs
from pydantic import Field, SecretStr

from domain.days import BEGINS, HERE, Place
from domain.encoder import Encoder
from domain.errors import BadSetting
from domain.rounds import Round, Tone
from domain.values import Frozen
from language.wording import shorten
from memory.keys import key_safe, namespace
from telemetry.logs import LEVELS

AGENTS = ("interviewer", "follow_up_prober", "evaluator", "coach")
_MONEY = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,6})?|\.[0-9]{1,6})usd")
_OURS = "INTERVIEW_"
_LONGEST_NAME = 60
Named = TypeVar("Named", Round, Tone, Encoder)
SAMPLE_GUIDES = Path(__file__).resolve().parent.parent / "knowledge" / "guides"


class Settings(Frozen):
    """Everything that can be set, each with the variable it is read from."""

    home: Path
    """INTERVIEW_HOME: the folder for all that is kept; by default the user's data folder."""
    common: Path | None = None
    """The folder for what is nobody's own, such as models made ready: a service's, for each of its users;
    None for `home`."""
    guides: tuple[Path, ...] = (SAMPLE_GUIDES,)
    """INTERVIEW_GUIDES, paths with colons between them: the guides where a command is given none. Without it,
    those in `own_guides`, else the samples."""
    redis_url: str = ""
    """REDIS_URL: the server that sessions live on, "" for the embedded one."""
    namespace: str = ""
    """INTERVIEW_NAMESPACE: whose keys these are, where several people share a database; "" for nobody's."""
    candidate: str = ""
    """INTERVIEW_CANDIDATE, or --candidate: whose practice it is, where several share a workspace; "" for the
    one person that most workspaces have."""
    model: str = ""
    """INTERVIEW_MODEL: "provider:model", several with commas between them; "" for no language model."""
    model_by_agent: Mapping[str, str] = Field(default_factory=dict)
    """INTERVIEW_MODEL_EVALUATOR and so on: an agent's own in place of `model`."""
    candidate_model: str = ""
    """INTERVIEW_MODEL_CANDIDATE: the model that plays candidates in eval runs, "" for that of the run."""
    api_key: SecretStr | None = None
    """OPENAI_API_KEY: the key of the first model and of embeddings."""
    base_url: str = ""
    """OPENAI_BASE_URL: a server of one's own in place of OpenAI's."""
    embeddings: str = ""
    """INTERVIEW_EMBEDDINGS: an embedding model behind OpenAI's format, "" for the local one."""
    embeddings_timeout: float = 30.0
    """INTERVIEW_EMBEDDINGS_TIMEOUT: seconds that one request to that model may take."""
    embeddings_batch: int = 32
    """INTERVIEW_EMBEDDINGS_BATCH: texts that one request to it holds at most."""
    encoder: Encoder = Encoder.SMALL
    """INTERVIEW_ENCODER: which encoder reads what was said, "larger" for that of the extra of this name."""
    model_timeout: float = 20.0
    """INTERVIEW_MODEL_TIMEOUT: seconds that one call of a language model may take."""
    turn_timeout: float = 45.0
    """INTERVIEW_TURN_TIMEOUT: seconds that the language models' work of one turn may take in all."""
    model_budget: int | None = None
    """INTERVIEW_MODEL_BUDGET: tokens that a session may use of language models, None for no limit."""
    model_budget_dollars: float | None = None
    """The same variable: dollars that a session may spend on language models, None for no limit."""
    model_prices: Path | None = None
    """INTERVIEW_MODEL_PRICES: a file with prices of models that come before those of the program."""
    voice_pause: float = 2.5
    """INTERVIEW_VOICE_PAUSE: seconds of silence that end a spoken answer."""
    drain: float = 5.0
    """INTERVIEW_DRAIN: seconds for which a service that was told to end still answers, and begins nothing."""
    day_starts: timedelta = BEGINS
    """INTERVIEW_DAY_STARTS: how long after midnight a day of practice begins."""
    round: Round = Round.WHOLE
    """INTERVIEW_ROUND: whose interview it is where a command does not say."""
    tone: Tone = Tone.EVEN
    """INTERVIEW_TONE: how they speak where a command does not say."""
    mask: bool = True
    """--no-mask: whether personal data is masked before a text goes to a language model."""
    mask_names: tuple[str, ...] = ()
    """INTERVIEW_MASK_NAMES, with commas between them: names that are masked besides."""
    prompts: Path | None = None
    """INTERVIEW_PROMPTS: a folder whose prompts stand in for the shipped ones of the same name."""
    log: Path | None = None
    """INTERVIEW_LOG: the file for the log, None for no log."""
    log_level: str = "info"
    """INTERVIEW_LOG_LEVEL: from which level up events are logged."""
    web_password: SecretStr | None = None
    """INTERVIEW_WEB_PASSWORD: what other machines are asked for, where the page is for them, too."""
    mcp_token: SecretStr | None = None
    """INTERVIEW_MCP_TOKEN: what an assistant has to send over HTTP; without it, one of each start."""
    unknown: tuple[str, ...] = ()
    """A sentence on each variable that begins like ours and is none of them."""

    @property
    def place(self) -> Place:
        """Where the candidate is, and when their days begin there."""
        return Place(HERE, self.day_starts)

    @property
    def own_guides(self) -> Path:
        """Where guides lie that were put into the page: where there are any, they are the guides."""
        return _own_guides(self.home)

    @property
    def redis_directory(self) -> Path:
        """Where the embedded Redis keeps its data."""
        return self.home / "redis"

    @property
    def unsent_directory(self) -> Path:
        """Where an answer stands that could not be stored yet."""
        return self.home / "unsent"

    @property
    def audio_directory(self) -> Path:
        """Where recordings of answers are kept, where that is asked for: one folder for each session."""
        # Names of sessions are one candidate's own, so two of them may have the same.
        return self.home / "audio" / (f"@{key_safe(self.candidate)}" if self.candidate else "")

    @property
    def index_directory(self) -> Path:
        """Where the indexes are, one folder for each set of guides."""
        return self.home / "index"

    @property
    def recogniser_directory(self) -> Path:
        """Where the recogniser's model is put together."""
        return self.cache_directory / "recogniser"

    @property
    def cache_directory(self) -> Path:
        """What can be made again at any time."""
        return self.common_home / "cache"

    @property
    def common_home(self) -> Path:
        """Where what is nobody's own is kept."""
        return self.common or self.home

    @property
    def one_of_many(self) -> bool:
        """Whether these are for one user of a service, whose process works for others, too."""
        return self.common is not None

    def of_user(self, name: str) -> Settings:
        """These settings, which are a service's, for its user `name`: keys, files and guides of their own."""
        home = self.home / "users" / name
        own: dict[str, object] = {"home": home, "common": self.common_home, "guides": guides_in(home)}
        return self.of_candidate(name).model_copy(update=own)

    def of_candidate(self, name: str) -> Settings:
        """These settings for the practice of `name`. Raises `BadSetting` for what is no name."""
        return self.model_copy(update={"candidate": _candidate(name)})

    def model_for(self, agent: str) -> str:
        """The model `agent` should use, "" for none."""
        return self.model_by_agent.get(agent, self.model)


def in_round(settings: Settings, held: str | None, tone: str | None) -> Settings:
    """`settings` with the round and the tone of these names, where they are given."""
    chosen = {"round": Round(held) if held else settings.round, "tone": Tone(tone) if tone else settings.tone}
    return settings.model_copy(update=chosen)


class _Asked(Mapping[str, str]):
    """An environment that keeps which variables were looked up: those are the ones that there are."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.names.add(name)
        return self._environment[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._environment)

    def __len__(self) -> int:
        return len(self._environment)


def from_environment(environment: Mapping[str, str]) -> Settings:
    """The settings that `environment` asks for.

    Raises `BadSetting` for a value that cannot be used.
    """
    asked = _Asked(environment)
    settings = _read(asked)
    return settings.model_copy(update={"unknown": tuple(_unknown(environment, asked.names))})


def variables() -> frozenset[str]:
    """The names of all variables that settings are read from."""
    asked = _Asked({})
    _read(asked)
    return frozenset(asked.names)


def _unknown(environment: Mapping[str, str], known: Collection[str]) -> Iterator[str]:
    # What all have in common would make any two alike.
    own = {name.removeprefix(_OURS): name for name in sorted(known)}
    for name in sorted(environment):
        if name.startswith(_OURS) and name not in known:
            near = difflib.get_close_matches(name.removeprefix(_OURS), own, n=1)
            advice = f"did you mean {own[near[0]]}?" if near else "the README lists those that there are."
            yield f"{name} is no setting: {advice}"


def _read(environment: Mapping[str, str]) -> Settings:
    guides = environment.get("INTERVIEW_GUIDES", "").strip()
    tokens, dollars = _budget("INTERVIEW_MODEL_BUDGET", environment)
    prices = environment.get("INTERVIEW_MODEL_PRICES", "").strip()
    where = _home(environment)
    return Settings(
        home=where,
        guides=tuple(Path(part).expanduser() for part in guides.split(":")) if guides else guides_in(where),
        redis_url=environment.get("REDIS_URL", "").strip(),
        namespace=_namespace(environment),
        candidate=_candidate(environment.get("INTERVIEW_CANDIDATE", "")),
        model=environment.get("INTERVIEW_MODEL", "").strip(),
        model_by_agent=dict(_by_agent(environment)),
        candidate_model=environment.get("INTERVIEW_MODEL_CANDIDATE", "").strip(),
        api_key=_secret("OPENAI_API_KEY", environment),
        base_url=environment.get("OPENAI_BASE_URL", "").strip(),
        embeddings=environment.get("INTERVIEW_EMBEDDINGS", "").strip(),
        embeddings_timeout=_seconds("INTERVIEW_EMBEDDINGS_TIMEOUT", environment, default=30.0),
        embeddings_batch=_number("INTERVIEW_EMBEDDINGS_BATCH", environment, default=32, most=2048),
        encoder=_one_of("INTERVIEW_ENCODER", environment, Encoder.SMALL),
        model_timeout=_seconds("INTERVIEW_MODEL_TIMEOUT", environment, default=20.0),
        turn_timeout=_seconds("INTERVIEW_TURN_TIMEOUT", environment, default=45.0),
        voice_pause=_seconds("INTERVIEW_VOICE_PAUSE", environment, default=2.5, least=0.5, most=30),
        drain=_seconds("INTERVIEW_DRAIN", environment, default=5.0, least=0.0),
        day_starts=_time_of_day("INTERVIEW_DAY_STARTS", environment, default=BEGINS),
        round=_one_of("INTERVIEW_ROUND", environment, Round.WHOLE),
        tone=_one_of("INTERVIEW_TONE", environment, Tone.EVEN),
        model_budget=tokens,
        model_budget_dollars=dollars,
        model_prices=Path(prices).expanduser() if prices else None,
        mask_names=tuple(_listed("INTERVIEW_MASK_NAMES", environment)),
        prompts=_folder("INTERVIEW_PROMPTS", environment),
        log=_log(environment, where),
        log_level=_level("INTERVIEW_LOG_LEVEL", environment),
        web_password=_secret("INTERVIEW_WEB_PASSWORD", environment),
        mcp_token=_secret("INTERVIEW_MCP_TOKEN", environment),
    )


def _by_agent(environment: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for agent in AGENTS:
        if (name := f"INTERVIEW_MODEL_{agent.upper()}") in environment:
            yield agent, environment[name].strip()


def _home(environment: Mapping[str, str]) -> Path:
    home = environment.get("INTERVIEW_HOME", "").strip()
    return Path(home).expanduser() if home else Path(platformdirs.user_data_dir("mock-interviewer"))


def _listed(name: str, environment: Mapping[str, str]) -> Iterator[str]:
    """What stands between commas, but for blanks."""
    return (each.strip() for each in environment.get(name, "").split(",") if each.strip())


def guides_in(home: Path) -> tuple[Path, ...]:
    """The guides where none are named: those that were put into the page, else the samples."""
    own = _own_guides(home)
    try:
        held = any(file.is_file() and not file.name.startswith(".") for file in own.iterdir())
    except OSError:
        held = False
    return (own,) if held else (SAMPLE_GUIDES,)


def _own_guides(home: Path) -> Path:
    return home / "guides"


def _candidate(name: str) -> str:
    """A candidate's name as it is told apart: in any case, with any spaces."""
    told = " ".join(name.split()).casefold()
    if len(told) > _LONGEST_NAME or not all(letter.isprintable() for letter in told):
        raise BadSetting(
            f"--candidate {shorten(name, 40)!r} is no name: up to {_LONGEST_NAME} letters that can be seen."
        )
    return told


def _namespace(environment: Mapping[str, str]) -> str:
    try:
        return namespace(environment.get("INTERVIEW_NAMESPACE", ""))
    except ValueError as error:
        raise BadSetting(str(error)) from error


def _seconds(
    name: str, environment: Mapping[str, str], *, default: float, least: float = 0.1, most: float = 600
) -> float:
    text = environment.get(name, "").strip()
    if not text:
        return default
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not least <= seconds <= most:
        raise BadSetting(
            f"{name}={text!r} is no number of seconds between {least:g} and {most:g}. "
            f"Unset it for {default:g}."
        )
    return seconds


def _secret(name: str, environment: Mapping[str, str]) -> SecretStr | None:
    text = environment.get(name, "").strip()
    return SecretStr(text) if text else None


def _one_of(name: str, environment: Mapping[str, str], default: Named) -> Named:
    text = environment.get(name, "").strip().lower()
    if not text:
        return default
    known = {each.value: each for each in type(default)}
    if text not in known:
        raise BadSetting(f"{name}={text!r} is none of {', '.join(known)}. Unset it for {default.value}.")
    return known[text]


def _time_of_day(name: str, environment: Mapping[str, str], *, default: timedelta) -> timedelta:
    """How long after midnight a time of day is: "4", "04:30"."""
    text = environment.get(name, "").strip()
    if not text:
        return default
    found = re.fullmatch(r"([01]?[0-9]|2[0-3])(?::([0-5][0-9]))?", text)
    if found is None:
        raise BadSetting(f"{name}={text!r} is no time of day such as 4 or 04:30. Unset it for 4.")
    return timedelta(hours=int(found[1]), minutes=int(found[2] or 0))


def _number(name: str, environment: Mapping[str, str], *, default: int, most: int) -> int:
    text = environment.get(name, "").strip()
    if not text:
        return default
    number = int(text) if re.fullmatch(r"[0-9]{1,9}", text) else 0
    if not 1 <= number <= most:
        raise BadSetting(f"{name}={text!r} is no number between 1 and {most:,}. Unset it for {default}.")
    return number


def _budget(name: str, environment: Mapping[str, str]) -> tuple[int | None, float | None]:
    """The tokens and the dollars of a budget like "200000", "0.50usd" or both, separated by a comma."""
    text = environment.get(name, "").strip()
    tokens: int | None = None
    dollars: float | None = None
    for part in text.lower().split(",") if text else ():
        amount = part.strip().replace(" ", "")
        if tokens is None and re.fullmatch(r"[0-9]{1,15}", amount) and int(amount):
            tokens = int(amount)
        elif dollars is None and (money := _MONEY.fullmatch(amount)) and float(money[1]):
            dollars = float(money[1])
        else:
            raise BadSetting(
                f"{name}={text!r} is no budget: give tokens (200000), money (0.50usd), or both with a comma "
                "between them. Unset it for no limit."
            )
    return tokens, dollars


def _folder(name: str, environment: Mapping[str, str]) -> Path | None:
    text = environment.get(name, "").strip()
    if not text:
        return None
    folder = Path(text).expanduser()
    if not folder.is_dir():
        raise BadSetting(
            f"{name}={text!r} is no folder. Unset it for the prompts that come with the program."
        )
    return folder


def _log(environment: Mapping[str, str], home: Path) -> Path | None:
    """The log's file: the one that is named, or one in `home` where only a level is set."""
    if path := environment.get("INTERVIEW_LOG", "").strip():
        return Path(path).expanduser()
    return home / "interview.log" if environment.get("INTERVIEW_LOG_LEVEL", "").strip() else None


def _level(name: str, environment: Mapping[str, str]) -> str:
    text = environment.get(name, "").strip().lower() or "info"
    if text not in LEVELS:
        raise BadSetting(f"{name}={text!r} is no level of a log. There are {', '.join(LEVELS)}.")
    return text
