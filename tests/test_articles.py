"""Articles: the own text of a page and nothing around it; identity; copies."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.addresses import outlet_of, shown
from bot.articles import Page, bands, canonical, clean, extract, fallback, similar, sketch
from bot.copies import COPY, DIFFERENT, alike
from bot.markup import plain
from tests.outlet import page

URL = "https://www.hafenblatt.example/ausland/rat-2025?utm_source=rss"
LEAD = "Der Rat der Hafenstadt hat in der Nacht über die Zukunft der alten Brücken entschieden."
BODY = (
    "Nach langer Sitzung stimmten 41 von 60 Mitgliedern für den Neubau, teilte die Verwaltung am Morgen mit.",
    "Die Arbeiten sollen im Herbst beginnen und rund 1200 Menschen für zwei Jahre beschäftigen.",
    "Gegner des Plans kündigten an, vor Gericht zu ziehen; sie halten die alten Brücken für tragfähig.",
)
TITLE = "Rat stimmt für zwölf neue Brücken"


def read(html: str, url: str = URL, **told: str) -> Page:
    found = extract(html.encode(), url, **told)
    assert found is not None
    return found


# -- the page's own text ------------------------------------------------------------------------------


def test_headline_lead_and_body_come_once_and_nothing_around_them() -> None:
    got = read(page(TITLE, [LEAD, *BODY]))
    expected = Page(
        id="https://hafenblatt.example/ausland/rat-2025", url=URL, title=TITLE, text="\n".join([LEAD, *BODY]),
        lang="de", outlet="hafenblatt.example", site="Standblatt", elements=got.elements,
    )  # fmt: skip
    assert expected == got


def test_a_lead_outside_the_body_comes_first_and_once() -> None:
    body = "".join(f"<p>{p}</p>" for p in BODY)
    html = f"""<html><head><meta property="og:description" content="{LEAD}"></head>
    <body><header><h1>{TITLE}</h1><p class="standfirst">{LEAD}</p></header>
    <div class="story">{body}</div></body></html>"""
    assert "\n".join([LEAD, *BODY]) == read(html).text


def test_a_description_that_stands_nowhere_on_the_page_is_no_lead() -> None:
    html = page(
        TITLE,
        BODY,
        extra='<meta property="og:description" content="Alle 77 Brücken im großen Vergleich hier.">',
    )
    assert "\n".join(BODY) == read(html).text


def test_the_headline_is_not_repeated_in_the_text() -> None:
    assert "\n".join(BODY) == read(page(TITLE, [TITLE, *BODY])).text


AROUND = [
    '<figure><img src="x.jpg"><figcaption>Auf dem Bild: 5005 Fahnen.</figcaption></figure>',
    '<div class="teaser"><a href="/b">Anderswo streiken 5005 Fahrer</a></div>',
    '<ul class="related-articles"><li><a href="/c">5005 Boote gesunken</a></li></ul>',
    '<div class="article-newsletter"><p>5005 Leser haben schon abonniert.</p></div>',
    "<aside><p>Infokasten über 5005 andere Dinge.</p></aside>",
    "<form><p>5005 Stimmen: Wie finden Sie das?</p></form>",
    '<div id="comments"><p>Ein Leser schreibt: Es waren 5005.</p><p>Ein anderer: 5005!</p></div>',
    '<div class="cookie-consent"><p>Wir und 5005 Partner speichern Daten.</p></div>',
    '<div class="most-read"><a href="/d">5005 Tote bei Unglück</a></div>',
    "<p>Lesen Sie auch: 5005 Boote gesunken</p>",
    "<p>Foto: Agentur / 5005</p>",
    "<p>© 5005 Hafenblatt</p>",
    "<p>Copyright 5005 Hafenblatt. Nachdruck nur mit Erlaubnis.</p>",
    "<ul><li>showPaywall:</li><li>false</li><li>maxCount: 5005</li></ul>",
    "<script>var n = '5005 Soldaten';</script>",
]


@pytest.mark.parametrize("piece", AROUND)
@pytest.mark.parametrize("where", ["within", "behind"])
def test_what_stands_around_an_article_does_not_reach_the_reader(piece: str, where: str) -> None:
    paragraphs = [f"<p>{p}</p>" for p in (LEAD, *BODY)]
    within = [*paragraphs[:2], *([piece] if where == "within" else []), *paragraphs[2:]]
    behind = piece if where == "behind" else ""
    html = (
        f"<html><body><main><article><h1>{TITLE}</h1>{''.join(within)}</article>{behind}</main></body></html>"
    )
    assert "\n".join([LEAD, *BODY]) == read(html).text


@pytest.mark.parametrize(
    "wrapper",
    [
        '<form id="aspnetForm">{}</form>',
        '<div class="content related-layout">{}</div>',
        '<div class="post comments-open">{}</div>',
        '<div class="promo">{}</div>',
        '<div class="teaser">{}</div>',
    ],
)
def test_an_article_in_a_box_with_a_strange_name_is_kept(wrapper: str) -> None:
    body = "".join(f"<p>{p}</p>" for p in (LEAD, *BODY))
    assert (
        "\n".join([LEAD, *BODY])
        == read(f"<html><body><h1>{TITLE}</h1>{wrapper.format(body)}</body></html>").text
    )


@pytest.mark.parametrize(
    "box", ["<form>{}</form>", '<div class="related-view">{}</div>', '<div id="newsBody">{}</div>']
)
def test_an_article_without_paragraphs_is_read_from_its_lines(box: str) -> None:
    text = "<br><br>".join((LEAD, *BODY))
    body = box.format(f"<div>{text}</div>")
    html = f"<html><body><b>{TITLE}</b>{body}<div class='related'>5005 Boote</div></body></html>"
    got = read(html)
    assert [LEAD, *BODY] == [line for line in got.text.split("\n") if line != TITLE]


def test_comments_longer_than_the_article_stay_outside() -> None:
    comments = "".join(
        f"<p>Leser {n}: Es waren 5005 Brücken, und das seit langem, wie jeder weiß.</p>" for n in range(30)
    )
    body = "".join(f"<p>{p}</p>" for p in (LEAD, *BODY))
    html = (
        f"<html><body><h1>{TITLE}</h1><div>{body}</div><div class='comments'>{comments}</div></body></html>"
    )
    assert "\n".join([LEAD, *BODY]) == read(html).text


def test_a_page_of_one_sentence_is_an_article() -> None:
    assert BODY[1] == read(f"<html><body><h1>{TITLE}</h1><p>{BODY[1]}</p></body></html>").text


def test_a_text_that_only_a_script_holds_is_found_in_its_json() -> None:
    json = f'{{"@type": "NewsArticle", "headline": "{TITLE}", "articleBody": "{" ".join(BODY)}"}}'
    got = read(
        f'<html><head><script type="application/ld+json">{json}</script></head><body><div id="app"></div>'
    )
    assert (TITLE, " ".join(BODY)) == (got.title, got.text)


# -- what the page says of itself ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "extra",
    [
        '<meta property="article:published_time" content="2025-06-26T10:00:00+02:00">'
        '<meta property="article:modified_time" content="2025-07-26T10:00:00+02:00">',
        '<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {"@type": ["NewsArticle"],'
        '"dateModified": "2025-07-01T00:00:00Z", "datePublished": "2025-06-26T08:00:00Z"}]}</script>',
        '<meta name="date" content="2025-06-26T10:00:00">',  # no zone: the newsroom's
    ],
)
def test_the_original_date_counts_not_the_modified_one(extra: str) -> None:
    assert datetime(2025, 6, 26, 8, 0, tzinfo=UTC) == read(page(TITLE, BODY, extra=extra)).published


def test_a_time_element_serves_where_the_head_says_nothing() -> None:
    html = page(TITLE, BODY).replace("<h1>", '<time datetime="2025-06-26T08:00:00Z">gestern</time><h1>')
    assert datetime(2025, 6, 26, 8, 0, tzinfo=UTC) == read(html).published


def test_broken_and_monstrous_json_costs_nothing() -> None:
    for raw in (
        "{broken",
        "[" * 50_000,
        '{"@type": "NewsArticle", "headline": 3, "datePublished": []}',
        "x" * 400_000,
    ):
        html = page(TITLE, BODY, extra=f'<script type="application/ld+json">{raw}</script>')
        assert (TITLE, None) == (read(html).title, read(html).published)


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("https://www.hafenblatt.example/ausland/rat-1", "https://hafenblatt.example/ausland/rat-1"),
        ("/ausland/rat-1", "https://hafenblatt.example/ausland/rat-1"),
        ("https://www.hafenblatt.example/", "https://hafenblatt.example/ausland/rat-2025"),  # the front page
        ("https://elsewhere.example/rat-1", "https://hafenblatt.example/ausland/rat-2025"),  # another outlet
        ("javascript:0", "https://hafenblatt.example/ausland/rat-2025"),
    ],
)
def test_a_canonical_link_is_believed_where_it_can_be(href: str, expected: str) -> None:
    assert expected == read(page(TITLE, BODY, extra=f'<link rel="canonical" href="{href}">')).id


def test_a_title_comes_without_the_sites_name() -> None:
    html = page(TITLE, BODY).replace('<meta property="og:title"', "<meta name='x'")
    html = html.replace("<h1>", "<h1>Standblatt</h1><h1>")
    assert TITLE == read(html).title


@pytest.mark.parametrize(
    ("encoding", "meta", "header"),
    [
        ("utf-8", "iso-8859-1", "latin-1"),  # both are wrong
        ("windows-1251", "windows-1251", None),
        ("windows-1251", "", "windows-1251"),
        ("koi8-r", "", "koi8-r"),
        ("windows-1251", "windows-1251", "no-such-charset"),
        ("utf-16", "", None),
    ],
)
def test_letters_survive_wrong_and_missing_charsets(encoding: str, meta: str, header: str | None) -> None:
    text = "В порту построят двенадцать новых мостов, сообщила администрация города во вторник вечером."
    html = f'<html><head><meta charset="{meta}"><title>Мосты</title></head><body><p>{text}</p></body></html>'
    got = extract(html.encode(encoding), URL, charset=header)
    assert got is not None
    assert ("Мосты", text, "ru") == (got.title, got.text, got.lang)


def test_the_language_is_the_texts_not_the_attributes() -> None:
    assert "de" == read(page(TITLE, [LEAD, *BODY], lang="ko")).lang


# -- where the page has nothing -----------------------------------------------------------------------


def test_a_paywalled_page_gives_way_to_the_feeds_full_text() -> None:
    html = page(TITLE, [BODY[0], "Um diesen Artikel zu lesen, melden Sie sich bitte an."])
    got = read(html, title="Rat entscheidet", summary="Kurz.", content="\n".join([LEAD, *BODY]))
    assert ("content", "\n".join([LEAD, *BODY])) == (got.source, got.text)


def test_a_page_without_text_gives_way_to_title_and_summary() -> None:
    got = read("<html><body><script>x</script></body></html>", title=TITLE, summary=LEAD, lang="de")
    assert ("summary", TITLE, LEAD, "de") == (got.source, got.title, got.text, got.lang)


def test_a_short_page_and_its_summary_tell_one_article() -> None:
    assert f"{LEAD}\n{BODY[1]}" == read(page(TITLE, [BODY[1]]), title=TITLE, summary=LEAD).text


def test_a_summary_that_a_short_page_repeats_comes_once() -> None:
    assert BODY[1] == read(page(TITLE, [BODY[1]]), title=TITLE, summary=BODY[1]).text


WALL = "<html><head><title>Bevor Sie fortfahren</title></head><body><p>{}</p></body></html>"


def test_a_wall_before_the_page_gives_way_to_the_feed() -> None:
    html = WALL.format(
        "Bitte bestätigen Sie, dass Sie ein Mensch sind. Das dauert nur einen Augenblick. " * 5
    )
    got = read(html, title=TITLE, summary=LEAD)
    assert ("summary", TITLE, LEAD) == (got.source, got.title, got.text)


def test_a_page_with_another_headline_for_the_same_story_is_the_page() -> None:
    got = read(
        page("Zwölf neue Brücken", [LEAD, *BODY]), title="Hafenstadt: Rat und Verwaltung einig über Brücken"
    )
    assert ("page", "Zwölf neue Brücken") == (got.source, got.title)


def test_a_page_over_the_caps_gives_way_to_the_feed() -> None:
    many = "<html><body>" + "<p>x</p>" * 30_001
    for body in (many.encode(), b"<p>" + b"x" * 3_000_001):
        got = extract(body, URL, title=TITLE, summary=LEAD)
        assert got is not None
        assert "summary" == got.source


def test_neither_page_nor_feed_is_none() -> None:
    assert extract(b"", URL) is None
    assert extract(b"<html></html>", URL) is None
    assert fallback(URL) is None


def test_a_title_alone_is_an_article() -> None:
    got = fallback(URL, title=TITLE, lang="de")
    assert got is not None
    assert (TITLE, "", "de") == (got.title, got.text, got.lang)


# -- residue ------------------------------------------------------------------------------------------

_PHRASES = tomllib.loads((Path(__file__).parent.parent / "bot" / "residue.toml").read_text(encoding="utf-8"))


def _residue_lines() -> Iterator[str]:
    for phrase in _PHRASES["disclaimers"]["starts"]:
        yield f"{phrase} 2025 Verlag. " + "Weitere Worte des Verlags. " * 20
    for phrase in _PHRASES["disclaimers"]["rights"]:
        yield f"Hafenblatt 2025, {phrase}."
    for phrase in (*_PHRASES["credits"]["starts"], *_PHRASES["teasers"]["starts"]):
        yield f"{phrase} Nordhafen 300"
    yield from _PHRASES["teasers"]["whole"]
    for phrase in _PHRASES["corrections"]["holds"]:
        yield f"{phrase} hieß es, es seien 300 Brücken. Richtig sind 30."
    for phrase in _PHRASES["captions"]["of"]:
        yield f"Im Hafen liegen 300 Boote ({phrase} Hafen)"
    for phrase in _PHRASES["consent"]["holds"]:
        yield f"Wir setzen {phrase} ein. Sie können ablehnen."
    for phrase in _PHRASES["prompts"]["holds"]:
        yield f"Bitte {phrase} 300"
    for phrase in _PHRASES["labels"]["whole"]:
        yield f"{phrase}: 26.06.2025, 10:30 Uhr"


@pytest.mark.parametrize("line", list(_residue_lines()))
def test_every_phrase_of_residue_is_taken_out(line: str) -> None:
    assert f"{LEAD}\n{BODY[0]}" == clean(f"{LEAD}\n{line}\n{BODY[0]}")


@pytest.mark.parametrize(
    "line",
    [
        "Zum Thema Brücken sagte sie, 600 seien baufällig.",
        "По теме мостов он назвал число 600.",
        "Quelle des Flusses sind 600 Bäche.",
        "Foto der Brücke zeigt 600 Pfeiler.",
        "Stand jetzt sind 600 Brücken gesperrt",
        "Teilen sich 600 Gemeinden die Kosten, wird es billiger.",
        "Home Office: 600 bridges",
        "600",
        "false",
        "Wer: 600 Pioniere",
        "- Rund 600 Brücken",
        "Kiew: 600 Brücken zerstört",
        "▲ 600 Brücken sind gesperrt",
        "600 Brücken (davon 300 im Hafen)",
    ],
)
def test_sentences_that_look_like_residue_stay(line: str) -> None:
    assert f"{LEAD}\n{line}\n{BODY[0]}" == clean(f"{LEAD}\n{line}\n{BODY[0]}")


def test_settings_of_a_content_system_go_with_their_values() -> None:
    assert LEAD == clean(
        f"{LEAD}\n- showPaywall:\n- false\n- isSubscriber:\n- false\n- isPaid:\nmaxItems: 12\nis_paid: true"
    )


@pytest.mark.parametrize(
    ("lang", "name", "line"),
    [
        ("ko", "relate", "관련 소식: 다리 300곳 무너져"),
        ("ko", "relatedNews", "다리 300곳 무너져"),
        ("ko", "reply", "다리 300곳은 무너졌을 듯"),
        ("ja", "photo-caption", "橋300本を視察する市長"),
        ("zh", "img_caption", "市長視察300座橋"),
        ("en", "commentList", "I think it was 300 bridges!"),
        ("fr", "article-relation", "300 ponts fermés"),
    ],
)
@pytest.mark.parametrize("tag", ["span", "div"])
def test_what_stands_around_a_page_without_paragraphs_goes(tag: str, lang: str, name: str, line: str) -> None:
    body = "<br><br>".join([LEAD, *BODY])
    page = f"""<html lang="{lang}"><head><title>Brücken</title></head><body><div id="gnb">Politik 300</div>
    <h1>Brücken</h1><div class="article_body">{body}<br><{tag} class="{name}">{line}</{tag}></div></body></html>"""
    found = extract(page.encode(), "https://example.org/1")
    assert found is not None
    assert "300" not in found.text
    assert BODY[0] in found.text


def test_paragraphs_that_are_only_links_go_and_links_in_sentences_stay() -> None:
    page = f"""<html lang="en"><head><title>Bridges</title></head><body><article><h1>Bridges</h1><p>{LEAD}</p>
    <p><strong><a href="/2">300 boats sunk</a></strong></p><h3><a href="/3">Why 301 boats sank</a></h3>
    <ul><li><a href="/4">302 cranes</a></li><li><a href="/5">303 cranes</a></li></ul>
    <p>{BODY[0]} <a href="/6">Das Amt zählt 599 Stege.</a></p></article></body></html>"""
    found = extract(page.encode(), "https://example.org/1")
    assert found is not None
    assert f"{LEAD}\n{BODY[0]} Das Amt zählt 599 Stege." == found.text


def test_a_line_that_points_up_at_a_picture_goes() -> None:
    assert f"{LEAD}\n{BODY[0]}" == clean(f"{LEAD}\n▲ 항구의 배 300척 자료사진 /연합뉴스\n{BODY[0]}")


def test_a_list_of_teasers_goes_until_the_text_goes_on() -> None:
    listed = "Mehr zum Thema:\nRat streitet über 300 Boote\nHafen sperrt 400 Kräne"
    assert f"{LEAD}\n{BODY[0]}" == clean(f"{LEAD}\n{listed}\n{BODY[0]}")


def test_an_invitation_in_a_paragraph_goes_and_the_paragraph_stays() -> None:
    assert f"{BODY[0]} {BODY[1]}" == clean(f"{BODY[0]} Follow us on every channel! {BODY[1]}")


def test_invisible_characters_go_and_thin_spaces_stay() -> None:
    assert "Brückenbau 11\u202f000 Mann" == clean("Brü\u00adcken\u200bbau  11\u202f000\u202e Mann\x00\ud800 ")


@settings(deadline=None)
@given(st.lists(st.one_of(st.text(max_size=40), st.sampled_from([*_residue_lines()])), max_size=8))
def test_cleaning_twice_is_cleaning_once(lines: list[str]) -> None:
    once = clean("\n".join(lines))
    assert once == clean(once)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.text(max_size=40), st.text(max_size=80))
def test_wild_bytes_are_a_page_or_none(body: bytes, title: str, content: str) -> None:
    got = extract(body, URL, title=title, content=content)
    assert got is None or (got.title or got.text)


_TAGS = [
    "<p>",
    "</p>",
    "<div class='teaser'>",
    "</div>",
    "<article>",
    "<h1>",
    "<!--",
    "<script>",
    "<br>",
    "&#0;",
    "<a href='//['>",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(_TAGS), st.text(max_size=20)), max_size=40))
def test_wild_markup_is_a_page_or_none(pieces: list[str]) -> None:
    got = extract("".join(pieces).encode("utf-8", "surrogatepass"), "not an address")
    assert got is None or "\x00" not in got.text


@pytest.mark.parametrize("sign", ["\x1f", "\x0b", "\ufffe", "&#31;", "&#x0b;", "&#0;"])
def test_a_control_character_behind_a_teaser_breaks_no_page(sign: str) -> None:
    page = f"<div class='teaser'>more</div>{sign}<p>{'Seoul said so. ' * 40}</p>"
    got = extract(page.encode(), "https://example.org/news/1")
    assert got is not None
    assert "Seoul said so." in got.text


@pytest.mark.parametrize(
    "run", ["A", "<a", "aA", " ", "\u00a0", ".", "/", "<p", "<!--", "&", "1", "é ", "\n", "http://", "{"]
)
def test_a_long_run_of_anything_costs_no_more_than_its_length(run: str) -> None:
    """A pattern that tries every split of a run would not come back from this."""
    long = "x" + run * (200_000 // len(run))
    assert clean(clean(long)) == clean(long)
    assert isinstance(plain(long), str)
    assert canonical(long) == canonical(canonical(long))
    assert 10 <= len(sketch(long))
    assert clean("\n".join(f"{run * 150}:" for _ in range(200))) is not None


@pytest.mark.parametrize(
    "body", [b"%PDF-1.7\n<p>keine Seite, aber Text darin</p>", b"GIF89a\x00\x01<p>kein Text</p>"]
)
def test_a_file_that_is_no_page_gives_way_to_the_feed(body: bytes) -> None:
    got = extract(body, URL, title=TITLE, summary=LEAD)
    assert got is not None
    assert "summary" == got.source


# -- addresses ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "https://hafenblatt.example/a/b",
        "http://hafenblatt.example/a/b/",
        "https://www.hafenblatt.example/a/b",
        "https://HAFENBLATT.example:443/a/b#kommentare",
        "http://hafenblatt.example:80/a/b",
        "https://m.hafenblatt.example/a/b?utm_source=x&utm_medium=y",
        "https://amp.hafenblatt.example/a/b",
        "https://hafenblatt.example/a/b/amp/",
        "https://hafenblatt.example/amp/a/b",
        "https://hafenblatt.example/a/b?fbclid=1&at_medium=RSS&xtor=2",
        "https://hafenblatt.example/a//b?amp=1",
        "https://user:secret@hafenblatt.example./a/%62",
        "https://www.google.com/amp/s/hafenblatt.example/a/b/",
        "https://hafenblatt-example.cdn.ampproject.org/c/s/hafenblatt.example/a/b",
        "https://www.bing.com/news/apiclick.aspx?url=https%3a%2f%2fhafenblatt.example%2fa%2fb&c=1",
        " https://hafenblatt.example/a/b\n",
    ],
)
def test_variants_of_an_address_are_one(url: str) -> None:
    assert "https://hafenblatt.example/a/b" == canonical(url)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/view?id=2&id=1&utm_id=9", "https://a.example/view?id=1&id=2"),
        ("http://127.0.0.1:8081/a", "https://127.0.0.1:8081/a"),
        ("http://[::1]:8081/a", "https://[::1]:8081/a"),
        ("https://a.example/북한", "https://a.example/%EB%B6%81%ED%95%9C"),
        ("https://a.example/%EB%B6%81%ED%95%9C", "https://a.example/%EB%B6%81%ED%95%9C"),
        ("https://bücher.example/", "https://xn--bcher-kva.example"),
        ("https://m.example/a", "https://m.example/a"),  # a name, not a prefix
        ("https://a.example/x.amp.html", "https://a.example/x.html"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("", ""),
        ("http://[broken/", "http://[broken/"),
    ],
)
def test_an_address_has_one_spelling(url: str, expected: str) -> None:
    assert expected == canonical(url)


def test_different_articles_stay_different() -> None:
    urls = ["https://a.example/1", "https://a.example/2", "https://b.example/1", "https://a.example/?id=1"]
    urls += ["https://a.example/?id=2", "https://a.example:8443/1", "https://news.a.example/1"]
    assert len(urls) == len({canonical(url) for url in urls})


@settings(deadline=None)
@given(
    st.one_of(
        st.text(max_size=80), st.from_regex(r"https?://[a-z.]{1,12}(:\d{1,6})?/[ -~]{0,40}", fullmatch=True)
    )
)
def test_a_canonical_address_is_its_own_canonical_address(url: str) -> None:
    assert canonical(url) == canonical(canonical(url))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.hafenblatt.example/a", "hafenblatt.example"),
        ("https://m.hafenblatt.example/a", "hafenblatt.example"),
        ("http://127.0.0.1:8081/a", "127.0.0.1:8081"),
        ("nothing", ""),
        ("http://[", ""),
    ],
)
def test_an_outlet_is_its_host(url: str, expected: str) -> None:
    assert expected == outlet_of(url)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://user:secret@a.example/x", "https://a.example/x"),
        ("//user@a.example/x", "//a.example/x"),
        ("https://a.example/\x1b[31m\n", "https://a.example/\\x1b[31m\\n"),
        ("https://a.example/" + "x" * 400, "https://a.example/" + "x" * 282 + "…"),
    ],
)
def test_an_address_is_shown_without_secrets_and_tricks(url: str, expected: str) -> None:
    assert expected == shown(url)


# -- copies -------------------------------------------------------------------------------------------

WIRE = {
    "de": (
        "Der Rat der Hafenstadt hat am Montag den Bau von zwölf Brücken beschlossen, wie die "
        "Verwaltung mitteilte. Für den Plan stimmten 41 von 60 Mitgliedern. Die Arbeiten sollen "
        "im September 2026 beginnen und zwei Jahre dauern. Beschäftigt werden rund 1200 "
        "Menschen, unter ihnen 300 Fachleute aus dem Ausland. Die Opposition kündigte an, gegen "
        "den Beschluss vor Gericht zu ziehen. Die alten Brücken seien tragfähig, sagte ihr "
        "Sprecher. Ein Gutachten des Landes hatte dagegen im Frühjahr vor dem Einsturz zweier "
        "Pfeiler gewarnt und zur Eile gemahnt."
    ),
    "ko": (
        "항구 도시 의회는 월요일 새 다리 12개를 짓기로 결정했다고 시 당국이 밝혔다. 의원 60명 "
        "가운데 41명이 찬성했다. 공사는 2026년 9월에 시작해 2년 동안 이어질 예정이다. 약 "
        "1200명이 일하게 되며 이 가운데 300명은 외국에서 온 전문가다. 야당은 법원에 소송을 "
        "내겠다고 밝혔다. 야당 대변인은 낡은 다리도 아직 튼튼하다고 말했다. 그러나 정부 보고서는 "
        "봄에 기둥 두 개가 무너질 수 있다고 경고하면서 서둘러 달라고 요구한 바 있다."
    ),
    "ja": (
        "港湾都市の議会は月曜日、新しい橋を12本建設することを決めたと市当局が明らかにした。"
        "議員60人のうち41人が賛成した。工事は2026年9月に始まり2年間続く予定だ。約1200人が働き、"
        "そのうち300人は外国から来た専門家だという。野党は裁判所に訴える方針を示した。"
        "野党の報道官は古い橋はまだ丈夫だと述べた。"
        "しかし国の報告書は春に二つの橋脚が崩れる恐れがあると警告していた。"
    ),
}


@pytest.mark.parametrize("lang", WIRE)
def test_a_copy_with_other_case_spaces_and_marks_is_the_same_text(lang: str) -> None:
    other = WIRE[lang].upper().replace(". ", ".\n\n").replace(",", " ,")
    assert 1.0 == similar(sketch(WIRE[lang]), sketch(other))


@pytest.mark.parametrize("lang", WIRE)
def test_a_copy_that_is_cut_or_framed_is_found(lang: str) -> None:
    whole = WIRE[lang]
    for copy in (whole[: int(len(whole) * 0.88)], f"HAFENSTADT (Agentur) {whole} (jk/wer)"):
        assert similar(sketch(whole), sketch(copy)) >= COPY
        assert set(bands(sketch(whole))) & set(bands(sketch(copy)))


@pytest.mark.parametrize(
    ("lang", "old", "new"),
    [
        ("de", "1200", "1300"),
        ("de", "41 von 60", "42 von 60"),
        ("de", "zwölf Brücken", "elf Brücken"),
        ("ko", "300명은", "400명은"),
        ("ko", "약 1200명이", "약 수천 명이"),
        ("ja", "12本", "13本"),
        ("ja", "約1200人", "約二千人"),
    ],
)
def test_the_same_words_with_another_number_are_no_copy(lang: str, old: str, new: str) -> None:
    assert old in WIRE[lang]
    one, other = sketch(WIRE[lang]), sketch(WIRE[lang].replace(old, new))
    assert similar(one, other) <= DIFFERENT
    assert alike(one, other) >= COPY  # made from it all the same: one origin


def test_the_spelling_of_a_number_makes_no_other_number() -> None:
    spelled = WIRE["de"].replace("1200", "1.200")
    assert 1.0 == similar(sketch(WIRE["de"]), sketch(spelled))


def test_other_stories_are_not_similar() -> None:
    assert similar(sketch(WIRE["de"]), sketch(" ".join([LEAD, *BODY]))) < 0.3
    assert similar(sketch(WIRE["ko"]), sketch(WIRE["ja"])) < 0.1


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Seoul zählt 600 Tote.", "Seoul zählt 600 Tote", 1.0),
        ("Seoul zählt 600 Tote.", "SEOUL zählt  600 Tote!", 1.0),
        ("Seoul zählt 600 Tote.", "Seoul zählt 700 Tote.", 0.0),
        ("국정원 “북한군 900여 명 전사”", "국정원, 북한군 900여 명 전사", 1.0),
        ("국정원 “북한군 900여 명 전사”", "국정원 “북한군 800여 명 전사”", 0.0),
        ("", "", 0.0),  # two articles without a text are no copies of each other
        (" … ", "!", 0.0),
        ("Seoul zählt 600 Tote.", "", 0.0),
    ],
)
def test_short_texts_are_copies_only_when_they_are_equal(one: str, other: str, expected: float) -> None:
    assert expected == similar(sketch(one), sketch(other))
    assert (expected == 1.0) == bool(set(bands(sketch(one))) & set(bands(sketch(other))))


@pytest.mark.parametrize("text", [WIRE["de"], "Mehr dazu in Kürze."])
def test_a_copy_may_have_another_headline_but_no_other_figure_in_it(text: str) -> None:
    first = sketch(text, "Rat beschließt 12 Brücken")
    assert 1.0 == similar(first, sketch(text, "Zustimmung für 12 Brücken in der Hafenstadt"))
    assert similar(first, sketch(text, "Rat beschließt 14 Brücken")) <= DIFFERENT


def test_a_sketch_is_the_same_in_another_process() -> None:
    script = f"from bot.articles import sketch; print(sketch({WIRE['ko']!r}).hex())"
    root = Path(__file__).parent.parent
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=root
    )
    assert sketch(WIRE["ko"]).hex() == done.stdout.strip()


def test_bands_are_keys_for_a_signed_column() -> None:
    keys = bands(sketch(WIRE["de"]))
    assert (21, 1) == (len(set(keys)), len(bands(sketch("kurz"))))
    assert all(0 <= key < 2**63 for key in keys)


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(), max_size=400), st.text(st.characters(), max_size=400))
def test_wild_texts_have_a_similarity(one: str, other: str) -> None:
    a, b = sketch(one), sketch(other)
    assert 0.0 <= similar(a, b) == similar(b, a) <= 1.0
    assert similar(a, a) in {0.0, 1.0}
