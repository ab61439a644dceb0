"""The recogniser's own process: recordings come on standard input, what was said goes to standard output.

It is a process of its own so that a recording that breaks a decoder ends it and not the interview, an answer
that is taken back can be stopped, and no event loop waits. A request is a line of JSON and the bytes it
announces, a reply a line of JSON; see `Request` and `voice.recogniser`.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, NoReturn

# Run by its path: our packages are beside it, and nothing of another's comes before them.
sys.path[0] = str(Path(__file__).resolve().parents[2])

import av  # noqa: E402
import numpy as np  # noqa: E402
from faster_whisper import WhisperModel  # noqa: E402

from voice.audio import MOST_SECONDS, RATE, Samples, format_of, samples_of  # noqa: E402
from voice.detecting import detector  # noqa: E402
from voice.heard import Stretch  # noqa: E402
from voice.speech import stretches_in  # noqa: E402

_AROUND = 0.2
"""Seconds around a stretch of speech that the recogniser hears, too: sounds begin before they are loud."""
_GAP = 0.6
"""What is left of a longer silence: on silence the recogniser writes words."""
_LOOP = 4
_LONGEST_LOOP = 4
"""Up to so many words, said so often once more, are a loop."""


class Refused(Exception):
    """A recording that is not recognised; `args` are the kind ("bad audio", "too long") and why."""


class Request(NamedTuple):
    """`plain` samples or a file's bytes, in `language`; `prompt` is what the recogniser is told before."""

    data: bytes
    plain: bool
    language: str
    prompt: str


class Ears:
    """The recogniser with its model in `folder`, on `threads` of the processor."""

    def __init__(self, folder: str, threads: int) -> None:
        self._model = WhisperModel(
            folder, device="cpu", compute_type="int8", cpu_threads=threads, local_files_only=True
        )

    @property
    def languages(self) -> list[str]:
        """The codes of the languages it knows."""
        return list(self._model.supported_languages)

    def hear(self, request: Request) -> dict[str, Any]:
        """The words with their times and probabilities, and the stretches of speech; raises `Refused`."""
        samples = samples_of(request.data) if request.plain else decoded(request.data)
        if len(samples) > MOST_SECONDS * RATE:
            raise Refused("too long", "")
        speech = stretches_in(samples, detector())
        pieces = _around(speech, len(samples) / RATE)
        words = self._words(samples, pieces, request, request.prompt) if pieces else []
        if request.prompt and loops([word for word, *_ in words]):
            # What it is told may catch it in a loop; then it is told nothing.
            words = self._words(samples, pieces, request, "")
        return {"words": words, "speech": [(each.start, each.end) for each in speech]}

    def _words(
        self, samples: Samples, pieces: list[Stretch], request: Request, prompt: str
    ) -> list[tuple[str, float, float, float]]:
        squeezed, starts = _squeezed(samples, pieces)
        segments, _ = self._model.transcribe(
            squeezed,
            language=request.language,
            beam_size=5,
            temperature=[0.0, 0.2, 0.4],
            condition_on_previous_text=False,
            hotwords=prompt or None,
            word_timestamps=True,
        )
        return [
            (word.word, *_when(word.start, word.end, pieces, starts), word.probability)
            for segment in segments
            for word in segment.words or ()
        ]


def loops(words: Sequence[str]) -> bool:
    """Whether a word, or a few, come again and again without another between them, as nobody speaks."""
    said = [word.strip(" ,.-").casefold() for word in words]
    for length in range(1, _LONGEST_LOOP + 1):
        again = 0
        for at in range(length, len(said)):
            again = again + 1 if said[at] == said[at - length] else 0
            if again >= _LOOP * length:
                return True
    return False


def decoded(data: bytes) -> Samples:
    """The samples of a file, whatever its rate and channels; raises `Refused`."""
    if not (name := format_of(data)):
        raise Refused("bad audio", "it is no WebM, Ogg, MP4, WAV, FLAC or MP3 file.")
    resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
    parts: list[Samples] = []
    total = 0
    try:
        with av.open(io.BytesIO(data), mode="r", format=name, metadata_errors="ignore") as container:
            if not container.streams.audio:
                raise Refused("bad audio", "there is no sound in it.")
            for frame in container.decode(audio=0):
                frame.pts = None
                for part in resampler.resample(frame):
                    parts.append(part.to_ndarray()[0])
                    total += len(parts[-1])
                if total > MOST_SECONDS * RATE:
                    raise Refused("too long", "")
            parts += [part.to_ndarray()[0] for part in resampler.resample(None)]
    except (av.FFmpegError, ValueError) as error:
        # What was recorded until the page or the machine died is an answer, too.
        if not parts:
            raise Refused("bad audio", f"it is damaged ({error}).") from error
    return np.concatenate(parts) if parts else np.zeros(0, np.int16)


def _around(speech: tuple[Stretch, ...], seconds: float) -> list[Stretch]:
    """What is heard of a recording of so many `seconds`: the speech and a little around it."""
    heard: list[Stretch] = []
    for each in speech:
        start, end = max(0.0, each.start - _AROUND), min(seconds, each.end + _AROUND)
        if heard and start - heard[-1].end < _GAP:
            heard[-1] = Stretch(heard[-1].start, end)
        else:
            heard.append(Stretch(start, end))
    return heard


def _squeezed(samples: Samples, pieces: list[Stretch]) -> tuple[np.ndarray[Any, Any], list[float]]:
    """The pieces with short silences between them, and where each begins then."""
    silence = np.zeros(int(_GAP * RATE), np.int16)
    parts: list[Samples] = []
    starts: list[float] = []
    at = 0.0
    for piece in pieces:
        part = samples[int(piece.start * RATE) : int(piece.end * RATE)]
        starts.append(at)
        parts += [part, silence]
        at += (len(part) + len(silence)) / RATE
    return np.concatenate(parts[:-1]).astype(np.float32) / 32768.0, starts


def _when(start: float, end: float, pieces: list[Stretch], starts: list[float]) -> tuple[float, float]:
    """A word's times in the recording: those in the squeezed one, moved by the silences left out."""
    middle = (start + end) / 2
    number = max((n for n, at in enumerate(starts) if at <= middle), default=0)
    moved = pieces[number].start - starts[number]
    within = pieces[number]
    return max(within.start, min(start + moved, within.end)), max(within.start, min(end + moved, within.end))


def _no_network(event: str, _: tuple[object, ...]) -> None:
    if event.startswith("socket."):
        raise PermissionError("the recogniser has no business on the network")


def _serve(ears: Ears, requests: BinaryIO, replies: BinaryIO) -> None:
    _say(replies, {"languages": ears.languages})
    while line := requests.readline():
        asked = json.loads(line)
        size = asked.pop("size")
        try:
            told = ears.hear(Request(data=requests.read(size), **asked))
        except Refused as refused:
            told = {"refused": refused.args[0], "why": refused.args[1]}
        _say(replies, told)


def _say(replies: BinaryIO, told: dict[str, Any]) -> None:
    replies.write(json.dumps(told).encode() + b"\n")
    replies.flush()


def main() -> NoReturn:
    """Serve until standard input ends. What libraries print does not come among the replies."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.addaudithook(_no_network)
    _serve(Ears(sys.argv[1], int(sys.argv[2])), sys.stdin.buffer, replies)
    sys.exit(0)


if __name__ == "__main__":
    main()
