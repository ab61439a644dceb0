"""Keeping the stored index true to the guides: load it, bring it up to date, or build it anew."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import numpy as np

from knowledge.search.embed import Embedder, Vectors
from knowledge.search.index import (
    Index,
    TextVectors,
    build_index,
    from_files,
    read_stems,
    read_texts,
    to_files,
)
from knowledge.search.passages import Unit, digest
from knowledge.search.stems import NO_STEMS
from knowledge.search.storage import Generation, IndexFolder, UnusableIndex

Notify = Callable[[str], None]
Progress = Callable[[int, int], None]

EMBEDDED_AT_ONCE = 32


class Elsewhere(Protocol):
    """Where indexes are kept for other machines. Nothing of it raises."""

    def found(self, version: str) -> Mapping[str, bytes] | None:
        """The files of this version by their names; None where they are not there."""
        ...

    def put(self, version: str, files: Mapping[str, bytes]) -> None:
        """Keep the files of this version."""
        ...

    def building(self, version: str, waiting: Callable[[], None]) -> AbstractContextManager[None]:
        """Be the only one anywhere who builds this version; entered when another who does is done."""
        ...


def current_index(
    units: tuple[Unit, ...],
    version: str,
    folder: Path,
    embedder: Embedder,
    notify: Notify,
    progress: Progress | None,
    elsewhere: Elsewhere | None = None,
) -> Index:
    """The index over `units` that `version` stands for, from `folder` where it is there and sound.

    Where it is not there and `elsewhere` has it, it is fetched; what is built is put there.
    Raises `domain.errors.ModelUnavailable`. What cannot be stored is told to `notify` and lives in memory.
    """
    stored = IndexFolder(folder)

    def waiting() -> None:
        notify("Another process is indexing these guides; waiting for it.")

    try:
        with stored.reading(waiting):
            generation = stored.read()
            if generation is not None and generation.about["version"] == version:
                return from_files(generation.folder, units, embedder)
    except (UnusableIndex, OSError):
        # Looked at again, and told, by the one process that may write.
        pass
    try:
        with stored.writing(waiting):
            if elsewhere is None:
                return _updated(units, version, stored, embedder, notify, progress)
            with elsewhere.building(version, waiting):
                return _fetched(units, version, stored, embedder, elsewhere) or _updated(
                    units, version, stored, embedder, notify, progress, elsewhere
                )
    except OSError as error:
        notify(_not_stored(stored, error))
        return build_index(units, _embedded(units, None, embedder, progress), embedder)


def _fetched(
    units: tuple[Unit, ...], version: str, stored: IndexFolder, embedder: Embedder, elsewhere: Elsewhere
) -> Index | None:
    """The index as another machine built it, stored here and mapped; None where it is to be built."""
    with contextlib.suppress(UnusableIndex):
        generation = stored.read()
        if generation is not None and generation.about["version"] == version:
            return None
    files = elsewhere.found(version)
    if files is None:
        return None
    try:
        generation = stored.publish(_about(version, embedder, units), files)
        return from_files(generation.folder, units, embedder)
    except (OSError, ValueError, KeyError):
        # Put there half: it is built anew, and put there again.
        stored.drop()
        return None


def _about(version: str, embedder: Embedder, units: tuple[Unit, ...]) -> dict[str, object]:
    return {"version": version, "embedder": embedder.fingerprint, "units": len(units)}


def _updated(
    units: tuple[Unit, ...],
    version: str,
    stored: IndexFolder,
    embedder: Embedder,
    notify: Notify,
    progress: Progress | None,
    elsewhere: Elsewhere | None = None,
) -> Index:
    generation = _trusted(stored, embedder, notify)
    if generation is not None and generation.about["version"] == version:
        return from_files(generation.folder, units, embedder)
    reusable = None if generation is None else read_texts(generation.folder)
    stems = NO_STEMS if generation is None else read_stems(generation.folder)
    index = build_index(units, _embedded(units, reusable, embedder, progress), embedder, stems)
    files = to_files(index)
    if elsewhere is not None:
        elsewhere.put(version, files)
    try:
        stored.publish(_about(version, embedder, units), files)
    except OSError as error:
        notify(_not_stored(stored, error))
    return index


def _not_stored(stored: IndexFolder, error: OSError) -> str:
    return f"The index cannot be stored in {stored.folder} ({error.strerror}); it lives in memory."


def _trusted(stored: IndexFolder, embedder: Embedder, notify: Notify) -> Generation | None:
    try:
        generation = stored.read()
    except UnusableIndex as reason:
        notify(f"The index of your guides cannot be used ({reason}): building it anew.")
        return None
    if generation is not None and generation.about["embedder"] != embedder.fingerprint:
        notify("The index of your guides was made with another embedding model or masking: building it anew.")
        return None
    return generation


def _embedded(
    units: tuple[Unit, ...], reusable: TextVectors | None, embedder: Embedder, progress: Progress | None
) -> TextVectors:
    """Vectors of all texts of `units`, those in `reusable` taken from there."""
    texts = {digest(text): text for unit in units for text in unit.texts}
    missing = [text for key, text in texts.items() if reusable is None or key not in reusable.rows]
    made: dict[bytes, Vectors] = {}
    # Texts of like length together: the threads of the local model finish at the same time.
    missing.sort(key=len)
    for start in range(0, len(missing), EMBEDDED_AT_ONCE):
        batch = missing[start : start + EMBEDDED_AT_ONCE]
        made.update(zip(map(digest, batch), embedder.embed_documents(batch), strict=True))
        if progress:
            progress(start + len(batch), len(missing))
    vectors = np.empty((len(texts), embedder.dimensions), dtype=np.float32)
    if reusable is not None:
        stored = [(row, reusable.rows[key]) for row, key in enumerate(texts) if key in reusable.rows]
        here, there = np.array(stored, dtype=np.int64).reshape(-1, 2).T
        vectors[here] = reusable.vectors[there]
    for row, key in enumerate(texts):
        if key in made:
            vectors[row] = made[key]
    return TextVectors(tuple(texts), vectors)
