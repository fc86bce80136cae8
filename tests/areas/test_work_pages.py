"""The pages of everyday work: the stranger finds nothing, the peer reads, who may tells."""

import pytest

from stigar.areas.models import Skill, Task, Trait, TraitRating
from stigar.people.models import Role


def test_the_list_shows_every_role_and_leads_you_to_your_own(cast, visit):
    page = visit(cast.bo).get("/work/").content.decode()

    assert page.index("Kundrådgivare") < page.index("Stab")
    assert f'href="/work/{cast.adviser.pk}/"' in page


def test_the_list_is_searched_by_title(cast, visit):
    page = visit(cast.ulf).get("/work/", {"q": "support"}).content.decode()

    assert "Handlarsupport" in page
    assert "Teamledare" not in page


@pytest.mark.parametrize("place", ["", "skills/", "traits/"])
def test_a_stranger_finds_no_role_and_a_peer_reads_it(cast, visit, place):
    address = f"/work/{cast.adviser.pk}/{place}"

    assert visit(cast.eve).get(address).status_code == 404
    assert [visit(who).get(address).status_code for who in (cast.bo, cast.cai, cast.ada, cast.dag, cast.ulf)] == [
        200
    ] * 5


def test_only_who_may_tell_gets_the_form(cast, visit):
    address = f"/work/{cast.adviser.pk}/"
    offered = f'action="{address}tasks/"'

    assert offered in visit(cast.bo).get(address).content.decode()
    assert offered not in visit(cast.dag).get(address).content.decode()


def test_a_task_is_told_on_a_phone_without_scripts(cast, visit):
    answer = visit(cast.bo).post(f"/work/{cast.adviser.pk}/tasks/", {"text": "Svarar i telefon", "frequency": "daily"})

    assert (answer.status_code, answer.url) == (302, f"/work/{cast.adviser.pk}/")
    assert [(task.text, task.frequency, task.by) for task in Task.objects.all()] == [
        ("Svarar i telefon", "daily", cast.bo)
    ]


def test_with_scripts_only_the_part_that_changed_comes_back(cast, visit):
    answer = visit(cast.bo).post(
        f"/work/{cast.adviser.pk}/tasks/",
        {"text": "Svarar i telefon", "frequency": "daily"},
        headers={"HX-Request": "true"},
    )

    assert answer.status_code == 200
    assert answer.content.decode().lstrip().startswith('<div class="telling" id="work">')


@pytest.mark.parametrize("text", ["", "x" * 401])
def test_a_task_that_cannot_be_told_says_why_and_keeps_the_words(cast, visit, text):
    answer = visit(cast.bo).post(f"/work/{cast.adviser.pk}/tasks/", {"text": text, "frequency": "daily"})

    assert answer.status_code == 422
    assert text in answer.content.decode()
    assert Task.objects.count() == 0


@pytest.mark.parametrize("somebody", ["eve", "dag", "ulf", "rut", "siv", "gro"])
def test_telling_a_role_that_is_not_yours_answers_like_a_missing_one(cast, visit, somebody):
    browser = visit(getattr(cast, somebody))

    assert browser.post(f"/work/{cast.adviser.pk}/tasks/", {"text": "a", "frequency": "daily"}).status_code == 404
    assert browser.post(f"/work/{cast.adviser.pk}/skills/", {"text": "a", "weight": "useful"}).status_code == 404
    assert browser.post(f"/work/{cast.adviser.pk}/traits/", {"text": "a"}).status_code == 404


def test_a_task_is_changed_by_its_author_and_its_leader_not_by_a_peer(cast, visit):
    address = f"/work/tasks/{_task(cast).pk}/"
    better = {"text": "Svarar kunder", "frequency": "weekly"}

    assert [visit(who).get(address).status_code for who in (cast.bo, cast.ada, cast.hedda)] == [200, 200, 200]
    assert [visit(who).post(address, better).status_code for who in (cast.cai, cast.dag, cast.eve)] == [404, 404, 404]
    assert visit(cast.bo).post(address, better).status_code == 302
    assert Task.objects.get().text == "Svarar kunder"


