"""Which language a text is in."""

from __future__ import annotations

import pytest

from language.tongue import nearest, tongue
from language.tongues_named import called_in, name_of
from language.words import LANGUAGES

SAID = {
    "cs": "Noční úlohu jsme přesunuli na Kafku, aby se pozdní události slučovaly podle klíče.",
    "de": "Wir haben den nächtlichen Lauf auf Kafka umgestellt, damit späte Ereignisse nicht verloren gehen.",
    "en": "We moved the nightly job to Kafka so that late events are merged by key and nothing is lost.",
    "es": "Cambiamos el proceso nocturno a Kafka para que los eventos tardíos no se pierdan nunca.",
    "fi": "Siirsimme yöllisen ajon Kafkaan, jotta myöhässä tulevat tapahtumat yhdistetään avaimella.",
    "fr": "Nous avons déplacé le traitement de nuit vers Kafka pour que rien ne soit perdu.",
    "hi": "हमने रात का काम काफ्का पर स्थानांतरित किया ताकि कुछ भी न खोए।",
    "id": "Kami memindahkan pekerjaan malam ke Kafka supaya kejadian yang terlambat digabungkan.",
    "it": "Abbiamo spostato il lavoro notturno su Kafka in modo che niente vada perso.",
    "ja": "夜間のジョブをカフカに移したので、遅れたイベントはキーで結合されます。",
    "ko": "야간 작업을 카프카로 옮겨서 늦은 이벤트가 키로 병합됩니다.",
    "nl": "We hebben de nachtelijke taak naar Kafka verplaatst zodat er niets verloren gaat.",
    "pl": "Przenieśliśmy nocne zadanie na Kafkę, żeby spóźnione zdarzenia były łączone po kluczu.",
    "pt": "Mudamos o processo para que os eventos atrasados não se percam e nada seja perdido.",
    "ro": "Am mutat procesul de noapte pe Kafka pentru ca evenimentele târzii să nu se piardă niciodată.",
    "ru": "Мы перенесли ночную задачу на Кафку, чтобы ничего не терялось.",
    "sv": "Vi flyttade nattjobbet till Kafka så att sena händelser slås ihop och inget går förlorat.",
    "tr": "Gece çalışan işi Kafka'ya taşıdık, böylece geç gelen olaylar anahtara göre birleştiriliyor.",
    "vi": "Chúng tôi chuyển tác vụ ban đêm sang Kafka để các sự kiện đến muộn được gộp lại.",
    "zh": "我们把夜间任务移到了卡夫卡，这样迟到的事件就按键合并。",
}


@pytest.mark.parametrize("code", SAID)
def test_a_sentence_is_in_its_language(code: str) -> None:
    told = tongue(SAID[code])
    assert told is not None
    assert name_of(told) == name_of(code)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12 % 34 % 56 % 78 % 90 % 12 % 34 % 56 %",
        "Kafka, Redis",
        "Ich habe das nicht gemacht",
        "Kafka, Flink, Spark, Airflow, dbt, Snowflake, Postgres, Redis",
        "nonconstant pointer to nonconstant data, nonconstant pointer to constant data, constant pointer",
        "\ud800" * 20,
        "ja " * 100,
    ],
)
def test_what_is_short_or_no_sentence_is_in_no_language(text: str) -> None:
    assert tongue(text) is None


def test_hurried_english_is_english() -> None:
    said = "um so yeah basically we like did the thing and it kinda worked out i guess"
    assert tongue(said) == "en"
    assert tongue("i dont no what to sayy about the qeustion but i wud try restrting it") == "en"


def test_a_short_text_is_read_in_the_language_that_clearly_leads() -> None:
    assert nearest("¿Por qué dejaste el equipo después de dos años?") == "es"
    assert nearest("Por que você saiu da equipe?") == "pt"
    assert nearest("Ich nutze keine Transaktionen") == "de"
    for said in ("Kubernetes", "Why did you leave the team?", "", "24 GB", SAID["pl"]):
        assert nearest(said) == "en", said


def test_a_language_has_a_name() -> None:
    assert name_of("fi") == "Finnish"
    assert name_of("no") == name_of("nb") == "Norwegian"
    assert all(name_of(code) for code in LANGUAGES)


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "en"])
def test_every_language_has_its_own_names_for_those_spoken_here(language: str) -> None:
    called = {called_in(language, name_of(code)) for code in LANGUAGES}

    assert len(called) == len(LANGUAGES)
    assert called_in(language, "English") != "English"
    assert called_in(language, "Finnish") == "Finnish"
