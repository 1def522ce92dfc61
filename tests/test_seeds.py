"""The files in seeds/: whom they name in eleven languages, and what is polled."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from urllib.parse import urlsplit

import pytest

from bot import claimants as claimants_room
from bot import feeds as feeds_room
from bot.claimants import Claimants
from bot.claims.language import codes
from bot.claims.lexicon import Lexicon
from bot.claims.text import fold
from bot.model import Feed
from bot.places import SEEDS

LANGUAGES = ("de", "en", "es", "fr", "it", "ja", "ko", "pl", "ru", "uk", "zh")

#: Ids that the contract on figures names.
CONTRACT = (
    *(
        "nis",
        "hur",
        "sbu",
        "zelensky",
        "ukraine-general-staff",
        "pentagon",
        "white-house",
        "state-department",
    ),
    *(
        "us-officials",
        "nato",
        "uk-mod",
        "rok-jcs",
        "rok-mnd",
        "russia-mod",
        "kremlin",
        "shoigu",
        "dprk",
        "isw",
    ),
    *("ukraine-officials", "western-officials", "rok-officials"),
)


@cache
def claimants() -> Claimants:
    path = SEEDS / "claimants.toml"
    return claimants_room.load(path.read_text(encoding="utf-8"), path.name)


@cache
def feeds() -> tuple[Feed, ...]:
    path = SEEDS / "feeds.toml"
    return feeds_room.load(path.read_text(encoding="utf-8"), path.name, codes())


@cache
def lexicon(lang: str) -> Lexicon:
    """All phrases of one language; Korean, Japanese and Chinese are found wherever they stand."""
    entries = [
        (
            " ".join("=" * w.case_sensitive + w.text + "*" * w.open_ended for w in alias.words),
            "who",
            (alias.claimant, alias.role),
        )
        for alias in claimants().aliases(lang)
    ]
    return Lexicon(entries, spaced=lang not in {"ja", "ko", "zh"})


def named(lang: str, sentence: str) -> list[tuple[str, str]]:
    """Ids and roles of those whom a sentence names, in its order; a name with and without its spaces is one."""
    found = {(hit.start, hit.end, *hit.value): hit.value for hit in lexicon(lang).find(fold(sentence))}
    return list(found.values())


def test_every_id_of_the_contract_is_there() -> None:
    assert set() == set(CONTRACT) - set(claimants().ids)


def test_the_eleven_languages_and_any_more_name_claimants() -> None:
    assert set(LANGUAGES) <= set(claimants().languages)


@pytest.mark.parametrize("id_", CONTRACT)
def test_every_id_of_the_contract_is_named_in_every_language(id_: str) -> None:
    counts = {lang: sum(a.claimant == id_ for a in claimants().aliases(lang)) for lang in LANGUAGES}
    assert {} == {lang: n for lang, n in counts.items() if n < 4}


def test_relays_are_heard_in_every_language() -> None:
    heard = {(a.claimant, lang) for lang in LANGUAGES for a in claimants().aliases(lang) if a.role == "relay"}
    wanted = {(relay, lang) for relay in ("lee-seong-kweun", "skibitskyi", "yusov") for lang in LANGUAGES}
    assert set() == wanted - heard


@pytest.mark.parametrize(
    ("relay", "claimant"),
    [
        ("lee-seong-kweun", "nis"),
        ("park-sun-won", "nis"),
        ("rok-intelligence-committee", "nis"),
        ("skibitskyi", "hur"),
        ("yusov", "hur"),
    ],
)
def test_a_relay_passes_on_the_number_of_its_body(relay: str, claimant: str) -> None:
    assert claimant == claimants().speaks_for(relay)


NIS, HUR, JCS = ("nis", "claimant"), ("hur", "claimant"), ("rok-jcs", "claimant")
STAFF, UK = ("ukraine-general-staff", "claimant"), ("uk-mod", "claimant")
LEE, SKIBITSKYI = ("lee-seong-kweun", "relay"), ("skibitskyi", "relay")


@pytest.mark.parametrize(
    ("lang", "sentence", "who"),
    [
        # the spy agency in Seoul
        ("de", "Das teilte der südkoreanische Geheimdienst mit.", [NIS]),
        ("de", "Nach Angaben von Seouls Geheimdienst sind es mehr.", [NIS]),
        ("de", "Südkoreas Nachrichtendienst (NIS) zählt anders.", [NIS, NIS]),
        ("en", "South Korea’s spy agency told lawmakers on Thursday", [NIS]),
        ("en", "the National Intelligence Service said", [NIS]),
        ("fr", "selon les services de renseignement sud-coréens", [NIS]),
        ("fr", "d'après l'agence d'espionnage sud-coréenne", [NIS]),
        ("es", "informó el servicio de inteligencia surcoreano", [NIS]),
        ("it", "secondo gli 007 sudcoreani", [NIS]),
        ("pl", "poinformował południowokoreański wywiad", [NIS]),
        ("pl", "według wywiadu Korei Południowej", [NIS]),
        ("ru", "сообщила южнокорейская разведка", [NIS]),
        ("ru", "по данным Национальной разведывательной службы", [NIS]),
        ("uk", "за даними південнокорейської розвідки", [NIS]),
        ("ko", "국가정보원은 26일 국회에 보고했다", [NIS]),
        ("ko", "정보당국은 그 규모를 파악하고 있다", [NIS]),  # in Seoul's papers its own service
        ("ko", "우크라이나 정보당국에 따르면", [HUR]),
        ("ja", "韓国の国家情報院が明らかにした", [NIS]),
        ("zh", "南韓國家情報院表示", [NIS]),
        ("zh", "韩国国情院称", [NIS]),
        # the joint chiefs, not another army's
        ("de", "Der südkoreanische Generalstab meldet", [JCS]),
        ("ko", "합동참모본부 관계자는 말했다", [JCS]),
        ("ja", "韓国軍合同参謀本部は発表した", [JCS]),
        ("zh", "韓國聯合參謀本部說", [JCS]),
        ("ru", "заявил ОКНШ Южной Кореи", [JCS]),
        # military intelligence in Kyiv, and its deputy head
        ("de", "erklärte der ukrainische Militärgeheimdienst HUR", [HUR, HUR]),
        ("en", "Ukraine's military intelligence chief Kyrylo Budanov", [HUR, HUR]),
        ("en", "said Vadym Skibitskyi, deputy head of HUR", [SKIBITSKYI, HUR]),
        ("uk", "повідомив представник ГУР Андрій Юсов", [HUR, ("yusov", "relay")]),
        ("uk", "заявив Вадим Скібіцький", [SKIBITSKYI]),
        ("ru", "сообщил начальник ГУР Кирилл Буданов", [HUR, HUR]),
        ("ko", "우크라이나 국방부 정보총국은", [HUR]),
        ("ja", "ウクライナ国防省情報総局によると", [HUR]),
        ("zh", "乌克兰国防部情报总局说", [HUR]),
        # ministries of four countries are told apart
        ("ko", "국방부는 밝혔다", [("rok-mnd", "claimant")]),
        ("ko", "미 국방부는 밝혔다", [("pentagon", "claimant")]),
        ("ko", "러시아 국방부는 밝혔다", [("russia-mod", "claimant")]),
        ("ko", "영국 국방부는 밝혔다", [UK]),
        ("ko", "우크라이나 국방부는 밝혔다", [("ukraine-officials", "claimant")]),
        ("zh", "俄罗斯国防部称", [("russia-mod", "claimant")]),
        ("zh", "英國國防部指出", [UK]),
        ("de", "das britische Verteidigungsministerium", [UK]),
        ("fr", "le ministère britannique de la Défense", [UK]),
        ("pl", "brytyjskie ministerstwo obrony", [UK]),
        ("uk", "у Міноборони Великої Британії", [UK]),
        ("it", "il ministero della Difesa di Londra", [UK]),
        # persons speak for their office
        ("en", "Defense Secretary Lloyd Austin said", [("pentagon", "claimant")]),
        ("de", "sagte US-Außenminister Antony Blinken", [("state-department", "claimant")] * 2),
        ("es", "dijo John Kirby", [("white-house", "claimant")]),
        ("it", "ha detto Mark Rutte", [("nato", "claimant")]),
        ("pl", "powiedział Ołeksandr Syrski", [STAFF]),
        ("fr", "a déclaré Roustem Oumerov", [("ukraine-officials", "claimant")]),
        ("ru", "сказал Андрей Белоусов", [("russia-mod", "claimant")]),
        ("ja", "ゼレンスキー大統領は述べた", [("zelensky", "claimant")]),
        ("zh", "澤倫斯基表示", [("zelensky", "claimant")]),
        ("uk", "за словами Зеленського", [("zelensky", "claimant")]),
        ("es", "el presidente ucraniano, Volodímir Zelenski", [("zelensky", "claimant")] * 2),
        ("de", "Russlands Verteidigungsminister Andrej Belousow", [("russia-mod", "claimant")] * 2),
        ("ko", "세르게이 쇼이구 서기는", [("shoigu", "claimant")]),
        ("en", "the Institute for the Study of War (ISW)", [("isw", "claimant")] * 2),
        ("de", "meldete die nordkoreanische Nachrichtenagentur KCNA", [("dprk", "claimant")] * 2),
        # who passes on
        ("de", "sagte der Abgeordnete Lee Seong-kweun nach einer Unterrichtung", [LEE]),
        ("ko", "이성권 의원은 기자들에게", [LEE]),
        ("zh", "議員李成權轉述", [LEE]),
        ("en", "in an interview with CNN", [("cnn", "medium")]),
        ("ru", "пишет агентство Рёнхап", [("yonhap", "medium")]),
        # those spoken of more than they speak
        ("en", "Vladimir Putin thanked", [("kremlin", "capital")]),
        ("de", "Kim Jong Un empfing", [("dprk", "capital")]),
        ("fr", "l'armée ukrainienne", [("ukraine-general-staff", "capital")]),
        ("de", "teilte Seoul mit", [("rok-officials", "capital")]),
    ],
)
def test_a_sentence_names_its_speakers(lang: str, sentence: str, who: list[tuple[str, str]]) -> None:
    assert who == named(lang, sentence)


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("de", "Der Geheimdienst warnt, die Geheimdienste schweigen."),
        ("en", "Intelligence is a nice gift."),
        ("en", "He ran at full speed and met Ms Ryderson."),
        ("ko", "당국에 따르면 정보가 부족하다"),
        ("fr", "Le renseignement ne coûte rien."),
        ("ru", "Разведка молчит."),
        ("it", "Le fonti tacciono."),
        ("en", "The nis and the hur are no words."),
        ("uk", "Суспільна думка мінлива, а малюк спить."),
        ("ja", "グライダーが飛んだ"),
    ],
)
def test_plain_words_are_nobody(lang: str, sentence: str) -> None:
    assert [] == named(lang, sentence)


def test_names_are_shown_in_german_and_english() -> None:
    assert "Südkoreas Geheimdienst (NIS)" == claimants().name("nis", "de")
    assert "Ukraine's General Staff" == claimants().name("ukraine-general-staff", "en")


# -- feeds ---------------------------------------------------------------------------------


def test_enough_feeds_in_enough_languages_are_polled() -> None:
    polled = [feed for feed in feeds() if feed.enabled]
    assert 60 <= len(feeds())
    assert 45 <= len(polled)
    assert set(LANGUAGES) == {feed.lang for feed in polled}


def test_a_feed_that_is_not_polled_says_why() -> None:
    assert [] == [feed.name for feed in feeds() if not feed.enabled and not feed.note]


def test_wires_are_polled_often_and_nothing_more_often_than_every_ten_minutes() -> None:
    assert timedelta(minutes=10) <= min(feed.every for feed in feeds())
    wires = [feed for feed in feeds() if feed.origin in {"yonhap", "ukrinform"}]
    assert {timedelta(minutes=15)} == {feed.every for feed in wires}


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("yna.co.kr", "yonhap"),
        ("ukrinform", "ukrinform"),
        ("bbci.co.uk", "bbc"),
        ("rferl.org", "rfe-rl"),
        ("radiosvoboda.org", "rfe-rl"),
        ("rss.dw.com", "dw"),
        ("pravda.com.ua", "ukrainska-pravda"),
    ],
)
def test_editions_of_one_house_are_one_origin(host: str, origin: str) -> None:
    editions = [feed for feed in feeds() if host in (urlsplit(feed.url).hostname or "")]
    assert editions
    assert {origin} == {feed.origin for feed in editions}


def test_outlets_under_sanctions_are_not_polled() -> None:
    barred = {
        "ria.ru",
        "rt.com",
        "rg.ru",
        "iz.ru",
        "lenta.ru",
        "sputniknews.com",
        "sputnikglobe.com",
        "tass.com",
    }
    polled = {(urlsplit(feed.url).hostname or "").removeprefix("www.") for feed in feeds() if feed.enabled}
    assert set() == barred & polled
