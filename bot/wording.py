"""Words, numbers and dates in the reader's language: gettext catalogs, and Babel for formats.

A language is one file, ``locales/<lang>.po``. English is the language of the sources; ``en.po`` holds only
what is no English sentence in the code: the topic and its places.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.errors import ConfigError
from bot.model import Measure, Qualifier, Stage, Value, Window

if TYPE_CHECKING:
    from babel.support import NullTranslations

LOCALES = Path(__file__).parent / "locales"

#: A claimant's name for its id and a language.
Names = Callable[[str, str], str]


def as_written(claimant: str, _lang: str) -> str:
    """The id itself: the name of a claimant that no list knows."""
    return claimant


def languages() -> tuple[str, ...]:
    """The languages that messages can be written in, by code, in alphabetical order."""
    return tuple(sorted(path.stem for path in LOCALES.glob("*.po")))


@lru_cache(maxsize=16)
def catalog(lang: str) -> NullTranslations:
    """The catalog of a language (``de``), read once. ConfigError names the languages there are."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po
    from babel.support import Translations

    path = LOCALES / f"{lang}.po"
    if lang not in languages():
        there = ", ".join(languages())
        raise ConfigError(f"language {lang!r}", "has no catalog", f"Choose one of {there} or add {path.name}")
    with path.open("rb") as source:
        compiled = BytesIO()
        write_mo(compiled, read_po(source, locale=lang))
    compiled.seek(0)
    return Translations(compiled)


def _locale(lang: str) -> str:
    """The language's form whose dates people abroad read without stumbling: day, month, year."""
    return {"en": "en_GB"}.get(lang, lang)


def counted(count: int, noun: str) -> str:
    """``1 feed``, ``2 feeds``: for what is English only, the command line and the log."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def number(count: int, lang: str) -> str:
    """``25,000`` or ``25.000``."""
    from babel.numbers import format_decimal

    return format_decimal(count, locale=_locale(lang))


def percent(change: float, lang: str) -> str:
    """A signed change: 0.5 is ``+50%`` or ``+50 %``. Under ten percent one decimal is shown."""
    from babel.numbers import format_percent

    shape = "#,##0.#%" if abs(change) < 0.1 else None
    shown = format_percent(abs(change), format=_own_percent(shape, lang), locale=_locale(lang))
    return f"{'−' if change < 0 else '+'}{shown}"


def share(fraction: float, lang: str) -> str:
    """A part of a whole: 0.333 is ``33%`` or ``33 %``."""
    from babel.numbers import format_percent

    return format_percent(fraction, locale=_locale(lang))


def _own_percent(shape: str | None, lang: str) -> str | None:
    """A pattern with decimals, with the language's own space before the sign."""
    from babel import Locale

    if shape is None:
        return None
    usual = Locale.parse(_locale(lang)).percent_formats[None].pattern
    return str(usual.replace("#,##0", "#,##0.#"))


def day(when: date, lang: str) -> str:
    """``26 Jun 2025``."""
    from babel.dates import format_date

    return format_date(when, locale=_locale(lang))


def long_day(when: date, lang: str) -> str:
    """``Thursday, 26 June 2025``."""
    from babel.dates import format_date

    return format_date(when, format="full", locale=_locale(lang))


def moment(when: datetime, lang: str, zone: str) -> str:
    """Day and time in the reader's zone: ``26 Jun 2025, 14:05``. ``when`` is aware.

    UTC is said, since few live by it: the command line's times would be taken for the reader's own.
    """
    local = when.astimezone(ZoneInfo(zone))
    return f"{day(local.date(), lang)}, {local:%H:%M}" + (" UTC" if zone == "UTC" else "")


def window(span: Window, lang: str) -> str:
    """A span of days, told as people would: a day, a month, some months, a year, or from … to."""
    from babel.dates import format_interval, format_skeleton

    first, last = span.first, span.last
    if first == last:
        return day(first, lang)
    whole_months = first.day == 1 and (last + timedelta(days=1)).day == 1
    if whole_months and (first.month, last.month) == (1, 12):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if whole_months and (first.year, first.month) == (last.year, last.month):
        return format_skeleton("yMMMM", first, locale=_locale(lang))
    return format_interval(first, last, skeleton="yMMMM" if whole_months else "yMMMd", locale=_locale(lang))


