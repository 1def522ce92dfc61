"""Boilerplate: pages as sites lay them out, and what of them is the article's own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.articles import Page, extract

URL = "https://hafenblatt.example/news/bridges-1"
TITLE = "City council votes for twelve new bridges"
LEAD = "The city council has voted for 12 new bridges over the old harbour, its speaker said on Tuesday."
BODY = (
    "Of the 60 members, 41 voted for the plan after a long session in the town hall, the speaker added.",
    "Some 1,200 people will work on the bridges for two years, according to the building office.",
    "Opponents of the plan said they would go to court; they hold that the old bridges are sound.",
    "The state audit had warned in spring that two of the pillars might not stand another winter.",
)
OWN = [LEAD, *BODY]
OTHER = "Ferry with 5005 people runs aground off the northern pier"
LINK = f"<a href='/2'>{OTHER}</a>"


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def read(body: str, head: str = "", title: str = TITLE, **told: str) -> Page:
    html = f"<html lang='en'><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    found = extract(html.encode(), URL, **told)
    assert found is not None
    return found


def lines(body: str, head: str = "", **told: str) -> list[str]:
    return read(body, head, **told).text.split("\n")


def within(piece: str) -> str:
    """A plain article with a piece of markup between its second and third paragraph."""
    return f"<main><article><h1>{TITLE}</h1>{paragraphs(LEAD, BODY[0])}{piece}{paragraphs(*BODY[1:])}</article></main>"


# -- the lead -----------------------------------------------------------------------------------------

CUT = f'<meta property="og:description" content="{LEAD[:50]}…">'
OTHERWISE = '<meta property="og:description" content="What the vote means for the ferries of the north.">'


@pytest.mark.parametrize("head", ["", CUT, OTHERWISE])
@pytest.mark.parametrize(
    "box",
    [
        *(
            "class='post-content'",
            "class='article-body'",
            "class='article__body'",
            "class='entry-content'",
            "class='text'",
        ),
        *(
            "class='story-body'",
            "class='content'",
            "itemprop='articleBody'",
            "class='css-1a2b3c'",
            "id='app-5'",
            "",
        ),
    ],
)
@pytest.mark.parametrize(
    "lead",
    [
        "<p class='standfirst'>{}</p>",
        "<div class='intro'>{}</div>",
        "<h2>{}</h2>",
        "<header><p>{}</p></header>",
        "<ul class='bullets'><li>{}</li></ul>",
        "<div><p><strong>{}</strong> <span class='byline'></span></p></div>",
    ],
)
def test_a_lead_between_headline_and_body_is_kept(lead: str, box: str, head: str) -> None:
    body = f"<main><h1>{TITLE}</h1>{lead.format(LEAD)}<div {box}>{paragraphs(*BODY)}</div></main>"
    assert [line.removeprefix("- ") for line in lines(body, head)] == OWN


def test_a_lead_above_the_headline_is_known_by_the_pages_own_summary() -> None:
    body = f"<div><p>{LEAD}</p></div><h1>{TITLE}</h1><div class='article-body'>{paragraphs(*BODY)}</div>"
    assert lines(body, CUT) == OWN
    assert lines(body, summary=LEAD[:60], title=TITLE) == OWN
    assert lines(body) == list(BODY)


def test_a_label_in_the_line_of_the_lead_is_not_part_of_it() -> None:
    body = f"<h1>{TITLE}</h1><div class='lead'><strong>Losses</strong> <span>{LEAD}</span></div>{paragraphs(*BODY)}"
    assert lines(body, f'<meta name="description" content="{LEAD}">') == OWN


def test_bylines_dates_and_tools_between_headline_and_body_are_no_lead() -> None:
    tools = "<div>By Ada Marsh</div><time>26 June 2025</time><ul><li><a href='/share'>Share</a></li></ul><p>4 min</p>"
    body = f"<h1>{TITLE}</h1>{tools}<div class='article-body'>{paragraphs(*OWN)}</div>"
    assert lines(body) == OWN


# -- own text with names of furniture -----------------------------------------------------------------


@pytest.mark.parametrize(
    "piece",
    [
        "<div class='read-more'>{0}{1}</div>",
        "<div class='collapse read-more-content'>{0}</div><div class='subscribe-content'>{1}</div>",
        "<p class='promo-text'>{2}</p><p class='paragraph popular'>{3}</p>",
        "<p class='reply'>{2}</p><p class='reply'>{3}</p>",
        "<div class='trending teaser'>{0}{1}</div>",
    ],
)
def test_sentences_outweigh_a_name_that_furniture_has_too(piece: str) -> None:
    own = piece.format(paragraphs(BODY[1]), paragraphs(BODY[2]), BODY[1], BODY[2])
    body = f"<article><h1>{TITLE}</h1>{paragraphs(LEAD, BODY[0])}{own}{paragraphs(BODY[3])}</article>"
    assert lines(body) == OWN


@pytest.mark.parametrize(
    "piece",
    [
        f"<div class='read-more'><a href='/2'>{OTHER}</a></div>",
        "<div class='subscribe'><p>Join 5005 readers of our weekly harbour letter.</p><button>Join</button></div>",
        f"<div class='promo'><h4>{LINK}</h4><p>All 5005 were brought ashore by noon, said the pilots.</p></div>",
    ],
)
def test_furniture_without_sentences_of_its_own_goes(piece: str) -> None:
    assert lines(within(piece)) == OWN


# -- what trafilatura leaves behind -------------------------------------------------------------------


@pytest.mark.parametrize(
    "box",
    [
        "<div><table><tr><td><img src='x.jpg'></td></tr><tr><td class='desc'>Photo: 5005 flags</td></tr></table></div>",
        "<div><div>Map</div></div>",
        "<span class='end_photo'><div><img src='x.jpg'></div><em class='img_desc'>5005 flags on the pier</em></span>",
    ],
)
def test_bare_text_behind_a_box_is_kept(box: str) -> None:
    text = "<br><br>".join(BODY[1:])
    body = f"<h1>{TITLE}</h1><article>{box}{LEAD}<br/>{BODY[0]}{box}{text}</article>"
    assert [line for line in lines(body) if line != "Map"] == OWN


@pytest.mark.parametrize("box", ["article-body", "article--text", "text-block", "c-9f3"])
def test_a_body_in_several_boxes_of_one_name_is_whole(box: str) -> None:
    pieces = "<div class='ad'></div>".join(f"<div class='{box}'>{paragraphs(text)}</div>" for text in OWN)
    assert lines(f"<main><h1>{TITLE}</h1><div class='story'>{pieces}</div></main>") == OWN


def test_a_second_article_on_the_page_is_another_story() -> None:
    own = f"<article class='a'><h1>{TITLE}</h1><div class='content'>{paragraphs(*OWN)}</div></article>"
    other = f"<div class='content'>{paragraphs(f'{OTHER}, pilots said.')}</div>"
    next_one = f"<article class='a'><h1>{OTHER}</h1>{other}</article>"
    assert lines(f"<main>{own}<hr>{next_one}</main>") == OWN


def test_a_page_laid_out_in_tables_is_read() -> None:
    menu = "<td><a href='/1'>Home</a><br><a href='/2'>Ports</a></td>"
    body = f"<table><tr>{menu}<td><h1>{TITLE}</h1><div>{'<br><br>'.join(OWN)}</div></td></tr></table>"
    assert lines(body) == OWN


# -- teasers in the text ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "piece",
    [
        "<p>{}</p>",
        "<p>Read also: {}</p>",
        "<p><strong>VIDEO</strong> {}</p>",
        "<p><b>What the pilots say:</b> {}</p>",
        "<p>► {}</p>",
        "<p>【関連記事】{}</p>",
        "<p>[관련기사] {}</p>",
        "<p>Ver más | {}</p>",
        "<p>{} <span>29.04.2025</span></p>",
        "<p>{} (Source: harbour wire)</p>",
        "<p>{} By Ada Marsh</p>",
        "<p>(<a href='/2'>Read more</a>: Ferry with 5005 people runs aground)</p>",
        "<div>{}</div>",
        "<ul><li>12:40 {}</li><li>{}</li></ul>",
        "<a href='/2'><div><p>5005 people were on the ferry, the pilots say.</p><span>2025/3/27</span></div></a>",
        "<p>Don’t miss: Ferry with 5005 people aground</p>",
        "<p>👉 Lire aussi : 5005 personnes sur le quai</p>",
    ],
)
def test_a_paragraph_that_is_mostly_a_link_and_no_sentence_goes(piece: str) -> None:
    assert lines(within(piece.replace("{}", LINK))) == OWN


@pytest.mark.parametrize(
    "own",
    [
        "<a href='/2'>The pilots counted 599 boats in the outer harbour on Monday</a>, said the office.",
        "In the words of the pilots, <a href='/2'>599 boats were in the outer harbour on Monday</a>.",
        "<a href='/2'>The pilots counted 599 boats in the outer harbour on Monday, said the office.</a>",
        "<a href='/2'>599 boats</a> and <a href='/3'>300 cranes</a> stand idle, the office said.",
        "“It was <a href='/2'>the worst storm that the 599 boats have seen in years</a>”, she said.",
    ],
)
def test_a_sentence_that_is_mostly_a_link_stays(own: str) -> None:
    assert any("599 boats" in line for line in lines(within(f"<p>{own}</p>")))


CARDS = [
    f"<section class='x_ri'><h3>Más información</h3><div><article><h2>{LINK}</h2>"
    "<p>All 5005 are safe, said the pilots.</p></article></div></section>",
    f"<div class='inline-article'><span>Leggi anche</span><h3>{LINK}</h3><p>All 5005 are safe, said the pilots.</p></div>",
    f"<div class='box'><div class='t'>Gli altri articoli</div><div>{OTHER}</div><div>5005 boats idle</div></div>",
    f"<div class='q'><h4>{LINK}</h4><p>All 5005 passengers were brought ashore by noon, the pilots said.</p></div>",
    f"<div data-component='links-block'><p>{OTHER}.</p></div>",
    f"<div data-area='related_articles'><p>{OTHER}.</p></div>",
    f"<div role='complementary'><p>{OTHER}.</p></div>",
    "<div class='poll'><p>Do you think that 5005 people were on board?</p><ul><li>Yes 64%</li></ul></div>",
    "<div class='c1'><h3>Komentarze (2)</h3><div><b>guest</b><p>I have heard that 5005 people were on it!</p></div></div>",
    "<div class='jw-player'><p>Video: See where 5005 people went ashore</p></div>",
    "<div class='podcast-box'><h4>The harbour ear</h4><p>Why 5005 people were on the ferry that day.</p></div>",
    "<div class='nv-promo'><p>Subscribe to our harbour letter. There are 5005 of us by now.</p></div>",
    "<div class='slajd'><img src='x.jpg'><p>Crew of the ferry. All 5005 are safe</p></div>",
    "<div class='video-resource'><div class='headline'>See where 5005 people went ashore</div><span>01:22</span></div>",
]


@pytest.mark.parametrize("card", CARDS)
def test_a_card_of_another_story_goes_whatever_its_name(card: str) -> None:
    assert lines(within(card)) == OWN


def test_flash_news_is_its_one_paragraph() -> None:
    items = "".join(
        f"<div class='item'><h3><a href='/{n}'>{n}005 boats idle</a></h3><p>The pilots said on Monday that {n}005 boats "
        f"had been idle in the outer harbour since the storm, more than ever before in the history of the port.</p></div>"
        for n in (5, 6, 7)
    )
    body = f"<div class='news'><h1>{TITLE}</h1><div>{paragraphs(LEAD)}</div></div>"
    body += f"<div class='more'><h2>Other news</h2>{items}</div>"
    assert lines(body) == [LEAD]


def test_posts_of_a_live_page_that_link_to_themselves_stay() -> None:
    posts = "".join(
        f"<article id='b{n}'><h2><a href='{href}#b{n}'>Post {n} from the harbour</a></h2><p>{text}</p></article>"
        for n, (text, href) in enumerate(zip(OWN, ["", URL, "/news/bridges-1", "", URL], strict=True))
    )
    got = lines(f"<main><h1>{TITLE}</h1><div>{posts}</div></main>")
    assert [line for line in got if not line.startswith("Post ")] == OWN


def test_headlines_behind_the_last_sentence_are_other_stories() -> None:
    own = paragraphs(*OWN)
    assert (
        lines(f"<article><h1>{TITLE}</h1>{own}<p>Hot today</p><p>{OTHER}</p><p>5005 boats idle</p></article>")
        == OWN
    )
    listed = "<h3>In figures</h3><ul><li>12 bridges</li><li>1,200 workers</li></ul>"
    assert "- 12 bridges" in lines(f"<article><h1>{TITLE}</h1>{own}{listed}</article>")


def test_comments_longer_than_the_article_go_under_any_of_their_names() -> None:
    said = paragraphs(
        *(f"Reader {n}: I have heard that it will be 5005 bridges, and all too expensive." for n in range(30))
    )
    for name in ("kommentare", "comentarios", "u_cbox", "pinglun", "reply_list"):
        assert lines(within("") + f"<div class='{name}'>{said}</div>") == OWN, name


def test_a_single_headline_in_a_box_behind_the_article_is_another_story() -> None:
    told = [*OWN, "The mayor has not commented so far."]
    own = f"<div class='detail'><h1>{TITLE}</h1><div>{'<br><br>'.join(told)}</div></div>"
    assert lines(f"<div class='area'>{own}<div class='list'><p><b>{OTHER}</b></p></div></div>") == told


@pytest.mark.parametrize(
    "name",
    ["u_cbox_contents", "opinie", "kommentarii", "pinglun", "comentarios", "commentaires", "reply_list"],
)
def test_comments_have_many_names(name: str) -> None:
    said = paragraphs("I have heard that it will be 5005 bridges, and all of them too expensive for us.")
    assert lines(within("") + f"<div class='{name}'>{said}</div>") == OWN


@pytest.mark.parametrize(
    "picture",
    [
        "<p><img src='x.jpg'><em>5005 flags on the pier</em></p>",
        "<div class='carousel__item'><img src='x.jpg'><div class='carousel__text'>5005 flags on the pier</div></div>",
        "<div class='story__main-image'><img src='x.jpg'></div><div class='story__main-image__title'>5005 flags</div>",
        "<table><tr><td><img src='x.jpg'></td></tr><tr><td>5005 flags on it. photo@hafen.example</td></tr></table>",
    ],
)
def test_a_caption_outside_a_figure_goes(picture: str) -> None:
    assert lines(within(picture)) == OWN


def test_an_article_told_in_captions_is_those() -> None:
    told = "".join(f"<div class='gallery__photo'><img src='x.jpg'><p>{text}</p></div>" for text in BODY)
    assert lines(f"<article><h1>{TITLE}</h1><p class='intro'>{LEAD}</p>{told}</article>") == OWN


def test_a_paragraph_that_holds_a_picture_stays() -> None:
    body = (
        f"<article><h1>{TITLE}</h1>"
        + "".join(f"<p><img src='x.jpg'>{text}</p>" for text in OWN)
        + "</article>"
    )
    assert lines(body) == OWN


def test_a_note_of_a_correction_does_not_repeat_what_was_wrong() -> None:
    note = (
        "Correction: An earlier version of this article said that there would be 5005 bridges. There are 12."
    )
    assert lines(within(f"<p>{note}</p>")) == OWN


def test_what_belongs_to_an_invitation_goes_with_it() -> None:
    assert lines(within("<p>Join the community. We are 5005 by now.</p>")) == OWN
    assert lines(within("<p>Dołącz do nas: jest nas 5005 tys. czytelników.</p>")) == OWN


def test_a_short_story_keeps_its_lines() -> None:
    text = [
        "市议会周二投票决定在旧港口新建十二座桥梁，议长说。",
        "六十名议员中有四十一人赞成这项计划。",
        "约一千二百人将施工两年。",
    ]
    boxes = f"<p>广告</p><div><p>{text[1]}</p><p>{text[2]}</p></div>"
    body = f"<div><main><article><h1>市议会决定建桥</h1><p>{text[0]}</p><div><div>{boxes}</div></div></article></main></div>"
    assert lines(body) == text


def test_an_invitation_takes_no_sentence_with_it() -> None:
    body = f"<article><h1>{TITLE}</h1><p>{LEAD} Follow us on every channel.</p></article>"
    assert lines(body) == [LEAD]


# -- what scripts hold --------------------------------------------------------------------------------


def story(headline: str, body: str) -> str:
    told = f'{{"@type": "NewsArticle", "headline": "{headline}", "articleBody": "{body}"}}'
    return f'<script type="application/ld+json">{told}</script>'


def test_the_text_in_a_script_is_read_as_markup() -> None:
    own = "".join(f"<p>{text}</p>" for text in OWN)
    got = lines(
        "<div id='app'></div>", story(TITLE, f"{own}<p>Read also: {OTHER}</p><figure>5005 flags</figure>")
    )
    assert got == OWN


def test_a_teaser_at_the_end_of_a_scripts_flat_text_goes() -> None:
    assert lines("<div id='app'></div>", story(TITLE, f"{' '.join(OWN)} Read more: {OTHER}")) == [
        " ".join(OWN)
    ]


def test_the_script_of_another_story_is_not_this_pages_text() -> None:
    other = story(OTHER, "All 5005 passengers were brought ashore by noon, the pilots said. " * 30)
    assert lines(within(""), other) == OWN
    assert read(within(""), other).title == TITLE
    assert lines(within(""), other + story(TITLE, " ".join(OWN))) == OWN


def test_a_page_that_shows_another_text_than_its_own_script_is_read_from_the_page() -> None:
    assert lines(within(""), story(TITLE, f"{LEAD} Read also: {OTHER} Read also: {OTHER}")) == OWN


# -- walls --------------------------------------------------------------------------------------------

WALLS = {
    "zh": (
        "韩国情报机构：约600名工人在港口罢工，总数达4700人",
        "请完成安全验证后继续访问。为了保护您的账户安全，请拖动下方滑块完成拼图。如有疑问，请联系客服。",
        "韩情报部门说，港口已有600名工人停工，全部参与者达4700人。工会表示，谈判将于下周继续，市政府暂未回应。",
    ),
    "ja": (
        "港で労働者約600人がスト、総数は4700人に 情報機関",
        "続行するには、ロボットではないことを確認してください。お使いのブラウザで画像を選択してください。",
        "港湾の労働者およそ600人がストに入り、参加者はあわせて4700人に上ると組合が明らかにした。交渉は来週も続く見通しだ。",
    ),
}


@pytest.mark.parametrize("lang", WALLS)
def test_a_wall_is_told_from_the_story_where_words_are_not_spaced(lang: str) -> None:
    title, wall, text = WALLS[lang]
    page = "<html><head><title>{}</title></head><body><div><p>{}</p></div></body></html>"
    walled = extract(page.format("安全验证", wall * 3).encode(), URL, title=title, summary="", lang=lang)
    told = extract(page.format("", text).encode(), URL, title=title, summary="", lang=lang)
    assert walled is not None
    assert told is not None
    assert ("summary", "page", text) == (walled.source, told.source, told.text)


# -- titles -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("behind", [" | NHK", " - Ports - Harbour Daily", "：港新聞", " — The Harbour"])
def test_a_title_is_the_headline_without_what_the_site_adds(behind: str) -> None:
    head = f'<meta property="og:title" content="{TITLE}{behind}">'
    assert read(within(""), head, title=f"{TITLE}{behind}").title == TITLE


# -- wild markup --------------------------------------------------------------------------------------

_PIECES = [
    *(
        "<p>",
        "</p>",
        "<div class='promo'>",
        "</div>",
        "<table><tr><td>",
        "</table>",
        "<h1>",
        "</h1>",
        "<a href='/x'>",
        "</a>",
    ),
    *(
        "<br>",
        "<img src=x>",
        "<li>",
        "<article>",
        "</article>",
        "<span class='reply'>",
        "</span>",
        LEAD,
        TITLE,
        "&nbsp;",
        "<p/>",
    ),
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=40))
def test_no_markup_makes_a_paragraph_twice(pieces: list[str]) -> None:
    got = extract(f"<html><head><title>{TITLE}</title></head><body>{''.join(pieces)}".encode(), URL)
    told = got.text.split("\n") if got is not None else []
    assert len(told) == len(set(told))


@pytest.mark.parametrize(
    "piece",
    [
        "<img src=x>",
        "<div class='reply'>",
        "<a href='/1'>x</a>",
        "<li><img src=x>",
        "<span class='photo'>",
        "<td>",
        "x<br>",
    ],
)
def test_a_page_of_one_thing_over_and_over_ends(piece: str) -> None:
    """Anything that looks at all of a page from each of its elements would not come back from this."""
    assert read(f"<h1>{TITLE}</h1><p>{LEAD}</p>" + piece * 9_000).title == TITLE
