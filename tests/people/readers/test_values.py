"""What people write in cells is understood as they mean it, and what cannot be understood is not guessed."""

from datetime import date
from decimal import Decimal

import pytest

from stigar.people.readers import places, values

EPOCH = date(1899, 12, 30)
DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    "written",
    [DAY, "2026-11-21", "21.11.2026", "21/11/2026", "20261121", 20261121, 46347, "46347", 46347.75, "2026-11-21 00:00:00", "21-11-2026",
     "2026-11-21T08:30", "2026/11/21"],
)  # fmt: skip
def test_a_day_is_understood_in_every_style(written):
    assert values.day(written, EPOCH) == DAY


@pytest.mark.parametrize("written", ["", "9999-12-31", "31.12.2999"])
def test_no_day_and_until_further_notice_are_no_day(written):
    assert values.day(written, EPOCH) is None


@pytest.mark.parametrize(
    "written",
    ["igår", "11/21/2026", "2026-02-30", "21.11.26", "2026-11", 7, True, "20261341", "1850-01-01", "-", "²²²²²²²²"],
)
def test_what_is_not_a_day_is_not_guessed(written):
    with pytest.raises(ValueError):  # noqa: PT011 - any value error will do
        values.day(written, EPOCH)


@pytest.mark.parametrize(
    ("written", "share"),
    [
        (80, 80),
        ("80 %", 80),
        ("80%", 80),
        (0.8, 80),
        ("0,8", 80),
        ("37,5", "37.5"),
        (1, 100),
        ("", 100),
        ("100", 100),
        ("1 %", 1),
        (100.0, 100),
    ],
)
def test_a_share_of_full_time_is_understood(written, share):
    assert values.share(written) == Decimal(share)


@pytest.mark.parametrize("written", [0, -5, 101, "halvtid", "nan", "1e99", True, "0.001 %"])
def test_a_share_outside_0_to_100_is_not_understood(written):
    with pytest.raises(ValueError):  # noqa: PT011 - any value error will do
        values.share(written)


@pytest.mark.parametrize(
    ("written", "language"),
    [("Svenska", "sv"), ("norsk (bokmål)", "nb"), ("EN", "en"), ("nb_NO", "nb"), ("English", "en"), ("", "")],
)
def test_a_language_is_understood(written, language):
    assert values.language(written) == language


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Sverige", "SE"),
        ("NORGE", "NO"),
        ("gb", "GB"),
        ("Great Britain", "GB"),
        ("Nederländerna", "NL"),
        ("Tyskland", "DE"),
    ],
)
def test_a_country_is_understood(written, code):
    assert places.country(written) == code


@pytest.mark.parametrize("written", ["Atlantis", "XX", "Sverje"])
def test_an_unknown_country_is_not_guessed(written):
    with pytest.raises(ValueError):  # noqa: PT011 - any value error will do
        places.country(written)


@pytest.mark.parametrize(
    ("written", "zone"),
    [
        ("Europe/Oslo", "Europe/Oslo"),
        ("oslo", "Europe/Oslo"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("New York", "America/New_York"),
    ],
)
def test_a_time_zone_is_understood(written, zone):
    assert places.time_zone(written) == zone
