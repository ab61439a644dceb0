from typing import get_args

from app.choices import ModeName, RoundName, StatusName, ToneName
from domain.interview import Mode, SessionStatus
from domain.rounds import Round, Tone


def test_the_options_offer_what_the_domain_has() -> None:
    assert set(get_args(ModeName)) == {mode.value for mode in Mode}
    assert get_args(RoundName) == tuple(held.value for held in Round)
    assert get_args(ToneName) == tuple(tone.value for tone in Tone)
    assert set(get_args(StatusName)) == {status.value for status in SessionStatus}
