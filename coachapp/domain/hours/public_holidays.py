"""Public holidays of a country or a part of one, by ISO 3166 code: "DE", "DE-BY".

The library costs most of a second at its first use, so it is loaded when somebody has chosen a country.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache


@lru_cache(maxsize=256)
def on(code: str, year: int) -> dict[date, str]:
    """Give the holidays of that year with their names in English; a code that is not known has none."""
    from holidays import country_holidays

    country, _, region = code.partition("-")
    if not is_known(code):
        return {}
    found = country_holidays(country, subdiv=region or None, years=year, language=_english(country))
    return {day: name for day, name in sorted(found.items()) if day.year == year}


def _english(country: str) -> str | None:
    from holidays import list_localized_countries

    return "en_US" if "en_US" in list_localized_countries().get(country, ()) else None


@lru_cache(maxsize=1)
def countries() -> list[tuple[str, str]]:
    """Give each country that is known as (code, name), in the order of their names."""
    from holidays.registry import COUNTRIES

    return sorted(((codes[1], _named(key)) for key, codes in COUNTRIES.items()), key=lambda each: each[1])


def _named(key: str) -> str:
    small = {"and", "of", "the"}
    return " ".join(word if word in small else word.capitalize() for word in key.split("_"))


@lru_cache(maxsize=64)
def regions(country: str) -> list[tuple[str, str]]:
    """Give the parts of a country that have holidays of their own as (code, name); codes like "BY"."""
    from holidays import country_holidays, list_supported_countries

    codes = list_supported_countries().get(country, [])
    names = {code: name for name, code in country_holidays(country).subdivisions_aliases.items()} if codes else {}
    return sorted(((code, names.get(code, code)) for code in codes), key=lambda each: each[1])


def is_known(code: str) -> bool:
    """Say whether that is a country, or a part of one, whose holidays are known."""
    country, _, region = code.partition("-")
    if country not in dict(countries()):
        return False
    return not region or region in dict(regions(country))
