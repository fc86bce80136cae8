"""What waits for somebody: a vote in the reference group and a workshop that is not closed, told on home and in Profiles."""

import pytest

from stigar.profiles.actions import approvals
from stigar.profiles.actions import projects as leading
from stigar.profiles.models import Workshop
from stigar.profiles.queries.waiting import waiting_for
from tests.cast import TODAY
from tests.profiles import finished, written


def votes(*people):
    return [[str(one) for one in waiting_for(person, today=TODAY).votes] for person in people]


def test_a_version_waits_for_those_who_are_to_vote_until_they_have(project, cast):
    version = finished.laid(cast, project)

    before = votes(cast.cai, cast.ulf, cast.bo, cast.hedda, cast.eve)
    approvals.vote(version=version, digest=version.digest, yes=False, words="Mer om mejl", viewer=cast.cai, today=TODAY)

    assert before == [["Kundrådgivare 1"], ["Kundrådgivare 1"], [], [], []]
    assert votes(cast.cai, cast.ulf) == [[], ["Kundrådgivare 1"]]


def test_only_the_latest_version_waits_and_nothing_of_a_project_that_is_put_down(project, cast):
    version = finished.laid(cast, project)
    written.require(cast, version.profile, written.library(cast)["conflict"], why="Arga kunder")
    approvals.lay(profile=version.profile, viewer=cast.hedda, today=TODAY)

    laid_again = votes(cast.ulf)
    leading.end_project(project=project, kind="put_down", why="Ny organisation", viewer=cast.hedda, today=TODAY)

    assert (laid_again, votes(cast.ulf)) == ([["Kundrådgivare 2"]], [[]])


def test_a_workshop_waits_for_those_who_do_the_work_until_it_is_closed(project, cast):
    met = written.workshop(cast, project, written.profile(cast, project))

    waits = [waiting_for(one, today=TODAY).workshops for one in (cast.bo, cast.ada, cast.cai, cast.dag)]
    Workshop.objects.filter(pk=met.pk).update(stage=Workshop.CLOSED)

    assert waits == [(met,), (met,), (), ()]
    assert waiting_for(cast.bo, today=TODAY).workshops == ()


@pytest.mark.parametrize("address", ["/home/", "/profiles/"])
def test_home_and_profiles_lead_to_the_vote_and_to_the_workshop(project, cast, visit, address):
    version = finished.laid(cast, project)
    met = written.workshop(cast, project, version.profile)

    pages = {name: visit(getattr(cast, name)).get(address).content.decode() for name in ("bo", "ulf", "dag")}

    vote, workshop = f"/profiles/{version.profile_id}/versions/1/", f"/profiles/workshops/{met.key}/"
    assert {name: (vote in page, workshop in page) for name, page in pages.items()} == {
        "bo": (False, True), "ulf": (True, False), "dag": (False, False)
    }  # fmt: skip


def test_who_takes_part_in_nothing_costs_one_question(project, cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        waiting_for(cast.dag, today=TODAY)


@pytest.mark.parametrize(("who", "most"), [("dag", 10), ("bo", 11), ("cai", 11)])
def test_home_asks_few_questions_also_of_who_takes_part(project, cast, visit, django_assert_max_num_queries, who, most):
    written.workshop(cast, project, finished.laid(cast, project).profile)
    browser = visit(getattr(cast, who))
    browser.get("/home/")

    with django_assert_max_num_queries(most):
        page = browser.get("/home/").content.decode()

    assert ("/profiles/workshops/" in page, "/versions/1/" in page) == (who == "bo", who == "cai")
