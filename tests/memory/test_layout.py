"""The names and bytes that stand in Redis."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from memory.checkpoint_layout import (
    StoredCheckpoint,
    StoredWrite,
    field,
    namespace_prefix,
    pack,
    pack_typed,
    parts,
    stored_writes,
    unpack,
    unpack_typed,
)
from memory.keys import LAYOUT, Keys, key_safe

SCRIPTS = Path(__file__).parents[2] / "memory" / "scripts"

# NUL and its neighbours often, everything else now and then, lone surrogates too.
text = st.text(st.sampled_from("\0\1aé\x7fÿ面🎤{}*") | st.characters(exclude_categories=()), max_size=8)


def test_scripts_and_program_agree_on_the_layout() -> None:
    declared = re.search(r"^local LAYOUT = (\d+)$", (SCRIPTS / "checkpoint/common.lua").read_text(), re.M)

    assert declared is not None
    assert int(declared[1]) == LAYOUT
    assert f":v{LAYOUT}:" in Keys().thread("t").checkpoints


def test_the_keys_are_the_documented_ones() -> None:
    assert Keys().thread("k3f9") == (
        "interview:thread:{k3f9}",
        "interview:v1:{k3f9}:ck",
        "interview:v1:{k3f9}:ix",
        "interview:v1:{k3f9}:bl",
        "interview:v1:{k3f9}:wr",
        "interview:v1:{k3f9}:wi",
    )


@given(text, text)
def test_two_ids_never_share_a_key(one: str, other: str) -> None:
    assert (key_safe(one) == key_safe(other)) == (one == other)
    assert re.fullmatch(r"=?[A-Za-z0-9%._~-]+", key_safe(one))


@given(st.lists(text, min_size=1, max_size=4))
def test_the_parts_of_a_field_come_back(names: list[str]) -> None:
    assert parts(field(*names)) == names


@given(st.tuples(text, text, text), st.tuples(text, text, text))
def test_fields_sort_as_their_parts_do(one: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    def encoded(names: tuple[str, str, str]) -> list[bytes]:
        return [name.encode("utf-8", "surrogatepass") for name in names]

    assert (field(*one) < field(*other)) == (encoded(one) < encoded(other))


@given(text, text, text)
def test_a_range_over_a_namespace_holds_its_checkpoints_and_no_others(
    namespace: str, other: str, checkpoint_id: str
) -> None:
    """The scripts look for members from the prefix up to, and without, the prefix and 0xff."""
    start = namespace_prefix(namespace)
    inside = start <= field(other, checkpoint_id) < start + b"\xff"

    assert inside == (namespace == other)


@given(st.lists(st.binary(max_size=20), max_size=5))
def test_packed_frames_come_back(frames: list[bytes]) -> None:
    assert unpack(pack(frames)) == frames


@given(text, st.binary(max_size=20) | st.binary(min_size=1, max_size=4).map(lambda part: part * 200))
def test_a_value_comes_back_deflated_or_not(kind: str, content: bytes) -> None:
    printable = kind.encode("utf-8", "replace").decode()

    assert unpack_typed(pack_typed((printable, content))) == (printable, content)


def test_long_values_take_less_room_than_they_are_long() -> None:
    assert len(pack_typed(("msgpack", b"the same words again and again; " * 100))) < 200


@given(
    text, text, st.lists(text, max_size=3), st.lists(st.binary(max_size=9), max_size=3), st.binary(max_size=9)
)
def test_a_stored_checkpoint_comes_back(
    parent: str, run: str, channels: list[str], blobs: list[bytes], content: bytes
) -> None:
    stored = StoredCheckpoint(parent, run, channels, blobs, ("msgpack", content), ("null", b""))

    assert StoredCheckpoint.unpacked(stored.packed()) == stored


def test_writes_apply_by_task_path_then_task_then_position() -> None:
    writes = [
        StoredWrite("path 2", "task a", 0, "c", ("null", b"")),
        StoredWrite("path 1", "task b", 1, "c", ("null", b"")),
        StoredWrite("path 1", "task b", 0, "c", ("null", b"")),
        StoredWrite("path 1", "task b", -3, "__interrupt__", ("null", b"")),
        StoredWrite("path 1", "task a", 10, "c", ("null", b"")),
        StoredWrite("path 1", "task a", 9, "c", ("null", b"")),
    ]
    fields = [field("ns", "cp", write.task_id) for write in writes]

    read = stored_writes(fields, [pack([write.packed()]) for write in writes])

    assert [(write.task_path, write.task_id, write.position) for write in read] == [
        ("path 1", "task a", 9),
        ("path 1", "task a", 10),
        ("path 1", "task b", -3),
        ("path 1", "task b", 0),
        ("path 1", "task b", 1),
        ("path 2", "task a", 0),
    ]
