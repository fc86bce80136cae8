"""Beginning a profile, saying what it requires, two people at once, and variants that say only what differs."""

import pytest

from stigar.areas.models import Skill, Task
from stigar.foundation.models import JournalEntry
from stigar.foundation.policy import Refused
from stigar.profiles.actions import profiles as actions
from stigar.profiles.models import Profile, Project, Requirement
from stigar.profiles.queries import profiles as queries
from stigar.profiles.queries.profiles.beginnings import beginnings
from tests.cast import TODAY, Cast
from tests.profiles import written


def test_a_profile_is_begun_once_and_only_for_a_role_of_the_project(cast: Cast, project: Project) -> None:
    begun = written.profile(cast, project)

    with pytest.raises(actions.AlreadyBegun) as again:
        written.profile(cast, project)
    with pytest.raises(actions.NotInTheProject):
        actions.begin_profile(project=project, role_id=cast.leader.pk, language="sv", viewer=cast.hedda, today=TODAY)
    assert again.value.args[0] == begun
    assert (begun.name, begun.language, begun.author) == ("Kundrådgivare", "sv", cast.hedda)


def test_an_imported_profile_without_a_project_is_taken_into_it(cast: Cast, project: Project) -> None:
    imported = Profile.objects.create(
        organisation=cast.organisation, role=cast.adviser, name="Kundrådgivare", language="sv", made=TODAY
    )

    begun = written.profile(cast, project)

    assert (begun.pk, begun.project) == (imported.pk, project)


def test_a_participant_cannot_write(cast: Cast, project: Project) -> None:
    books, begun = written.library(cast), written.profile(cast, project)

    with pytest.raises(Refused):
        actions.require(profile=begun, wanted=actions.Wanted(books["writing"], 3), viewer=cast.bo, today=TODAY)


def test_the_work_proposes_competences_with_its_own_words_as_reasons(cast: Cast, project: Project) -> None:
    books, begun = written.library(cast), written.profile(cast, project)
    held = {"organisation": cast.organisation, "role": cast.adviser, "by": cast.bo}
    Task.objects.create(**held, text="Möter arga kunder", frequency="daily")
    Skill.objects.create(**held, text="Skriva mejl")
    Task.objects.create(**held, text="Vattnar blommorna", frequency="seldom")

    found = beginnings(begun, "sv")

    assert [(one.competence.id, one.level, [reason.text for reason in one.reasons]) for one in found] == [
        (books["conflict"], 3, ["Möter arga kunder"]),
        (books["writing"], 3, ["Skriva mejl"]),
    ]


def test_what_is_required_already_is_not_proposed_again(cast: Cast, project: Project) -> None:
    books, begun = written.library(cast), written.profile(cast, project)
    Task.objects.create(
        organisation=cast.organisation, role=cast.adviser, by=cast.bo, text="Möter arga kunder", frequency="daily"
    )
    written.require(cast, begun, books["conflict"])

    assert beginnings(begun, "sv") == []


@pytest.mark.parametrize(
    "wanted", [{"level": 9}, {"level": 0}, {"level": 3, "until": 3}, {"level": 3, "until": 2}, {"level": 3, "until": 8}]
)
def test_a_level_that_is_not_on_the_scale_is_refused(cast: Cast, project: Project, wanted: dict[str, int]) -> None:
    books, begun = written.library(cast), written.profile(cast, project)

    with pytest.raises(actions.Unfit):
        written.require(cast, begun, books["writing"], **wanted)


def test_requirements_are_added_all_or_none(cast: Cast, project: Project) -> None:
    books, begun = written.library(cast), written.profile(cast, project)
    written.require(cast, begun, books["writing"])
    wanted = [actions.Wanted(books[key], 3) for key in ("listening", "writing")]

    with pytest.raises(actions.AlreadyRequired):
        actions.require_all(profile=begun, wanted=wanted, viewer=cast.hedda, today=TODAY)

    assert list(begun.requirements.values_list("competence__key", flat=True)) == ["writing"]


