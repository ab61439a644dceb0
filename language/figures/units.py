"""Units, magnitudes and currencies as people write them, and the canonical form of each."""

from __future__ import annotations

from typing import NamedTuple

from language.figures.figure import Dimension

MINUTE = 60.0
HOUR = 3600.0
DAY = 86_400.0
WEEK = 7 * DAY
YEAR = 365.25 * DAY
MONTH = YEAR / 12


class Unit(NamedTuple):
    """A canonical unit, and the factor that turns a stated value into it."""

    name: str
    dimension: Dimension
    factor: float


_TIME_NAMES: dict[float, str] = {
    1e-9: "ns nanosecond nanoseconds",
    1e-6: "µs μs us microsecond microseconds",
    1e-3: "ms msec msecs millisecond milliseconds milisegundo milisegundos millisekunde millisekunden 毫秒",
    1.0: "s sec secs second seconds segundo segundos sekunde sekunden seconde secondes secondi seconden 秒",
    MINUTE: "min mins minute minutes minuto minutos minuten minuti minuut 分钟",
    HOUR: "h hr hrs hour hours hora horas stunde stunden heure heures ora ore uur uren 小时 个小时",
    DAY: "day days día días dia dias tag tage tagen jour jours giorno giorni dag dagen 天",
    WEEK: "week weeks wk wks semana semanas woche wochen semaine semaines settimana settimane weken 周"
    " 个星期 星期",
    2 * WEEK: "fortnight fortnights",
    MONTH: "month months mes meses mês monat monate monaten mois mese mesi maand maanden 个月",
    YEAR: "year years yr yrs yoe año años ano anos jahr jahre jahren ans année années anno anni jaar"
    " jaren 年",
    10 * YEAR: "decade decades",
}
_SIZE_NAMES: dict[float, str] = {
    1.0: "byte bytes",
    1e3: "kb kilobyte kilobytes",
    2.0**10: "kib",
    1e6: "mb megabyte megabytes megs",
    2.0**20: "mib",
    1e9: "gb gigabyte gigabytes gig gigs",
    2.0**30: "gib",
    1e12: "tb terabyte terabytes",
    2.0**40: "tib",
    1e15: "pb petabyte petabytes",
}
# "l", "g" and "m" alone are left out: "2 L4 cards", "5G" and "30m" (minutes) are more frequent.
_VOLUME_NAMES: dict[float, str] = {
    1e-3: "µl μl microlitre microlitres microliter microliters",
    1.0: "ml cc millilitre millilitres milliliter milliliters",
    10.0: "cl centilitre centilitres centiliter centiliters",
    100.0: "dl decilitre decilitres deciliter deciliters",
    1e3: "litre litres liter liters litro litros",
    1e6: "m³ m3",
}
_MASS_NAMES: dict[float, str] = {
    1e-6: "µg μg mcg microgram micrograms microgramme microgrammes",
    1e-3: "mg milligram milligrams milligramme milligrammes",
    1.0: "gram grams gramme grammes gramm",
    1e3: "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes kilogramm",
    1e6: "tonne tonnes ton tons tonnen",
}
_LENGTH_NAMES: dict[float, str] = {
    1e-6: "µm μm micron microns micrometre micrometres micrometer micrometers",
    1e-3: "mm millimetre millimetres millimeter millimeters",
    1e-2: "cm centimetre centimetres centimeter centimeters zentimeter",
    1.0: "metre metres meter meters metern metro metros mètre mètres metri 米",
    1e3: "km kms kilometre kilometres kilometer kilometers",
    0.0254: "inch inches",
    0.3048: "foot feet",
    1609.344: "mile miles",
}
_DEGREES = ("°", "degree", "degrees", "grad", "grados", "graus")


