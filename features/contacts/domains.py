"""Hosts: which words after a dot are top-level domains, and which part of a host someone registered.

Top-level domains after the IANA root zone; the second-level ones that light knows are those in common use for registration.
Full asks the public suffix list that tldextract brings, without network.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from features.profile import Profile

if TYPE_CHECKING:
    from tldextract import TLDExtract

_COUNTRY_TLDS_TEXT: Final = """
ac ad ae af ag ai al am ao ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd cf cg ch ci
ck cl cm cn co cr cu cv cw cy cz de dj dk dm do dz ec ee eg es et eu fi fj fm fo fr ga gd ge gf gg gh gi gl gm gn gp gq gr
gt gu gw gy hk hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kr kw ky kz la lb lc li lk lr ls lt lu
lv ly ma mc md me mg mk ml mm mn mo mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk
pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg si sk sl sm sn so sr ss st su sv sy sz tc td tg th tj tk tl tm
tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw рф бел укр срб мкд қаз бг
"""
COUNTRY_TLDS: Final = frozenset(_COUNTRY_TLDS_TEXT.split())
_GENERIC_TLDS_TEXT: Final = """
com org net edu gov mil int info biz jobs job name pro mobi asia app dev xyz online site store shop club top vip work works
career careers agency services solutions group team tech cloud digital global world international company live life link
click page pages space website web host press news media email icu cyou buzz fun bond sbs lol monster win bid loan trade
wiki center network systems support academy education school training health care clinic london berlin paris wien nyc tokyo
africa istanbul hamburg koeln bayern tirol cat eus gal scot wales travel tours holiday hotel blog cafe bar restaurant
finance financial capital money fund exchange market marketing consulting construction energy engineering expert enterprises
holdings industries partners ventures supply tools today studio design photography guru ninja rocks zone cam pics quest skin
hair beauty makeup autos ltd gmbh inc llc coop museum aero tel onl one plus red blue pink example test invalid
"""
GENERIC_TLDS: Final = frozenset(_GENERIC_TLDS_TEXT.split())
_WORD_TLDS: Final = frozenset("ac ad al am an as at be by do id im in is it la me my no nr re so to us".split())  # noqa: SIM905
_PLAIN_GENERIC: Final = frozenset("com org net edu gov mil info biz mobi asia app dev xyz icu cyou example test".split())  # noqa: SIM905


def is_known_tld(label: str) -> bool:
    """Whether the last label of a host is a top-level domain that we know."""
    return label in COUNTRY_TLDS or label in GENERIC_TLDS or label.startswith("xn--")


def makes_a_host(label: str) -> bool:
    """Whether a bare name before this top-level domain is a host.

    Where the domain is an ordinary word too, a full stop without a blank looks the same: "apply now.it is". Those need a scheme,
    `www.` or a path.
    """
    return label in _PLAIN_GENERIC or (label in COUNTRY_TLDS and label not in _WORD_TLDS)


_SECOND_LEVEL_TEXT: Final = """
co com org net gov edu ac or ne go gob gouv govt mil nom nhs police sch school ltd plc me id web firm info biz in ind gen
asn msk spb kiev kyiv lviv odessa dn nov k12 jus leg adv eng tm prd lg ed re pe
"""
_SECOND_LEVEL: Final = frozenset(_SECOND_LEVEL_TEXT.split())
_SECOND_LEVEL_PLACES_TEXT: Final = """
uk jp kr za nz au br in id th tr il ua pl ru cn tw hk sg my ph vn mx ar co pe ve ke ng gh eg
"""
_SECOND_LEVEL_PLACES: Final = frozenset(_SECOND_LEVEL_PLACES_TEXT.split())
"""Countries whose domains are usually registered on the third level; elsewhere a short second label is somebody's name."""


def registrable_domain(host: str, profile: Profile) -> str:
    """The part of a host that someone registered: `jobs.firm.co.uk` gives `firm.co.uk`."""
    host = host.lower().strip(".")
    return _by_suffix_list(host) if profile is Profile.FULL else _by_labels(host)


def _by_labels(host: str) -> str:
    labels = host.split(".")
    deep = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    generic = deep and (labels[-1] in _SECOND_LEVEL_PLACES or labels[-2] in {"com", "co", "org", "net", "gov", "edu"})
    return ".".join(labels[-3:] if generic else labels[-2:])


@lru_cache(maxsize=4096)
def _by_suffix_list(host: str) -> str:
    return _suffixes()(host).top_domain_under_public_suffix or _by_labels(host)


@cache
def _suffixes() -> TLDExtract:
    import tldextract

    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