def test_a_removal_is_undone_from_the_message(cast, visit):
    task, browser = _task(cast), visit(cast.bo)

    page = browser.post(f"/work/tasks/{task.pk}/removal/", follow=True).content.decode()
    assert Task.objects.count() == 0
    assert f'action="/work/removals/{task.pk}/return/"' in page
    browser.post(f"/work/removals/{task.pk}/return/")

    assert [task.text for task in Task.objects.all()] == ["Svarar i telefon"]


def test_nobody_undoes_what_somebody_else_removed(cast, visit):
    task = _task(cast)
    visit(cast.bo).post(f"/work/tasks/{task.pk}/removal/")

    assert visit(cast.ada).post(f"/work/removals/{task.pk}/return/").status_code == 404


@pytest.mark.parametrize("kind", ["tasks", "skills", "traits"])
def test_a_peer_and_a_stranger_remove_nothing(cast, visit, kind):
    model = {"tasks": Task, "skills": Skill, "traits": Trait}[kind]
    said = model.objects.create(organisation=cast.organisation, role=cast.adviser, text="Lyssna", by=cast.bo)

    assert [visit(who).post(f"/work/{kind}/{said.pk}/removal/").status_code for who in (cast.cai, cast.eve)] == [
        404,
        404,
    ]
    assert model.objects.count() == 1


def test_a_skill_is_told_in_own_words_and_weighed(cast, visit):
    browser = visit(cast.bo)

    browser.post(f"/work/{cast.adviser.pk}/skills/", {"text": "Fakturasystemet", "concept": "", "weight": "essential"})
    skill = Skill.objects.get()
    browser.post(f"/work/skills/{skill.pk}/weight/", {"weight": "useful"})

    assert [(one.text, one.essential) for one in Skill.objects.all()] == [("Fakturasystemet", False)]


def test_own_words_are_offered_while_typing(cast, visit):
    page = visit(cast.bo).get("/work/skills/options/", {"text": "faktu"}).content.decode()

    assert 'data-text="faktu"' in page


def test_a_trait_is_rated_by_who_knows_the_role(cast, visit):
    trait = Trait.objects.create(organisation=cast.organisation, role=cast.adviser, text="Tålmodig", by=cast.bo)
    address = f"/work/traits/{trait.pk}/rating/"

    answers = [visit(who).post(address, {"rating": "4"}).status_code for who in (cast.cai, cast.dag, cast.eve)]

    assert answers == [302, 404, 404]
    assert [(one.rater, one.rating) for one in TraitRating.objects.all()] == [(cast.cai, 4)]


def test_a_merged_title_leads_to_the_role_it_counts_as(cast, visit):
    senior = Role.objects.create(organisation=cast.organisation, title="Kundrådgivare senior")
    cast.adviser.variants.create(organisation=cast.organisation, gone=senior)

    answer = visit(cast.bo).get(f"/work/{senior.pk}/")

    assert (answer.status_code, answer.url) == (302, f"/work/{cast.adviser.pk}/")


@pytest.mark.parametrize("many", [1, 3])
def test_pages_cost_the_same_for_one_row_and_three(cast, visit, many, django_assert_num_queries):
    browser = visit(cast.bo)
    for number in range(many):
        _task(cast, f"Uppgift {number}")
        Skill.objects.create(organisation=cast.organisation, role=cast.adviser, text=f"s{number}", by=cast.bo)
        Trait.objects.create(organisation=cast.organisation, role=cast.adviser, text=f"t{number}", by=cast.bo)

    with django_assert_num_queries(9):
        browser.get("/work/")
    with django_assert_num_queries(9):  # the register of roles is gathered, and kept from now on
        browser.get(f"/work/{cast.adviser.pk}/")
    with django_assert_num_queries(7):
        browser.get(f"/work/{cast.adviser.pk}/skills/")
    with django_assert_num_queries(8):
        browser.get(f"/work/{cast.adviser.pk}/traits/")


def _task(cast, text="Svarar i telefon"):
    return Task.objects.create(organisation=cast.organisation, role=cast.adviser, text=text, by=cast.bo)
