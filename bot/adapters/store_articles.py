"""Articles: texts and pages of every edition, near copies, what is to be fetched or read again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from bot import copies
from bot.adapters.store_database import Database, insert_new
from bot.adapters.store_values import (
    ARTICLE_COLUMNS,
    CLAIM_COLUMNS,
    article_of,
    claim_of,
    compressed,
    fingerprint,
    index_key,
    uncompressed,
)
from bot.adapters.tables import ArticleRow, BandRow, ClaimRow, PageRow, TextRow
from bot.model import Article, Claim


@dataclass(frozen=True, slots=True)
class Copy:
    """An article whose text is that of the one looked for; ``article`` comes without its text."""

    article: Article
    similarity: float


@dataclass(frozen=True, slots=True)
class Refetch:
    """An article whose page is to be fetched again; ``done`` counts the times it was."""

    article: Article
    done: int


_SHARED = func.count().label("shared")
_LIKELY = (
    select(BandRow.article_id, _SHARED)
    .where(BandRow.key.in_(bindparam("bands", expanding=True)))
    .group_by(BandRow.article_id)
    .order_by(_SHARED.desc(), BandRow.article_id)
    .limit(bindparam("limit"))
    .subquery()
)
#: Built once, since building a statement costs more than running it.
_NEAR = (
    select(TextRow.sketch, *ARTICLE_COLUMNS)
    .select_from(_LIKELY)
    .join(ArticleRow, ArticleRow.id == _LIKELY.c.article_id)
    .join(TextRow, TextRow.article_id == ArticleRow.id)
    .where(TextRow.sketch.is_not(None), ArticleRow.key != bindparam("besides"))
)


class ArticleStore(Database):
    """Verbs about articles and their texts."""

    def find_copies(self, sketch: bytes, *, besides: str = "", limit: int = 20) -> tuple[Copy, ...]:
        """Articles whose text is a copy of this sketch's (copies.sketch), the most similar first.

        ``besides`` is the id of the article at hand. Only those that share a band are looked at, at most
        ``limit``: the time does not grow with the number of articles.
        """
        wanted = {"bands": copies.bands(sketch), "besides": index_key(besides), "limit": limit}
        with self.reading() as connection:
            rows = connection.execute(_NEAR, wanted).all()
        found: dict[str, Copy] = {}
        for row in rows:
            article, similarity = article_of(row[1:]), copies.similar(sketch, row[0])
            best = found.get(article.id)
            if similarity >= copies.COPY and (best is None or best.similarity < similarity):
                found[article.id] = Copy(article, similarity)
        return tuple(sorted(found.values(), key=lambda copy: (-copy.similarity, copy.article.published)))

    def article(self, key: str) -> Article | None:
        """The latest edition of an article, with its text; None when it is unknown."""
        query = (
            select(TextRow.text, *ARTICLE_COLUMNS)
            .join(TextRow, (TextRow.article_id == ArticleRow.id) & (TextRow.edition == ArticleRow.edition))
            .where(ArticleRow.key == index_key(key))
        )
        with self.reading() as connection:
            row = connection.execute(query).first()
        return None if row is None else article_of(row[1:], _text(row[0]))

    def page(self, key: str) -> bytes | None:
        """The page of an article's latest edition, as it was fetched; None when it is not kept any more."""
        query = (
            select(PageRow.page)
            .join(ArticleRow, ArticleRow.id == PageRow.article_id)
            .where(ArticleRow.key == index_key(key))
            .order_by(PageRow.edition.desc())
            .limit(1)
        )
        with self.reading() as connection:
            frame = connection.scalar(query)
        return None if frame is None else uncompressed(frame)

    def forget_pages(self, before: datetime) -> int:
        """Deletes the pages fetched before then; texts stay. Returns how many."""
        with self.turn() as connection:
            return connection.execute(delete(PageRow).where(PageRow.seen_at < before)).rowcount

    def refetches(self, now: datetime, limit: int = 50) -> tuple[Refetch, ...]:
        """Articles whose page is to be fetched again by now, the longest due first. Without their texts."""
        query = (
            select(ArticleRow.rereads, *ARTICLE_COLUMNS)
            .where(ArticleRow.reread_at <= now)
            .order_by(ArticleRow.reread_at, ArticleRow.id)
            .limit(limit)
        )
        with self.reading() as connection:
            return tuple(Refetch(article_of(row[1:]), row[0]) for row in connection.execute(query))

    def refetched(self, key: str, next_at: datetime | None) -> None:
        """One more fetch of the page is done; the next one is due then, or never."""
        with self.turn() as connection:
            connection.execute(
                update(ArticleRow)
                .where(ArticleRow.key == index_key(key))
                .values(rereads=ArticleRow.rereads + 1, reread_at=next_at)
            )

    def read_before(
        self, reader: int, after: str = "", limit: int = 100
    ) -> tuple[tuple[Article, tuple[Claim, ...]], ...]:
        """Articles whose claims an older reader read, with their texts and those claims.

        In the order of their ids; ``after`` is the last id of the portion before.
        """
        query = (
            select(ArticleRow.id, TextRow.text, *ARTICLE_COLUMNS)
            .join(TextRow, (TextRow.article_id == ArticleRow.id) & (TextRow.edition == ArticleRow.edition))
            .where(ArticleRow.reader < reader, ArticleRow.key > after)
            .order_by(ArticleRow.key)
            .limit(limit)
        )
        with self.reading() as connection:
            return tuple(
                (article_of(row[2:], _text(row[1])), live_claims(connection, row[0]))
                for row in connection.execute(query).all()
            )