def amount(low: int | None, high: int | None, qualifier: Qualifier, lang: str) -> str:
    """A range with its qualifier: ``about 600``, ``25,000–30,000``, ``at least 10,000``, ``thousands``."""
    t = catalog(lang)
    if qualifier is Qualifier.VAGUE:
        return _vague(low, high, lang)
    if low is not None and high is not None:
        shown = number(low, lang) if low == high else f"{number(low, lang)}–{number(high, lang)}"
        return t.gettext("about {n}").format(n=shown) if qualifier is Qualifier.ABOUT else shown
    if low is not None:
        more = qualifier is Qualifier.MORE_THAN
        return (t.gettext("more than {n}") if more else t.gettext("at least {n}")).format(n=number(low, lang))
    if high is not None:
        fewer = qualifier is Qualifier.FEWER_THAN
        return (t.gettext("fewer than {n}") if fewer else t.gettext("up to {n}")).format(n=number(high, lang))
    return t.gettext("no number")


def _vague(low: int | None, high: int | None, lang: str) -> str:
    """``hundreds``, ``thousands``; a range in which the order is all that is known."""
    t = catalog(lang)
    if low is not None and high is not None:
        return t.gettext("about {n}").format(n=f"{number(low, lang)}–{number(high, lang)}")
    words = {
        12: t.gettext("dozens"),
        100: t.gettext("hundreds"),
        1000: t.gettext("thousands"),
        10000: t.gettext("tens of thousands"),
        100000: t.gettext("hundreds of thousands"),
    }
    if low is None:
        return amount(low, high, Qualifier.UP_TO, lang)
    return words.get(low) or amount(low, high, Qualifier.AT_LEAST, lang)


def value(shown: Value, lang: str) -> str:
    """A figure's value: its range with its qualifier."""
    return amount(shown.low, shown.high, shown.qualifier, lang)


def series(name: str, lang: str) -> str:
    """What a series counts, as a heading: ``Killed``, ``Soldiers sent``, ``Further soldiers sent``."""
    t = catalog(lang)
    labels = {
        "troops·sent": t.gettext("Soldiers sent"),
        "troops·present": t.gettext("Soldiers there now"),
        "troops·planned": t.gettext("Soldiers planned"),
        "troops·sent+": t.gettext("Further soldiers sent"),
        "troops·present+": t.gettext("Further soldiers there now"),
        "engineers·sent": t.gettext("Engineers sent"),
        "engineers·present": t.gettext("Engineers there now"),
        "engineers·planned": t.gettext("Engineers planned"),
        "engineers·sent+": t.gettext("Further engineers sent"),
        "engineers·present+": t.gettext("Further engineers there now"),
        "workers·sent": t.gettext("Workers sent"),
        "workers·present": t.gettext("Workers there now"),
        "workers·planned": t.gettext("Workers planned"),
        "workers·sent+": t.gettext("Further workers sent"),
        "workers·present+": t.gettext("Further workers there now"),
        "killed": t.gettext("Killed"),
        "wounded": t.gettext("Wounded"),
        "casualties": t.gettext("Killed or wounded"),
        "captured": t.gettext("Captured"),
        "missing": t.gettext("Missing"),
        "returned": t.gettext("Returned home"),
        "killed+": t.gettext("Further killed"),
        "wounded+": t.gettext("Further wounded"),
        "casualties+": t.gettext("Further killed or wounded"),
        "captured+": t.gettext("Further captured"),
        "missing+": t.gettext("Further missing"),
        "returned+": t.gettext("Further returned home"),
        "troops": t.gettext("Soldiers"),
        "engineers": t.gettext("Engineers"),
        "workers": t.gettext("Workers"),
    }
    return labels.get(name, name)


def all_series() -> tuple[str, ...]:
    """Every series there can be, increments aside, in the order people are shown them."""
    staged = [f"{m}·{s}" for m in (Measure.TROOPS, Measure.ENGINEERS, Measure.WORKERS) for s in Stage]
    return (
        *staged,
        *(str(m) for m in Measure if m not in {Measure.TROOPS, Measure.ENGINEERS, Measure.WORKERS}),
    )


def place(name: str, lang: str) -> str:
    """A place's name: ``kursk`` is ``Kursk``. One without a translation is shown as written."""
    shown = catalog(lang).pgettext("place", name)
    return str(shown) if shown != name else name.replace("-", " ").title()


def short_month(when: date, lang: str) -> str:
    """``Jun 25``, as an axis has room for."""
    from babel.dates import format_date

    return format_date(when, format="MMM yy", locale=_locale(lang))


def short_day(when: date, lang: str) -> str:
    """``26 Jun``."""
    from babel.dates import format_skeleton

    return format_skeleton("MMMd", when, locale=_locale(lang))


def language(code: str, lang: str) -> str:
    """A language's name in another: ``de`` is ``German``, ``Deutsch``. An unknown code stays as it is."""
    from babel import Locale, UnknownLocaleError

    try:
        shown = Locale.parse(code).get_language_name(_locale(lang))
    except (UnknownLocaleError, ValueError):
        return code
    return shown[:1].upper() + shown[1:] if shown else code
