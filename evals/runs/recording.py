"""What a model said as a candidate, kept so that a run can be played again word for word."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from pydantic import ValidationError

from domain.errors import InterviewError, ModelUnavailable
from domain.prompting import RenderedPrompt
from domain.values import Frozen
from models.account import Meter, Shareable
from models.language_model import Answered, Hear, LanguageModel, Reply


class Line(Frozen):
    """One reply: the digest of all the model was told, the prompt's reference, the reply's JSON."""

    told: str
    prompt: str
    reply: str


class Recording:
    """Replies by what was told. `kept` is given every line that is new."""

    def __init__(self, lines: Iterable[Line] = (), kept: Callable[[Line], None] = lambda line: None) -> None:
        self._lines = {line.told: line for line in lines}
        self._kept = kept

    @property
    def lines(self) -> tuple[Line, ...]:
        """All replies, in the order they came."""
        return tuple(self._lines.values())

    def get(self, prompt: RenderedPrompt, schema: type[Reply]) -> Reply | None:
        """The reply to `prompt`, None where there is none or it does not fit `schema` any more."""
        line = self._lines.get(told(prompt))
        try:
            return schema.model_validate_json(line.reply) if line is not None else None
        except ValidationError:
            return None

    def add(self, line: Line) -> None:
        """Keep `line`, unless there is one to the same prompt."""
        if line.told not in self._lines:
            self._lines[line.told] = line
            self._kept(line)


class RecordedModel:
    """A `LanguageModel` that says again what was recorded, and asks `model` (if any) for the rest."""

    def __init__(self, recording: Recording, model: LanguageModel | None) -> None:
        self._recording = recording
        self._model = model

    @property
    def name(self) -> str:
        """The name of the model behind."""
        return self._model.name if self._model is not None else "recording"

    def for_session(self, meter: Meter) -> RecordedModel:
        """The same, with what the model behind takes counted and limited by `meter`."""
        behind = self._model
        return RecordedModel(
            self._recording, behind.for_session(meter) if isinstance(behind, Shareable) else behind
        )

    async def reply(
        self, prompt: RenderedPrompt, schema: type[Reply], hear: Hear | None = None
    ) -> Answered[Reply]:
        """Answer `prompt`; raises `ModelUnavailable` where nothing is recorded and no model answers."""
        recorded = self._recording.get(prompt, schema)
        if recorded is not None:
            return Answered(recorded, self.name)
        if self._model is None:
            raise ModelUnavailable(
                "the recording has no answer to what the interviewer says by now; record again with a model"
            )
        answered = await self._model.reply(prompt, schema, hear)
        self._recording.add(
            Line(told=told(prompt), prompt=prompt.reference, reply=answered.value.model_dump_json())
        )
        return answered


def told(prompt: RenderedPrompt) -> str:
    """The sha256 of everything `prompt` tells a model."""
    return hashlib.sha256(f"{prompt.reference}\0{prompt.system}\0{prompt.user}".encode()).hexdigest()


def open_recording(path: Path) -> Recording:
    """The recording in the file at `path`, JSONL; new lines are added to it at once.

    Raises `InterviewError` for a file that holds something else, or that cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8"):
            pass
        rows = path.read_text(encoding="utf-8").splitlines()
        lines = [Line.model_validate_json(row) for row in rows if row.strip()]
    except (OSError, ValueError) as error:
        why = str(error).splitlines()[0]
        raise InterviewError(
            f"{path} is no recording: {why}. Name a new file, or one of --record."
        ) from error

    def keep(line: Line) -> None:
        with path.open("a", encoding="utf-8") as file:
            file.write(line.model_dump_json() + "\n")

    return Recording(lines, keep)
