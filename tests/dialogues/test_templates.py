"""Templates: copied, written in three languages, every change taken back; dialogues that have begun keep what they began with."""

import re

import pytest

from stigar.dialogues import rules
from stigar.dialogues.actions import talks, templates
from stigar.dialogues.models import Earlier, Talk, Template
from stigar.dialogues.queries.talks import talk_shown
from stigar.dialogues.queries.template_shelf import find, instead, reads, seen_as, shelf
from stigar.dialogues.queries.templates import blocks_of, offered
from stigar.foundation.policy import Refused
from stigar.people.models import Duty
from tests.cast import TODAY, moa_of

SV = {"sv": "Vad har vi skjutit på?"}


@pytest.fixture
def hr(cast):
    return {"viewer": cast.hedda, "today": TODAY}


@pytest.fixture
def own(hr):
    """A copy of the short template."""
    return templates.copy(key="short", **hr)


def _part(template, key):
    template.refresh_from_db()
    return next(block for block in template.blocks if block["key"] == key)


def _ask(own, hr, text=SV, whom="both", reviewer=None, part="back"):
    return templates.write_question(
        template=own, part=part, question="", whom=whom, text=text, reviewer=reviewer or {}, seen="", **hr
    )


def _visible(cast):
    return rules.visible_templates(cast.hedda, today=TODAY)


def test_a_copy_has_all_seven_parts_with_the_missing_ones_off(own):
    assert {block["kind"]: block["on"] for block in own.blocks} == {
        "back": True, "everyday": True, "goals": True, "agreement": True, "competences": False, "well": False, "career": False,
    }  # fmt: skip
    assert own.names == {"sv": "Avstämning (kopia)", "nb": "Statussamtale (kopi)", "en": "Check-in (copy)"}


def test_a_copy_can_be_chosen_and_asks_what_is_on(own):
    assert (own.key, "Avstämning (kopia)", "") in offered("sv")
    assert [block["key"] for block in blocks_of(own.key)] == ["back", "everyday", "goals", "agreement"]


def test_parts_are_moved_switched_and_renamed(own, hr):
    templates.move(template=own, part="goals", up=True, **hr)
    templates.switch(template=own, part="everyday", on=False, **hr)
    title = {"sv": "Hur går det?"}
    templates.entitle(template=own, part="goals", title=title, seen=seen_as(_part(own, "goals")["title"]), **hr)

    assert [block["key"] for block in blocks_of(own.key)] == ["back", "goals", "agreement"]
    assert _part(own, "goals")["title"] == title


def test_every_change_is_taken_back_one_after_the_other(own, hr):
    begun = list(own.blocks)
    numbers = [
        templates.move(template=own, part="back", up=False, **hr),
        _ask(own, hr),
        templates.take_away(template=own, part="back", question="happened", **hr),
    ]

    for number in reversed(numbers):
        templates.take_back(template=own, number=number, **hr)

    own.refresh_from_db()
    assert (own.blocks, Earlier.objects.count()) == (begun, 0)


def test_only_the_latest_change_is_taken_back(own, hr):
    first = templates.move(template=own, part="back", up=False, **hr)
    _ask(own, hr)

    with pytest.raises(templates.ChangedSince):
        templates.take_back(template=own, number=first, **hr)


def test_what_changes_nothing_is_no_change(own, hr):
    assert templates.move(template=own, part="back", up=True, **hr) == 0
    assert Earlier.objects.count() == 0


def test_a_dialogue_that_has_begun_keeps_its_questions(cast, own, hr):
    talk = talks.open_talk(
        person=cast.bo, reviewer=cast.ada, blocks=blocks_of(own.key), language="sv", viewer=cast.ada, today=TODAY
    )
    before = talk_shown(talk, viewer=cast.bo).blocks

    templates.take_away(template=own, part="back", question="happened", **hr)
    templates.switch(template=own, part="goals", on=False, **hr)
    templates.use(key=own.key, on=False, **hr)
    talks.save_answer(talk=talk, question="back.happened", text="Allt", turn=0, viewer=cast.bo, today=TODAY)

    after = talk_shown(Talk.objects.get(), viewer=cast.bo).blocks
    assert [(one.key, [q.text for q in one.questions]) for one in after] == [
        (one.key, [q.text for q in one.questions]) for one in before
    ]
    assert "happened" not in str(Template.objects.get(key=own.key).blocks[0]["questions"])


