"""Everyday work from a file: seen before it is saved, all of it or nothing, once, and the same file again changes nothing."""

import html

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from stigar.areas.models import Skill, Task, Trait
from stigar.foundation import jobs
from stigar.foundation.models import Errand, JournalEntry, Upload

FILE = """Roll;Uppgift;Slag;Hur ofta;Kanal
Kundrådgivare;Svarar i telefon;;varje dag;telefon
Kundrådgivare;Reder ut fakturor;;varje vecka;
Kundrådgivare;Lyssna aktivt;färdighet;;
Teamledare;Tålmodig;egenskap;;
Kundrådgivare;Svarar i telefon;;varje dag;telefon
"""


def test_a_file_is_seen_before_it_is_saved(cast, visit):
    page = _bring(visit(cast.hedda), FILE, follow=True).content.decode()

    assert "Reder ut fakturor" in page
    assert (Task.objects.count(), Skill.objects.count(), Trait.objects.count()) == (0, 0, 0)


def test_all_of_it_is_added_and_noted_with_the_file_s_hash(cast, visit):
    errand = _take_in(cast, visit, FILE)

    assert errand.result == {"added": 4, "already": 0, "repeated": 1, "roles": 2}
    assert [(task.text, task.frequency, task.channel) for task in Task.objects.order_by("text")] == [
        ("Reder ut fakturor", "weekly", ""),
        ("Svarar i telefon", "daily", "phone"),
    ]
    assert len(JournalEntry.objects.get(verb="imported everyday work").details["sha256"]) == 64
    assert Upload.objects.count() == 0


def test_the_same_file_again_changes_nothing(cast, visit):
    _take_in(cast, visit, FILE)

    again = _take_in(cast, visit, FILE)

    assert again.result == {"added": 0, "already": 4, "repeated": 1, "roles": 0}
    assert (Task.objects.count(), Skill.objects.count(), Trait.objects.count()) == (2, 1, 1)


def test_an_errand_done_twice_happens_once(cast, visit):
    errand = _take_in(cast, visit, FILE)

    jobs.do_errand.call(str(cast.organisation.pk), str(errand.pk))

    assert Task.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", ""),
        ("Roll;Uppgift\nKundrådgivare;" + "x" * 10_000, "The text has 10,000 characters."),
        ("Roll;Uppgift\nAstronaut;Flyger", "There is no role called “Astronaut”"),
        ("%PDF-1.4", "This is not a table that can be read."),
        ("Namn;Ort\nAda;Malmö", "No row of headings was found."),
    ],
)
def test_a_faulty_file_saves_nothing_and_says_why(cast, visit, content, words):
    answer = _bring(visit(cast.hedda), content, headers={"Accept-Language": "en"})

    assert answer.status_code == 422
    assert words in html.unescape(answer.content.decode())
    assert (Task.objects.count(), Upload.objects.count()) == (0, 0)


@pytest.mark.parametrize("somebody", ["bo", "ada", "dag", "ulf", "eve"])
def test_only_hr_brings_files(cast, visit, somebody):
    browser = visit(getattr(cast, somebody))
    _bring(visit(cast.hedda), FILE)
    upload = Upload.objects.get().pk

    assert browser.get(f"/work/imports/{upload}/").status_code == 404
    if somebody != "eve":
        assert _bring(browser, FILE).status_code == 404
        assert browser.post(f"/work/imports/{upload}/run/").status_code == 404


def test_naughty_words_are_only_words(cast, visit):
    naughty = "Roll;Uppgift\nKundrådgivare;<script>alert(1)</script>\nKundrådgivare;=cmd|' /C calc'!A0\nKundrådgivare;🙈 مرحبا"

    page = _bring(visit(cast.hedda), naughty, follow=True).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def _bring(browser, content, **more):
    file = SimpleUploadedFile(
        "vardag.csv", content.encode("cp1252", "ignore") if "🙈" not in content else content.encode()
    )
    return browser.post("/work/imports/", {"file": file}, **more)


def _take_in(cast, visit, content):
    browser = visit(cast.hedda)
    seen = _bring(browser, content)
    answer = browser.post(f"{seen.url}run/")
    errand = Errand.objects.get(pk=answer.url.split("/")[-2])
    jobs.do_errand.call(str(cast.organisation.pk), str(errand.pk))
    errand.refresh_from_db()
    assert browser.get(answer.url).status_code == 200
    return errand
