"""Addresses of articles: which are the same, whose they are, and how they are shown."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

#: Parameters that say where a reader came from, not what is read.
_TRACKING = re.compile(
    r"(?:utm_.*|at_.*|ns_.*|wt[._].*|pk_.*|mtm_.*|mc_[ce]id|_hs.*|fbclid|gclid|dclid|yclid|msclkid|twclid|igshid|igsh|"
    r"_openstat|_ga|_gl|ref|ref_?src|ref_?url|referrer|cmp(?:id)?|ocid|smid|smtyp|xtor|sara_ec.*|wtmc|tpcc|ito|"
    r"feedtype|ftag|traffic_?source|share(?:d|id)?|output_?type|amp|__twitter_impression|guccounter|guce_.*)",
    re.IGNORECASE,
)
_MOBILE = re.compile(r"^(?:www\d?|m|mobile|mobil|amp|touch)\.(?=[^.]+\.[^.])")
_AMP_PATH = re.compile(r"(?:/amp/?$|\.amp(?=\.html?$)|\.amp$)|^/amp(?=/)", re.IGNORECASE)
_WRAPPERS = {
    "www.bing.com": "/news/apiclick.aspx",
    "bing.com": "/news/apiclick.aspx",
    "www.google.com": "/url",
}
_LONGEST = 4000


def absolute(link: Any, base: str) -> str | None:
    """A link as found in a feed or page, made absolute; None unless it leads to an http or https host."""
    if not isinstance(link, str) or not link.strip() or len(link) > _LONGEST:
        return None
    link = re.sub(r"[\x00-\x20\x7f\ud800-\udfff]+", "", unescape(link) if "&amp;" in link else link)
    try:
        url = urljoin(base, link)
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return url if usable else None


def unwrapped(url: str) -> str:
    """The address inside a search engine's redirect (``url=``) or an AMP cache, else the address itself."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        values = parse_qs(parts.query) if parts.path.lower() == _WRAPPERS.get(host) else {}
    except ValueError:
        return url
    inner = next((value[0] for key, value in values.items() if key in {"url", "q"}), "")
    if re.match(r"https?://[^/\s]", inner):
        return inner
    cached = re.match(r"/(?:amp|[cv])/(s/)?([^/]+\.[^/]+/.*)", parts.path)
    if cached and (host.endswith(".cdn.ampproject.org") or host in {"www.google.com", "google.com"}):
        return f"http{'s' if cached[1] else ''}://{cached[2]}"
    return url


def canonical(url: str) -> str:
    """The identity of an address: equal for the variants of one article, and stable.

    Tracking parameters, fragments, user info, default ports, ``www.``, mobile and AMP variants, a trailing
    slash and the difference between http and https go; the other parameters are sorted. What is no http
    address comes back stripped. ``canonical(canonical(url)) == canonical(url)``.
    """
    url = re.sub(r"[\x00-\x20\x7f\ud800-\udfff]+", "", url)
    for _ in range(8):  # an address inside an address, an AMP path inside an AMP path
        again = _once(unwrapped(url))
        if again == url:
            break
        url = again
    return url


def _once(url: str) -> str:
    try:
        parts = urlsplit(url)
        host, port = _host(parts.hostname), parts.port
        query = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=100)
    except ValueError:
        return url
    if parts.scheme not in {"http", "https"} or not host:
        return url
    host = f"[{host}]" if ":" in host else _MOBILE.sub("", host)
    if port and port not in {80, 443}:
        host = f"{host}:{port}"
    path = _AMP_PATH.sub("", re.sub(r"/{2,}", "/", _spelled(parts.path)))
    kept = urlencode(sorted(pair for pair in query if not _TRACKING.fullmatch(pair[0])))
    return urlunsplit(("https", host, path.rstrip("/"), kept, ""))


def _host(name: str | None) -> str:
    """A host in lower case, without a final dot, international names in their ASCII form."""
    name = (name or "").lower().rstrip(".")
    if name.isascii():
        return name
    try:
        return name.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return name


def _spelled(path: str) -> str:
    """A path with one spelling for each character: what needs no escape has none."""
    try:
        return (
            quote(unquote(path, errors="strict"), safe="/:@!$&'()*+,;=-._~")
            if "%2f" not in path.lower()
            else path
        )
    except UnicodeDecodeError:  # escapes of another encoding mean what they are
        return path


def outlet_of(url: str) -> str:
    """Who printed it: a host without ``www.`` and mobile prefixes, with its port where that is unusual."""
    try:
        parts = urlsplit(url)
        host, port = _host(parts.hostname), parts.port
    except ValueError:
        return ""
    host = _MOBILE.sub("", host)
    return f"{host}:{port}" if host and port and port not in {80, 443} else host


def shown(url: str, longest: int = 300) -> str:
    """An address as errors and logs may name it: without user info, control characters escaped, cut."""
    bare = re.sub(r"^([a-zA-Z][\w+.-]*:)?//[^/?#]*@", lambda m: f"{m[1] or ''}//", url[: 4 * longest])
    printable = "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in bare)
    return printable if len(printable) <= longest else printable[:longest] + "…"
