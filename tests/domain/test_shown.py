import json

from domain.shown import shown, shown_in_a_line, shown_in_json

SIGN = "\N{REPLACEMENT CHARACTER}"
CONTROLS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))]


def test_no_control_character_of_either_set_is_left_and_lengths_stay() -> None:
    assert shown("".join(CONTROLS)) == "".join(sign if sign in "\t\n" else SIGN for sign in CONTROLS)
    assert shown_in_a_line("".join(CONTROLS) + "\u2028") == SIGN * (len(CONTROLS) + 1)


def test_half_of_a_sign_can_be_written() -> None:
    name = b"bad\xff.md".decode("utf-8", "surrogateescape")
    assert shown(name).encode() == f"bad{SIGN}.md".encode()


def test_what_a_person_writes_stays_as_it_is() -> None:
    text = "Größe → 5 µm, ¿sí?\n\t日本語 👩\u200d💻 \u200fשלום"
    assert shown(text) == text


def test_json_holds_what_it_held() -> None:
    value = {"a\x9b": "\x7f\x85 é\n"}
    told = shown_in_json(json.dumps(value, ensure_ascii=False))
    assert shown(told) == told
    assert json.loads(told) == value