def test_a_question_is_put_to_whom_it_is_for(cast, own, hr):
    reviewer = {"sv": "Vad har {name} skjutit på?"}
    _ask(own, hr, reviewer=reviewer)
    _ask(own, hr, {"sv": "Bara du"}, whom="person")
    _ask(own, hr, {"sv": "Bara jag om {name}"}, whom="reviewer")

    read = reads(find(_visible(cast), own.key), "sv", "Kim")[0]

    assert read.person[-2:] == ("Vad har vi skjutit på?", "Bara du")
    assert read.reviewer[-2:] == ("Vad har Kim skjutit på?", "Bara jag om Kim")


def test_it_is_said_which_language_lacks_words_and_what_is_seen_instead(cast, own, hr):
    _ask(own, hr)
    _ask(own, hr, {"nb": "Hva nå?", "en": "What now?"})

    assert find(_visible(cast), own.key).lacking() == {"sv": 1, "nb": 1, "en": 1}
    assert instead({"nb": "Hva nå?", "en": "What now?"}) == {"sv": "What now?"}
    assert instead(SV) == {"nb": "Vad har vi skjutit på?", "en": "Vad har vi skjutit på?"}


def test_a_pair_sees_what_was_promised_instead(cast, own, hr):
    _ask(own, hr)
    talk = talks.open_talk(
        person=cast.bo, reviewer=cast.ada, blocks=blocks_of(own.key), language="nb", viewer=cast.ada, today=TODAY
    )

    assert talk_shown(talk, viewer=cast.bo).blocks[0].questions[-1].text == "Vad har vi skjutit på?"


def test_a_question_without_words_is_refused(own, hr):
    with pytest.raises(templates.NoWords):
        _ask(own, hr, {"sv": "  "})


def test_two_who_rewrite_the_same_question_do_not_write_over_each_other(own, hr):
    seen = seen_as(_part(own, "back")["questions"][0])
    told = {"template": own, "part": "back", "question": "happened", "whom": "both", "reviewer": {}, "seen": seen, **hr}
    templates.write_question(text={"sv": "Den första"}, **told)

    with pytest.raises(talks.NewerElsewhere) as newer:
        templates.write_question(text={"sv": "Den andra"}, **told)

    assert newer.value.theirs["text"] == {"sv": "Den första"}


def test_one_part_and_one_template_stay(own, hr):
    for part in ("back", "everyday", "goals"):
        templates.switch(template=own, part=part, on=False, **hr)
    with pytest.raises(templates.LastPart):
        templates.switch(template=own, part="agreement", on=False, **hr)

    for key in ("yearly", "short", "begun"):
        templates.use(key=key, on=False, **hr)
    with pytest.raises(templates.LastOne):
        templates.use(key=own.key, on=False, **hr)
    assert [key for key, _name, _about in offered("sv")] == [own.key]


def test_what_comes_with_the_product_is_not_changed_but_copied(cast, own, hr):
    templates.use(key="yearly", on=False, **hr)
    standing_in = Template.objects.get(key="yearly")

    with pytest.raises(Refused):
        templates.move(template=standing_in, part="back", up=False, **hr)
    templates.use(key="yearly", on=True, **hr)

    assert [one.in_use for one in shelf(_visible(cast))] == [True] * 4
    assert offered("sv")[0][0] == "yearly"


@pytest.mark.parametrize("who", ["ada", "bo", "gro", "ulf", "rut", "siv"])
def test_only_hr_writes_templates(cast, own, who):
    other = {"viewer": getattr(cast, who), "today": TODAY}

    for act in (
        lambda: templates.copy(key="yearly", **other),
        lambda: templates.use(key="yearly", on=False, **other),
        lambda: templates.move(template=own, part="back", up=False, **other),
        lambda: templates.take_back(template=own, number=1, **other),
    ):
        with pytest.raises(Refused):
            act()


def test_hr_elsewhere_finds_nothing_of_it(cast, own, visit):
    answers = {visit(cast.eve).get(f"/dialogues/templates/{own.key}/{page}").status_code for page in ("", "parts/")}

    assert answers == {404}


def test_hr_reads_and_writes_the_name_in_words(cast, own, visit):
    browser, parts = visit(cast.hedda), f"/dialogues/templates/{own.key}/parts/"
    told = {"whom": "both", "text_sv": "Vad har [förnamn] skjutit på?", "text_nb": "Hva har [fornavn] utsatt?"}

    listed = browser.post(f"{parts}back/questions/", told, follow=True).content.decode()
    own.refresh_from_db()
    kept = own.blocks[0]["questions"][-1]
    form = browser.get(f"{parts}back/questions/{kept['key']}/").content.decode()

    assert (kept["text"]["sv"], kept["text"]["nb"]) == ("Vad har {name} skjutit på?", "Hva har {name} utsatt?")
    assert ("Vad har [förnamn] skjutit på?" in listed, "Hva har [fornavn] utsatt?" in form) == (True, True)
    assert "{name}" not in listed + form


