"""``muster read`` and ``muster languages``: what is read from a text, and whether the language files hold."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli import show
from bot.errors import InputError
from bot.wording import counted

if TYPE_CHECKING:
    from bot.articles import Page
    from bot.model import Article, Claim

languages = typer.Typer(help="The language files of the reader.", no_args_is_help=True, rich_markup_mode=None)


def add_to(app: typer.Typer) -> None:
    app.command()(read)
    app.add_typer(languages, name="languages")


Source = Annotated[
    str,
    typer.Argument(metavar="FILE|URL|-", help="A text, an HTML page, an address, or - for standard input."),
]


def read(
    source: Source,
    explain: Annotated[
        bool, typer.Option("--explain", help="Number by number, what was seen and why.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The claims as one JSON array.")] = False,
    bulk: Annotated[
        bool,
        typer.Option("--jsonl", help="An article a line (id, lang, date, outlet, title, text) → its claims."),
    ] = False,
    lang: Annotated[str | None, typer.Option(help="The text's language; else it is found out.")] = None,
    day: Annotated[
        str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="When it was published; else today.")
    ] = None,
    title: Annotated[str, typer.Option(help="The headline, where the text does not hold it.")] = "",
    outlet: Annotated[str, typer.Option(help="Who printed it.")] = "",
) -> None:
    """Show which figures are read from one text or page, and from which sentence.

    Examples: muster read article.txt --lang de --date 2025-06-26

    muster read https://example.org/news/1 --explain

    muster read --jsonl articles.jsonl > claims.jsonl
    """
    if bulk:
        for line in _answers(show.read_bytes(source)):
            typer.echo(line)
        return
    if lang is not None:
        _check_language(lang)
    if explain and as_json:
        raise InputError("--explain and --json", "cannot be had together", "Name one of them")
    article = _article(source, lang, day, title, outlet)
    if explain:
        _explain(article)
        return
    from bot import claims

    found = claims.read(article)
    if as_json:
        typer.echo(show.line([show.claim(claim) for claim in found]))
    else:
        _table(article, found)


@languages.command()
def check(
    names: Annotated[list[str] | None, typer.Argument(metavar="[LANG]...", help="Codes; none: all.")] = None,
) -> None:
    """Check the language files, and the claimants' names; a mistake is named with file, key and line.

    Example: muster languages check de en
    """
    from bot.claims import language
    from bot.claims.check import check as mistakes_of
    from bot.claims.check import mistakes_of_claimants

    named = mistakes_of_claimants()
    problems = len(named)
    if named:
        typer.echo("\n".join(named))
    for code in names or language.codes():
        if code not in language.codes():
            raise InputError(f"language {code!r}", "has no file", f"There are {', '.join(language.codes())}")
        found = mistakes_of(code)
        problems += len(found)
        typer.echo("\n".join(map(str, found)) if found else f"{code}: well")
    show.done(1 if problems else 0)


@languages.command()
def keys() -> None:
    """Show every key of a language file: which languages use it, and what it is for.

    Example: muster languages keys
    """
    from bot.claims.keys import tables

    typer.echo(tables())


# --- where articles come from -----------------------------------------------------------------------------


def _article(source: str, lang: str | None, day: str | None, title: str, outlet: str) -> Article:
    """The article behind an address, a page in a file, or a plain text."""
    from bot import language
    from bot.claims.language import codes
    from bot.model import Article

    published = show.midnight(found) if (found := show.day(day, "--date")) else datetime.now(UTC)
    if source.startswith(("http://", "https://")):
        return _of_page(_fetched(source, lang), source, lang, day, published, title, outlet)
    data = show.read_bytes(source)
    if data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype html", b"<html", b"<?xml")):
        from bot.articles import extract

        return _of_page(
            extract(data, "", title=title, lang=lang), source, lang, day, published, title, outlet
        )
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    spoken = lang or language.settle(None, f"{title}\n{text}", codes())
    if spoken is None:
        raise InputError(
            source, "is in no language that is read", f"Name one of {', '.join(codes())} with --lang"
        )
    return Article(source, spoken, outlet, title, text, published)


def _check_language(lang: str) -> None:
    from bot.claims.language import codes

    if lang not in codes():
        problem = f"{lang!r} is no language that is read"
        raise InputError("--lang", problem, f"Choose one of {', '.join(codes())}")


def _of_page(
    page: Page | None,
    source: str,
    lang: str | None,
    day: str | None,
    published: datetime,
    title: str,
    outlet: str,
) -> Article:
    from bot.model import Article

    if page is None:
        raise InputError(source, "holds no article", "Give a page with an article on it, or a plain text")
    spoken = lang or page.lang
    if spoken is None:
        raise InputError(source, "is in no language that is read", "Name its language with --lang")
    when = published if day or page.published is None else page.published
    return Article(source, spoken, outlet or page.outlet, title or page.title, page.text, when, url=page.url)


def _fetched(url: str, lang: str | None) -> Page | None:
    """A page out of the web, by the service's own rules: limits, no private addresses, a worker process."""
    import asyncio

    from bot import config
    from bot.adapters.parsing import Parsing
    from bot.adapters.web import Web

    settings = config.load()
    allowed = [str(network) for network in settings.allow_private_addresses]

    async def fetch() -> Page | None:
        async with Web(settings.contact, allowed) as web, Parsing(1) as parsing:
            answer = await web.fetch(url)
            return await parsing.extract(answer.body, answer.url, lang=lang, charset=answer.charset)

    return asyncio.run(fetch())


