"""The rules of profiles: every seeded breach is found with its place, and a file of rules is read strictly."""

import json

import pytest
from django.utils import timezone

from stigar.library.models import Competence, CompetenceModel, Rights
from stigar.profiles.models import Profile, Requirement
from stigar.profiles.queries.architecture import Breach, Rules, breaches
from stigar.profiles.readers.architecture import Fault, NotRules, read, written
from tests.cast import TODAY


@pytest.fixture
def listening(cast):
    held = {"organisation": cast.organisation}
    rights = Rights.objects.create(**held, holder="Vi", licence="CC BY 4.0", may_pass_on=True)
    model = CompetenceModel.objects.create(
        **held, key="own", kind="own", names={"sv": "Vår"}, rights=rights, at=timezone.now(),
        scale=[{"level": level, "names": {"sv": str(level)}} for level in range(1, 6)],
    )  # fmt: skip
    return Competence.objects.create(
        **held, model=model, key="listening", texts={"sv": {"name": "Lyssna", "definition": "…"}}
    )


@pytest.fixture
def profile(project, cast):
    return Profile.objects.create(
        organisation=cast.organisation, project=project, role=cast.adviser, name="Kundrådgivare", language="sv", made=TODAY,
        purpose="Är flexibel.",
    )  # fmt: skip


def _require(profile, competence, **more):
    told = {"level": 3, "importance": 2, "origin": "base", "why": "Kunder ringer om fel.", "at": timezone.now(), **more}
    return Requirement.objects.create(organisation=profile.organisation, profile=profile, competence=competence, **told)


def test_every_breach_is_told_with_its_place(profile, listening):
    _require(profile, listening, level=2, until=5, why="")

    found = breaches(profile, Rules(fewest=2, most=12, levels=(1, 2, 3), shared=("writing",), avoid=("Flexibel",)))

    assert found == (
        Breach("too-few", "", {"has": 1, "rule": 2}), Breach("not-shared", "", {"competence": "writing"}),
        Breach("avoided", "purpose", {"word": "Flexibel"}), Breach("level", "Lyssna", {"level": 5, "rule": [1, 2, 3]}),
        Breach("no-why", "Lyssna", {}),
    )  # fmt: skip


def test_too_many_and_too_long_are_told(profile, listening):
    profile.purpose = "Hjälper kunder."
    _require(profile, listening, why="x" * 61)

    found = breaches(profile, Rules(fewest=1, most=0, longest=60))

    assert found == (
        Breach("too-many", "", {"has": 1, "rule": 0}),
        Breach("too-long", "Lyssna", {"has": 61, "rule": 60}),
    )


def test_a_profile_that_keeps_to_the_rules_has_no_breach_and_without_rules_neither(profile, listening):
    profile.purpose = "Ordet flexibelhet är ett annat ord."
    _require(profile, listening)

    assert breaches(profile, Rules(fewest=1, avoid=("flexibel",), shared=("listening",))) == ()
    assert breaches(profile, None) == ()


def test_a_variant_is_counted_together_with_its_core(profile, listening, cast):
    _require(profile, listening)
    variant = Profile.objects.create(
        organisation=cast.organisation, project=profile.project, role=cast.adviser, core=profile, difference="place", name="Oslo",
        language="sv", made=TODAY,
    )  # fmt: skip

    assert breaches(variant, Rules(fewest=1, shared=("listening",))) == ()


def test_rules_travel_as_a_file_and_come_back_the_same():
    rules = Rules(fewest=4, most=9, levels=(2, 3), shared=("listening",), longest=200, avoid=("flexibel",), why=False)

    assert read(written(rules, "Alvbro").encode()) == rules


@pytest.mark.parametrize(
    ("raw", "faults"),
    [
        (b"", [Fault("not-json")]), (b"[" * 50_000, [Fault("not-json")]), (b"x" * 100_001, [Fault("too-large")]),
        (b"[]", [Fault("other-format")]), (b'{"format": "stigar-profile-rules"}', [Fault("other-format")]),
        (b'{"format": "stigar-profile-rules", "version": 2, "rules": {}}', [Fault("other-version", "version", "2")]),
    ],
)  # fmt: skip
def test_what_is_not_a_file_of_rules_is_refused(raw, faults):
    with pytest.raises(NotRules) as wrong:
        read(raw)

    assert list(wrong.value.faults) == faults


def test_every_fault_of_a_file_is_told_at_once():
    told = json.loads(written(Rules(), "Alvbro"))
    told["rules"] |= {"most": "12", "levels": [0], "colour": "red", "why": 1}
    del told["rules"]["fewest"]

    with pytest.raises(NotRules) as wrong:
        read(json.dumps(told).encode())

    assert [(one.code, one.field, one.found) for one in wrong.value.faults] == [
        ("unknown-field", '"colour"', ""), ("missing-field", "fewest", ""), ("wrong-value", "most", '"12"'),
        ("wrong-value", "why", "1"), ("wrong-value", "levels", "[0]"),
    ]  # fmt: skip


def test_rules_of_a_file_that_contradict_themselves_are_refused():
    with pytest.raises(NotRules) as wrong:
        read(written(Rules(fewest=9, most=3), "Alvbro").encode())

    assert [one.code for one in wrong.value.faults] == ["contradiction"]