def test_hr_writes_a_question_on_the_page_and_takes_it_back(cast, own, visit):
    browser = visit(cast.hedda)
    parts = f"/dialogues/templates/{own.key}/parts/"
    told = {"whom": "both", "text_sv": "Vad har vi skjutit på?", "text_nb": "Hva har vi utsatt?"}

    answer = browser.post(f"{parts}back/questions/", told, follow=True)
    page = answer.content.decode()
    undone = browser.post(f"/dialogues/templates/{own.key}/changes/1/return/", follow=True).content.decode()

    assert ("Vad har vi skjutit på?" in page, f"/dialogues/templates/{own.key}/changes/1/return/" in page) == (
        True,
        True,
    )
    assert "Vad har vi skjutit på?" not in undone


def test_a_form_without_words_says_so_and_keeps_what_was_chosen(cast, own, visit):
    answer = visit(cast.hedda).post(f"/dialogues/templates/{own.key}/parts/back/questions/", {"whom": "reviewer"})

    assert answer.status_code == 422
    assert answer.context["form"]["whom"].value() == "reviewer"
    assert "checked" in answer.content.decode()


def test_words_changed_meanwhile_are_shown_beside_ones_own(cast, own, visit):
    browser = visit(cast.hedda)
    page = f"/dialogues/templates/{own.key}/names/"
    seen = seen_as(own.names)
    browser.post(page, {"text_sv": "Kort samtal", "seen": seen})

    answer = browser.post(page, {"text_sv": "Kvart", "seen": seen})

    assert answer.status_code == 409
    assert "Kort samtal" in (words := answer.content.decode())
    assert "Kvart" in words


@pytest.mark.parametrize("page", ["", "yearly/", "own/", "own/parts/"])
def test_pages_cost_few_queries(cast, own, visit, django_assert_max_num_queries, page):
    browser = visit(cast.hedda)
    address = f"/dialogues/templates/{page.replace('own', own.key)}"
    browser.get(address)

    with django_assert_max_num_queries(8):
        assert browser.get(address).status_code == 200


def test_a_part_without_questions_is_talked_about_without_preparing(cast, own, hr, visit):
    templates.take_away(template=own, part="back", question="happened", **hr)
    talk = talks.open_talk(
        person=cast.bo, reviewer=cast.ada, blocks=blocks_of(own.key), language="sv", viewer=cast.ada, today=TODAY
    )

    assert [block.prepared for block in talk_shown(talk, viewer=cast.bo).blocks] == [False, True, True, True]
    assert "Ni pratar om det tillsammans" in visit(cast.bo).get(f"/dialogues/{talk.pk}/").content.decode()


def test_hr_of_a_unit_reads_and_chooses_and_changes_nothing(cast, hr, own, visit):
    browser = visit(moa_of(cast))
    shelf = browser.get("/dialogues/templates/").content.decode()
    shown = browser.get(f"/dialogues/templates/{own.key}/").content.decode()
    plan = f"/dialogues/rounds/new/?template={own.key}"
    written = [
        browser.post(f"/dialogues/templates/{own.key}/{what}/").status_code for what in ("copies", "use", "return", "parts/back/use")
    ]  # fmt: skip
    opened = [browser.get(f"/dialogues/templates/{own.key}/{what}/").status_code for what in ("parts", "names")]

    assert (f"/dialogues/templates/{own.key}/" in shelf, "/dialogues/templates/" in browser.get("/dialogues/").content.decode()) == (
        True, True,
    )  # fmt: skip
    assert ("copies/" in shelf + shown, "/parts/" in shelf + shown, plan in shown) == (False, False, True)
    assert (set(written), set(opened)) == ({404}, {404})
    assert re.search(rf'value="{own.key}"[^>]*checked', browser.get(plan).content.decode())


def test_a_template_out_of_use_is_not_there_for_hr_of_a_unit(cast, hr, own, visit):
    templates.use(key=own.key, on=False, **hr)
    browser = visit(moa_of(cast))

    told = [browser.get(f"/dialogues/templates/{key}").status_code for key in ("", f"{own.key}/", "yearly/")]

    assert told == [200, 404, 200]
    assert f"/{own.key}/" not in browser.get("/dialogues/templates/").content.decode()


def test_without_the_duty_no_template_is_read(cast, own, visit):
    moa = moa_of(cast)
    Duty.objects.filter(person=moa).delete()

    assert {visit(moa).get(f"/dialogues/templates/{key}").status_code for key in ("", f"{own.key}/", "yearly/")} == {
        404
    }