def _answers(data: bytes) -> Iterator[str]:
    """One line for every line, in order: id and claims, or id and error."""
    from bot.cli.many import read_all

    lines = data.split(b"\n")
    given = [_given(raw) for raw in (lines[:-1] if not lines[-1] else lines)]
    read = read_all([one for one in given if not isinstance(one, dict)])
    for one in given:
        if isinstance(one, dict):
            yield show.line(one)
        else:
            yield show.line({"id": one.id, "claims": [show.claim(claim) for claim in next(read)]})


def _given(raw: bytes) -> Article | dict[str, Any]:
    """The article of a line, or what to answer where it holds none."""
    try:
        return spoken(_article_of(raw))
    except InputError as error:
        return {"id": _id_of(raw), "error": f"{error.problem}. {error.advice}"}


def _article_of(raw: bytes) -> Article:
    from bot import replay

    try:
        line = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError("line", f"no UTF-8 ({error.reason})", "Save the file as UTF-8") from error
    found = replay.load([line], "line")
    if not found:
        raise InputError("line", "an empty line", "Each line is one article as a JSON object")
    return found[0]


def _id_of(raw: bytes) -> Any:
    """The id of a line that is wrong otherwise; None where it has none that could be told."""
    try:
        row = json.loads(raw)
    except ValueError:
        return None
    found = row.get("id") if isinstance(row, dict) else None
    return found if isinstance(found, str | int) else None


def spoken(article: Article) -> Article:
    """The article in a language that is read: as it says, or as its text shows where it says none."""
    from bot import language
    from bot.claims.language import codes

    if article.lang in codes():
        return article
    found = language.settle(article.lang, f"{article.title}\n{article.text}", codes())
    return replace(article, lang=found or article.lang)


# --- what is printed --------------------------------------------------------------------------------------


def _table(article: Article, found: tuple[Claim, ...]) -> None:
    from bot import wording

    console = show.console()
    head = f"{article.title or article.id} ({article.lang}, {article.published:%Y-%m-%d})"
    if not found:
        console.print(f"{head}: no figure about the people counted.", markup=False)
        return
    table = show.table("series", "number", "who says so", "as of", "place", "sure", "sentence", title=head)
    for claim in found:
        number = _number(claim)
        who = (claim.claimant or "–") + (f" via {claim.via}" if claim.via else "")
        as_of = wording.window(claim.as_of, "en") if claim.as_of else ""
        denied = " (denied)" if claim.denied else ""
        cells = (
            claim.series,
            ("+" if claim.increment else "") + number + denied,
            who,
            as_of,
            claim.place or "",
            f"{claim.confidence:.2f}",
            claim.quote,
        )
        show.rows(table, [cells])
    console.print(table)


def _number(claim: Claim) -> str:
    """A claim's number in words: "at least 300", "25,000–30,000", "33%"."""
    from bot import wording

    if claim.share is not None:
        return wording.share(claim.share, "en")
    return wording.amount(claim.low, claim.high, claim.qualifier, "en")


def _explain(article: Article) -> None:
    """Sentence by sentence: the numbers seen, and which rule took or refused each."""
    from bot import claims

    told = claims.explain(article)
    sentence = None
    for line in told.lines:
        if line.sentence != sentence:
            sentence = line.sentence
            typer.echo(f"\n[{line.section}] {_printable(sentence)}")
        seen = {
            "counts": line.head,
            "nation": line.nation,
            "verb": line.predicate,
            "speaker": line.speaker,
        }
        words = "  ".join(f"{name}: {_printable(value)}" for name, value in seen.items() if value)
        typer.echo(f"  {_printable(line.number)!r:24} {line.verdict}" + (f"  [{words}]" if words else ""))
        if line.claim is not None:
            claim = line.claim
            more = " on top of earlier ones" if claim.increment else ""
            denied = ", denied" if claim.denied else ""
            typer.echo(
                f"    → {claim.series} {_number(claim)}{more}{denied}, {claim.claimant or 'nobody'},"
                f" rule {claim.rule}, confidence {claim.confidence:.2f}"
            )
    typer.echo(
        f"\n{counted(len(told.lines), 'number')} seen, {counted(len(told.claims), 'claim')} ({told.language})."
    )


def _printable(text: str) -> str:
    return text.encode(sys.stdout.encoding or "utf-8", "replace").decode(sys.stdout.encoding or "utf-8")
