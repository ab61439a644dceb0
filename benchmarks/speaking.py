"""How well spoken answers are heard: `python -m benchmarks.speaking [--half seen|unseen]` (docs/voice.md).

Thirty answers (benchmarks/spoken), each spoken by two voices (piper's joe and espeak-ng), clean and with
noise 12 dB below the speech, are written down without and with the guide's terms. Needs the extras `voice`
and `piper`, and espeak-ng.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import tempfile
import time
import wave
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Sequence
from itertools import product
from pathlib import Path
from statistics import mean
from typing import NamedTuple

import numpy as np
import yaml

from agents.evaluator.batch import judge
from app.bootstrap.index import open_entailment
from app.settings import Settings
from benchmarks.hearing import Counted, counted, mended
from domain.guide import TalkingPoint, TalkingPointKind
from domain.spoken import Spoken
from knowledge.entailment.model import Entailment
from knowledge.library import read_library
from voice.audio import RATE, Samples, samples_of, seconds_of
from voice.errors import NothingHeard
from voice.heard import Heard
from voice.recogniser import Recogniser, open_recogniser
from voice.speaking import Engine, spoken_file
from voice.terms import NO_TERMS, Terms, terms_of

FOLDER = Path(__file__).parent / "spoken"
VOICES = (Engine.PIPER, Engine.ESPEAK)
_DECIBELS = 12.0
_SEED = 7
_WITHIN = 5.0
_NOTHING = Heard((), "en", Spoken(seconds=0, words=0, words_per_minute=0))


class Said(NamedTuple):
    """One answer, spoken: what was said, the talking point it answers, and the sound of it."""

    text: str
    point: TalkingPoint
    voice: str
    noisy: bool
    samples: Samples


class Result(NamedTuple):
    """What became of one: counted, judged as typed, as heard and with what is marked put right (0 to 100).

    `took` are the seconds that hearing it took.
    """

    said: Said
    with_terms: bool
    counted: Counted
    typed: float | None
    spoken: float | None
    mended: float | None
    took: float


async def measure(half: str, cache: Path) -> list[Result]:
    """All answers of a half, heard both ways."""
    points = read_library([FOLDER / f"{half}.md"]).talking_points
    entailment = open_entailment(Settings(home=cache))
    results = []
    async with await open_recogniser(cache / "recogniser") as recogniser:
        async for said in _all(half, points):
            for terms in (NO_TERMS, terms_of(points, asked=said.point)):
                results.append(await _result(recogniser, said, terms, entailment))
    return results


async def _all(half: str, points: Sequence[TalkingPoint]) -> AsyncIterator[Said]:
    asked = {point.title: point for point in points}
    for group in yaml.safe_load((FOLDER / "answers.yaml").read_text(encoding="utf-8"))[half]:
        for text in group["answers"]:
            for engine in VOICES:
                samples = resampled(await spoken_file(text, engine))
                for noisy in (False, True):
                    heard = with_noise(samples) if noisy else samples
                    yield Said(text, asked[group["question"]], engine.value, noisy, heard)


async def _result(recogniser: Recogniser, said: Said, terms: Terms, entailment: Entailment | None) -> Result:
    began = time.perf_counter()
    try:
        heard = await recogniser.hear(said.samples, terms=terms)
    except NothingHeard:
        heard = _NOTHING
    took = time.perf_counter() - began
    return Result(
        said,
        terms is not NO_TERMS,
        counted(said.text, heard, terms.names),
        _score(said.point, said.text, entailment),
        _score(said.point, heard.text, entailment),
        _score(said.point, mended(said.text, heard), entailment),
        took,
    )


def _score(point: TalkingPoint, answer: str, entailment: Entailment | None) -> float | None:
    verdict = judge(point.title, point.text, answer, TalkingPointKind.QUESTION_ANSWER, None, entailment)
    return 100 * verdict.score.value if verdict.score is not None else None


def resampled(file: bytes) -> Samples:
    """A WAV file of one channel at our rate, by straight lines between its samples."""
    with wave.open(io.BytesIO(file)) as read:
        rate = read.getframerate()
        # espeak-ng writes a length that is not known yet into what goes to a pipe.
        samples = samples_of(read.readframes(len(file)))
    at = np.arange(int(len(samples) * RATE / rate)) * rate / RATE
    return np.interp(at, np.arange(len(samples)), samples).astype(np.int16)


def with_noise(samples: Samples) -> Samples:
    """`samples` with a room's noise (pink) and a hum of 100 Hz below the speech."""
    random = np.random.default_rng(_SEED)
    white = np.fft.rfft(random.standard_normal(len(samples)))
    noise = np.fft.irfft(white / np.sqrt(np.maximum(np.arange(len(white)), 1)), len(samples))
    noise += 0.3 * np.std(noise) * np.sin(2 * np.pi * 100 * np.arange(len(samples)) / RATE)
    speech = samples[np.abs(samples) > 200].astype(float)
    gain = np.sqrt(np.mean(speech**2) / np.mean(noise**2) / 10 ** (_DECIBELS / 10))
    return np.clip(samples + gain * noise, -32768, 32767).astype(np.int16)