def _named() -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for factor, names in _TIME_NAMES.items():
        units |= {name: Unit("s", Dimension.TIME, factor) for name in names.split()}
    for factor, names in _SIZE_NAMES.items():
        units |= {name: Unit("bytes", Dimension.SIZE, factor) for name in names.split()}
    for names_of, name, dimension in (
        (_VOLUME_NAMES, "ml", Dimension.VOLUME),
        (_MASS_NAMES, "g", Dimension.MASS),
        (_LENGTH_NAMES, "m", Dimension.LENGTH),
    ):
        for factor, names in names_of.items():
            units |= {each: Unit(name, dimension, factor) for each in names.split()}
    for degrees in _DEGREES:
        celsius = (degrees, f"{degrees}c", f"{degrees} c", f"{degrees} celsius", f"{degrees} centigrade")
        units |= {each: Unit("°", Dimension.TEMPERATURE, 1.0) for each in celsius}
        # The zero of one is not the zero of the other, so that no factor leads from one to the other.
        fahrenheit = (f"{degrees}f", f"{degrees} f", f"{degrees} fahrenheit")
        units |= {each: Unit("°F", Dimension.TEMPERATURE, 1.0) for each in fahrenheit}
    percent = "% ％ percent pct per-cent prozent percentage pp"
    units |= {name: Unit("%", Dimension.RATIO, 1.0) for name in percent.split()}
    for name in ("per cent", "por ciento", "por cento", "percentage points", "percentage point"):
        units[name] = Unit("%", Dimension.RATIO, 1.0)
    units |= {
        name: Unit("x", Dimension.FACTOR, 1.0) for name in ("x", "×", "times", "fold", "veces", "vezes", "倍")
    }
    units |= {name: Unit("per s", Dimension.RATE, 1.0) for name in ("qps", "rps", "tps", "fps", "ops/s")}
    units["rpm"] = Unit("per minute", Dimension.RATE, 1.0)
    for factor, name in ((1e3, "kbps"), (1e6, "mbps"), (1e9, "gbps")):
        units[name] = Unit("bit/s", Dimension.BANDWIDTH, factor)
    for factor, name in ((1.0, "hz"), (1e3, "khz"), (1e6, "mhz"), (1e9, "ghz")):
        units[name] = Unit("Hz", Dimension.FREQUENCY, factor)
    for code, names in _CURRENCY_NAMES.items():
        units |= {name: Unit(code, Dimension.MONEY, 1.0) for name in names.split()}
    for code, names in _CENT_NAMES.items():
        units |= {name: Unit(code, Dimension.MONEY, 0.01) for name in names.split()}
    return units


_CURRENCY_NAMES = {
    "USD": "usd dollar dollars dólares dollars",
    "EUR": "eur euro euros €",
    "GBP": "gbp pounds",
    "BRL": "brl reais",
    "CNY": "cny yuan rmb 元",
    "INR": "inr rupees",
    "JPY": "jpy yen",
}
_CENT_NAMES = {"USD": "cent cents ¢"}

# The longest first, so that "US$" is not read as "$".
CURRENCY_SIGNS = {"US$": "USD", "R$": "BRL", "$": "USD", "€": "EUR", "£": "GBP", "₹": "INR", "¥": "JPY"}

UNITS = _named()

MAGNITUDES: dict[str, float] = {
    "k": 1e3, "thousand": 1e3, "mil": 1e3, "tausend": 1e3, "grand": 1e3,
    "m": 1e6, "mm": 1e6, "mn": 1e6, "mio": 1e6, "million": 1e6, "millions": 1e6, "millón": 1e6,
    "millones": 1e6,
    "milhão": 1e6, "milhões": 1e6, "millionen": 1e6,
    "b": 1e9, "bn": 1e9, "billion": 1e9, "mrd": 1e9, "milliarde": 1e9, "milliarden": 1e9, "bilhões": 1e9,
    "trillion": 1e12,
    "lakh": 1e5, "crore": 1e7,
    "万": 1e4, "亿": 1e8, "千": 1e3, "百万": 1e6,
    "hundred": 1e2, "dozen": 12.0, "mille": 1e3, "mila": 1e3, "duizend": 1e3,
    **dict.fromkeys(("dutzend", "dozijn", "docenas", "dúzias", "dozzine", "douzaines"), 12.0),
}  # fmt: skip

# Periods of a rate, by the words after "per", "/", "a" or "each"; the values are its canonical name.
PERIODS: dict[str, str] = {
    **dict.fromkeys(("s", "sec", "second", "segundo", "sekunde", "秒"), "s"),
    **dict.fromkeys(("min", "minute", "minuto"), "minute"),
    **dict.fromkeys(("h", "hr", "hour", "hora", "stunde"), "hour"),
    **dict.fromkeys(("d", "day", "día", "dia", "tag", "天"), "day"),
    **dict.fromkeys(("wk", "week", "semana", "woche"), "week"),
    **dict.fromkeys(("mo", "month", "mes", "mês", "monat"), "month"),
    **dict.fromkeys(("yr", "year", "año", "ano", "jahr"), "year"),
}
PERIOD_ADVERBS = {
    "hourly": "hour", "daily": "day", "nightly": "day", "weekly": "week", "monthly": "month",
    "yearly": "year",
    "annually": "year", "täglich": "day", "diarias": "day", "diarios": "day", "diários": "day",
    "diárias": "day",
}  # fmt: skip
PERIOD_SECONDS = {
    "s": 1.0, "minute": MINUTE, "hour": HOUR, "day": DAY, "week": WEEK, "fortnight": 2 * WEEK, "month": MONTH,
    "year": YEAR, "decade": 10 * YEAR,
}  # fmt: skip


def per_second(unit: str) -> float:
    """The factor that turns a value in `unit` ("per day") into one per second."""
    return 1.0 / PERIOD_SECONDS[unit.removeprefix("per ")]