def live_claims(connection: Connection, article_id: int) -> tuple[Claim, ...]:
    """The claims of an article's latest reading, in the order of the text."""
    query = (
        select(*CLAIM_COLUMNS)
        .where(ClaimRow.article_id == article_id, ClaimRow.withdrawn_at.is_(None))
        .order_by(ClaimRow.section.desc(), ClaimRow.start, ClaimRow.id)
    )
    return tuple(claim_of(row) for row in connection.execute(query))


@dataclass(frozen=True, slots=True)
class Kept:
    """Where an article was written: its row, its edition, and whether that edition is new."""

    id: int
    edition: int
    new: bool


_ADD_ARTICLE = insert(ArticleRow).returning(ArticleRow.id)
_ADD_TEXT, _ADD_PAGE = insert(TextRow), insert(PageRow)
_KNOWN = (
    select(ArticleRow.id, ArticleRow.edition, ArticleRow.published, TextRow.text_hash)
    .outerjoin(TextRow, (TextRow.article_id == ArticleRow.id) & (TextRow.edition == ArticleRow.edition))
    .where(ArticleRow.key == bindparam("known"))
)


def keep_article(
    connection: Connection,
    article: Article,
    now: datetime,
    *,
    reader: int,
    page: bytes | None,
    sketch: bytes | None,
    copy_of: str | None,
    refetch_at: datetime | None,
) -> Kept:
    """Writes an article, or a new edition of it where headline or text differ from the latest one."""
    text_hash = fingerprint(article.title, article.text)
    known = connection.execute(_KNOWN, {"known": index_key(article.id)}).first()
    if known is None:
        article_id, edition = _insert_article(connection, article, now, reader, refetch_at), 1
    else:
        article_id, edition = known.id, known.edition
        if known.text_hash == text_hash:
            connection.execute(update(ArticleRow).where(ArticleRow.id == article_id).values(reader=reader))
            return Kept(article_id, edition, new=False)
        edition += 1
        latest = {"edition": edition, "title": article.title, "reader": reader}
        latest |= {"published": min(known.published, article.published)}
        connection.execute(update(ArticleRow).where(ArticleRow.id == article_id).values(latest))
    if copy_of is not None:
        _mark_copy(connection, article_id, copy_of)
    place = {"article_id": article_id, "edition": edition, "seen_at": now}
    text = compressed(article.text.encode("utf-8", "surrogatepass"))
    row: dict[str, Any] = {"title": article.title, "text_hash": text_hash, "text": text, "sketch": sketch}
    connection.execute(_ADD_TEXT, place | row)
    if page is not None:
        connection.execute(_ADD_PAGE, place | {"page": compressed(page)})
    if sketch is not None:
        rows = [{"key": key, "article_id": article_id} for key in dict.fromkeys(copies.bands(sketch))]
        connection.execute(insert_new(connection, BandRow), rows)
    return Kept(article_id, edition, new=True)


def _insert_article(
    connection: Connection, article: Article, now: datetime, reader: int, refetch_at: datetime | None
) -> int:
    values = {
        "key": index_key(article.id),
        "url": article.url,
        "outlet": article.outlet,
        "origin": article.origin,
        "lang": article.lang,
        "title": article.title,
        "published": article.published,
        "first_seen": now,
        "edition": 1,
        "reader": reader,
        "reread_at": refetch_at,
        "rereads": 0,
    }
    return int(connection.execute(_ADD_ARTICLE, values).scalar_one())


def _mark_copy(connection: Connection, article_id: int, copy_of: str) -> None:
    """Copies point at the first of their kind, so that a group is found in one step."""
    first = connection.execute(
        select(ArticleRow.id, ArticleRow.copy_of).where(ArticleRow.key == index_key(copy_of))
    ).first()
    if first is not None and first.id != article_id:
        root = first.copy_of or first.id
        if root != article_id:
            connection.execute(update(ArticleRow).where(ArticleRow.id == article_id).values(copy_of=root))


def _text(frame: bytes) -> str:
    return uncompressed(frame).decode("utf-8", "surrogatepass")