def test_the_second_of_two_who_change_the_same_is_told_how_it_stands(cast: Cast, project: Project) -> None:
    books, begun = written.library(cast), written.profile(cast, project)
    row = written.require(cast, begun, books["writing"], why="Alla mejlar")
    first, second = (
        actions.Wanted(books["writing"], level, why=why) for level, why in ((4, "Hårda mejl"), (2, "Korta mejl"))
    )

    actions.change_requirement(requirement=row, wanted=first, seen=1, viewer=cast.hedda, today=TODAY)
    with pytest.raises(actions.Overtaken) as other:
        actions.change_requirement(requirement=row, wanted=second, seen=1, viewer=cast.hedda, today=TODAY)

    assert (other.value.now.level, other.value.now.why, other.value.now.turn) == (4, "Hårda mejl", 2)


def test_the_purpose_that_somebody_else_wrote_meanwhile_is_not_written_over(cast: Cast, project: Project) -> None:
    begun = written.profile(cast, project)
    who = {"viewer": cast.hedda, "today": TODAY}
    actions.set_purpose(profile=begun, purpose="Hjälper kunder.", seen="", **who)

    with pytest.raises(actions.Overtaken) as other:
        actions.set_purpose(profile=begun, purpose="Löser ärenden.", seen="", **who)

    assert other.value.now == "Hjälper kunder."
    assert (
        actions.set_purpose(profile=begun, purpose="Löser ärenden.", seen="Hjälper  kunder.", **who).purpose
        == "Löser ärenden."
    )


def test_a_removed_requirement_comes_back_whole(cast: Cast, project: Project) -> None:
    books, begun = written.library(cast), written.profile(cast, project)
    row = written.require(cast, begun, books["writing"], 2, until=4, why="Alla mejlar")
    before = Requirement.objects.filter(pk=row.pk).values().get()

    removed = actions.remove_requirement(requirement=row, viewer=cast.hedda, today=TODAY)
    actions.put_back(removed=removed, viewer=cast.hedda, today=TODAY)

    assert Requirement.objects.filter(pk=before["id"]).values().get() == before
    assert list(JournalEntry.objects.order_by("at").values_list("verb", flat=True))[-2:] == [
        "removed a requirement", "put a requirement back",
    ]  # fmt: skip


def test_a_variant_takes_everything_from_the_core_but_what_differs(cast: Cast, project: Project) -> None:
    books, begun = written.library(cast), written.profile(cast, project)
    for key in books:
        written.require(cast, begun, books[key])
    oslo = actions.begin_variant(core=begun, difference="place", name="Oslo", viewer=cast.hedda, today=TODAY)

    written.require(cast, oslo, books["writing"], 5)
    actions.waive(profile=oslo, competence=books["conflict"], why="Görs i Malmö", viewer=cast.hedda, today=TODAY)

    standing = {one.row.competence.key: (one.row.level, one.state) for one in queries.standing(oslo)}
    (difference,) = queries.differences(begun, "sv")
    assert standing == {"listening": (3, "core"), "writing": (5, "changed")}
    assert [(line.name, line.core, line.here) for line in difference.lines] == [
        ("Skriva tydligt", (3, None, 2), (5, None, 2)),
        ("Hantera konflikter", (3, None, 2), None),
    ]


def test_two_variants_of_one_name_are_one_too_many(cast: Cast, project: Project) -> None:
    begun = written.profile(cast, project)
    told = {"core": begun, "difference": "place", "viewer": cast.hedda, "today": TODAY}
    actions.begin_variant(name="Oslo", **told)

    with pytest.raises(actions.NameTaken):
        actions.begin_variant(name=" oslo ", **told)


def test_a_profile_reads_the_same_from_its_content(cast: Cast, project: Project) -> None:
    books, begun = written.library(cast), written.profile(cast, project)
    written.require(cast, begun, books["writing"], 2, until=3, importance=3, why="Alla mejlar")

    (one,) = queries.as_shown(queries.content(begun)).requirements

    assert (one.name, one.level, one.until, one.top, one.importance, one.level_name, one.until_name) == (
        "Skriva tydligt", 2, 3, 5, 3, "Van", "Trygg",
    )  # fmt: skip
    assert one.behaviours == (
        (2, "Van", ("Skriver korta svar, nivå 2",)),
        (3, "Trygg", ("Skriver korta svar, nivå 3",)),
    )
    assert one.attribution == "Våra egna ord."