def table(results: Sequence[Result]) -> Iterator[str]:
    """What came out, by voice and noise, and over all."""
    groups: dict[tuple[bool, str, str], list[Result]] = defaultdict(list)
    for result in results:
        noise = "noisy" if result.said.noisy else "clean"
        for voice in (result.said.voice, "all"):
            groups[result.with_terms, voice, noise].append(result)
    yield "terms voice     noise  words wrong  figures right  right or marked  marked right  real time"
    for (told, voice, noise), own in sorted(groups.items()):
        counts = [each.counted for each in own]
        figures = sum(each.figures for each in counts)
        right = sum(each.right for each in counts)
        safe = right + sum(each.marked_wrong for each in counts)
        seconds = sum(seconds_of(each.said.samples) for each in own)
        yield (
            f"{'told' if told else '–':5} {voice:9} {noise:6} "
            f"{sum(c.wrong for c in counts) / sum(c.words for c in counts):11.3f}  {right:6}/{figures:<6}  "
            f"{safe / figures:15.3f}  {sum(c.figures_marked_right for c in counts) / max(1, right):12.2f}  "
            f"{sum(each.took for each in own) / seconds:9.2f}"
        )


def judged(results: Sequence[Result]) -> Iterator[str]:
    """How far scores of what was heard are from those of the same answers typed: as heard, and mended."""
    for told, noisy, put_right in product((False, True), repeat=3):
        own = [each for each in results if (each.with_terms, each.said.noisy) == (told, noisy)]
        pairs = [(each.typed, each.mended if put_right else each.spoken) for each in own]
        apart = [spoken - typed for typed, spoken in pairs if typed is not None and spoken is not None]
        yield (
            f"judged, {'with' if told else 'without'} terms, {'noisy' if noisy else 'clean'}, "
            f"{'what is marked put right' if put_right else 'as heard'}: mean {mean(apart):+.1f}, "
            f"mean apart {mean(map(abs, apart)):.1f}, within {_WITHIN:.0f} points "
            f"{mean(abs(each) <= _WITHIN for each in apart):.0%} of {len(apart)}"
        )


def lost(results: Sequence[Result]) -> Iterator[str]:
    """Denials that were lost, marked or not, and terms and figures that nobody said."""
    for told in (False, True):
        counts = [each.counted for each in results if each.with_terms is told]
        yield (
            f"{'with' if told else 'without'} terms: {sum(c.denials_lost for c in counts)} of "
            f"{sum(c.denials for c in counts)} denials lost, "
            f"{sum(c.denials_lost_marked for c in counts)} of these marked; "
            f"{sum(c.marked for c in counts)} words of {sum(c.words for c in counts)} marked; "
            f"never said: {', '.join(word for c in counts for word in c.invented) or 'nothing'}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("seen", "unseen"), default=None)
    half = parser.parse_args().half
    for each in (half,) if half else ("seen", "unseen"):
        with tempfile.TemporaryDirectory() as cache:
            results = asyncio.run(measure(each, Path(cache)))
        print(f"== {each}")
        for line in (*table(results), *judged(results), *lost(results)):
            print(line)


if __name__ == "__main__":
    main()
