"""Countries and clocks as people write them: codes, names in Swedish, Norwegian and English, and what programs call time zones."""

from __future__ import annotations

import unicodedata
from functools import cache
from zoneinfo import available_timezones

# Code, the clock of the country (where it has one), and its names.
_COUNTRIES = """
SE Europe/Stockholm sverige|sweden|swe
NO Europe/Oslo norge|norway|noreg|nor
DK Europe/Copenhagen danmark|denmark|dnk
FI Europe/Helsinki finland|suomi|fin
IS Atlantic/Reykjavik island|iceland|isl
FO Atlantic/Faroe färöarna|færøyene|faroe islands
AX Europe/Mariehamn åland|åland islands
EE Europe/Tallinn estland|estonia|est
LV Europe/Riga lettland|latvia|lva
LT Europe/Vilnius litauen|lithuania|ltu
DE Europe/Berlin tyskland|germany|deu
NL Europe/Amsterdam nederländerna|nederland|netherlands|the netherlands|holland|nld
BE Europe/Brussels belgien|belgia|belgium|bel
LU Europe/Luxembourg luxemburg|luxembourg|lux
FR Europe/Paris frankrike|france|fra
ES - spanien|spania|spain|esp
PT - portugal|prt
IT Europe/Rome italien|italia|italy|ita
AT Europe/Vienna österrike|østerrike|austria|aut
CH Europe/Zurich schweiz|sveits|switzerland|che
GB Europe/London storbritannien|storbritannia|united kingdom|great britain|england|uk|gbr
IE Europe/Dublin irland|ireland|irl
PL Europe/Warsaw polen|poland|pol
CZ Europe/Prague tjeckien|tsjekkia|czechia|czech republic|cze
SK Europe/Bratislava slovakien|slovakia|svk
HU Europe/Budapest ungern|ungarn|hungary|hun
RO Europe/Bucharest rumänien|romania|rou
BG Europe/Sofia bulgarien|bulgaria|bgr
GR Europe/Athens grekland|hellas|greece|grc
HR Europe/Zagreb kroatien|kroatia|croatia|hrv
SI Europe/Ljubljana slovenien|slovenia|svn
RS Europe/Belgrade serbien|serbia|srb
UA Europe/Kyiv ukraina|ukraine|ukr
TR Europe/Istanbul turkiet|tyrkia|turkey|türkiye|tur
CY - cypern|kypros|cyprus|cyp
MT Europe/Malta malta|mlt
US - usa|united states|united states of america|amerikas förenta stater
CA - kanada|canada|can
MX - mexiko|mexico|mex
BR - brasilien|brasil|brazil|bra
AR - argentina|arg
CL - chile|chl
IN Asia/Kolkata indien|india|ind
CN - kina|china|chn
JP Asia/Tokyo japan|jpn
KR Asia/Seoul sydkorea|sør-korea|south korea|kor
SG Asia/Singapore singapore|sgp
PH Asia/Manila filippinerna|filippinene|philippines|phl
TH Asia/Bangkok thailand|tha
VN Asia/Ho_Chi_Minh vietnam|vnm
MY - malaysia|mys
ID - indonesien|indonesia|idn
AU - australien|australia|aus
NZ - nya zeeland|new zealand|nzl
ZA Africa/Johannesburg sydafrika|sør-afrika|south africa|zaf
KE Africa/Nairobi kenya|ken
EG Africa/Cairo egypten|egypt|egy
MA Africa/Casablanca marocko|marokko|morocco|mar
IL Asia/Jerusalem israel|isr
AE Asia/Dubai förenade arabemiraten|de forente arabiske emirater|united arab emirates|uae|are
"""
_CODES = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ "
    "CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO "
    "FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE "
    "JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO "
    "MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW "
    "PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM "
    "TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW "
)
CODES = frozenset(_CODES.split())
NEAR = ("Europe/", "Asia/", "America/", "Africa/")  # where a city's name alone is enough
_CALLED = {
    "cet": "Europe/Paris", "cest": "Europe/Paris", "eet": "Europe/Helsinki", "gmt": "Europe/London", "utc": "UTC",
    "w europe standard time": "Europe/Berlin", "central europe standard time": "Europe/Budapest",
    "central european standard time": "Europe/Warsaw", "romance standard time": "Europe/Paris",
    "gmt standard time": "Europe/London", "greenwich standard time": "Atlantic/Reykjavik",
    "fle standard time": "Europe/Helsinki", "gtb standard time": "Europe/Bucharest", "india standard time": "Asia/Kolkata",
    "singapore standard time": "Asia/Manila", "eastern standard time": "America/New_York",
    "central standard time": "America/Chicago", "pacific standard time": "America/Los_Angeles",
    "köpenhamn": "Europe/Copenhagen", "københavn": "Europe/Copenhagen", "warszawa": "Europe/Warsaw", "helsingfors": "Europe/Helsinki",
}  # fmt: skip


def country(text: str) -> str:
    """A country's two-letter code. Raises ``ValueError`` when it is not understood.

    >>> country("Sverige"), country("no"), country("United Kingdom")
    ('SE', 'NO', 'GB')
    """
    code = text.strip().upper()
    if code in CODES:
        return code
    found = _countries().get(_folded(text))
    if found is None:
        raise ValueError(text)
    return found[0]


def clock_of(code: str) -> str:
    """The time zone of a country that has only one that matters; empty otherwise.

    >>> clock_of("NO"), clock_of("US")
    ('Europe/Oslo', '')
    """
    return next((clock for known, clock in _countries().values() if known == code), "")


def time_zone(text: str) -> str:
    """A time zone's name from its name, its city, or what other programs call it. Raises ``ValueError``.

    >>> time_zone("europe/oslo"), time_zone("Stockholm"), time_zone("W. Europe Standard Time")
    ('Europe/Oslo', 'Europe/Stockholm', 'Europe/Berlin')
    """
    found = _clocks().get(_folded(text))
    if found is None:
        raise ValueError(text)
    return found


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().replace(".", " ").replace("_", " ").split())


@cache
def _countries() -> dict[str, tuple[str, str]]:
    found = {}
    for line in _COUNTRIES.strip().splitlines():
        code, clock, names = line.split(" ", 2)
        for name in names.split("|"):
            found[_folded(name)] = (code, "" if clock == "-" else clock)
    return found


@cache
def _clocks() -> dict[str, str]:
    zones = sorted(available_timezones())
    cities = {_folded(name.rpartition("/")[2]): name for name in reversed(zones) if name.startswith(NEAR)}
    whole = {_folded(name): name for name in zones if "/" in name or name == "UTC"}
    return {**cities, **whole, **_CALLED}
