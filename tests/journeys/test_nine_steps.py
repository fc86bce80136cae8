"""A profile is made through all nine steps by six people in three countries and languages, each in a browser of their own.

Helena leads; Annika, Ingvild in Oslo (on her phone) and Maricel in Manila do the work; Gunilla and Marianne are the reference group.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from playwright.sync_api import expect

from stigar.foundation import clock
from stigar.foundation.tenancy import inside
from stigar.people.models import Person, Role
from stigar.profiles.models import Profile, Project, Proposal
from tests.journeys.colleagues import Colleague, let_in
from tests.journeys.furnished import somebody
from tests.journeys.working import work_off

pytestmark = [pytest.mark.journey, pytest.mark.slow]
ROLE = "Teamledare kundservice"
GOAL = "Varje team får samma stöd av sin teamledare, vilken ort det än sitter på"
SCREENS = {  # who, in which language, at which width, in the light or the dark
    "helena": ("Helena Wennström", "sv", 1280, "light"),
    "annika": ("Annika Sandelin", "sv", 1280, "light"),
    "ingvild": ("Ingvild Bakkerud", "nb", 390, "dark"),
    "maricel": ("Maricel Dimaculangan", "en", 1280, "dark"),
    "gunilla": ("Gunilla Sjöstrand", "sv", 1280, "light"),
    "marianne": ("Marianne Ekberg Lund", "sv", 390, "light"),
}


@dataclass(frozen=True)
class Six:
    """The six, each at their own screen, and the role whose profile they make."""

    helena: Colleague
    annika: Colleague
    ingvild: Colleague
    maricel: Colleague
    gunilla: Colleague
    marianne: Colleague
    role: Role

    @property
    def all(self) -> tuple[Colleague, ...]:
        return self.helena, self.annika, self.ingvild, self.maricel, self.gunilla, self.marianne

    @property
    def project(self) -> str:
        """The project's address."""
        return f"/profiles/projects/{Project.objects.get(name='Teamledarna').pk}/"


@pytest.fixture
def six(example, enter):
    with inside(somebody("hr").organisation_id):
        yield Six(
            **{who: at_a_screen(enter, *told) for who, told in SCREENS.items()}, role=Role.objects.get(title=ROLE)
        )


def at_a_screen(enter, name: str, language: str, width: int, scheme: str) -> Colleague:
    given, family = name.split(" ", 1)
    person = let_in(Person.objects.get(given=given, family=family))
    return Colleague(enter(person, language=language, width=width, scheme=scheme, address="/home/"), person, language)


def test_a_profile_is_made_through_all_nine_steps(six):
    the_goal(six)
    the_rules(six)
    the_time(six)
    the_participants(six)
    the_letters(six)
    the_profiles(six)
    the_approval(six)
    the_guides(six)
    the_follow_up(six)


def done(who: Colleague, project: str, number: int, page: str) -> None:
    """The owner says on the step's own page that it is done."""
    who.go(f"{project}{page}").press("The step is done")
    expect(who.page.locator(".trail > li").nth(number - 1)).to_have_class(re.compile("trail__done"))


def the_goal(six: Six) -> None:
    helena = six.helena.go("/profiles/").follow("Begin a profile project")
    helena.write(name="Teamledarna")
    helena.page.get_by_label(ROLE, exact=True).check()
    helena.press("Begin").heads("What are the profiles for?")

    helena.sees("The goal is not written yet.")
    expect(helena.button("The step is done")).to_have_count(0)
    helena.choose("kind", "change")
    helena.write(words=GOAL, expected="Nöjdare team på alla orter", seen="I teamens svar, varje kvartal").press(
        "Save the goal"
    )
    helena.reads(GOAL)

    done(helena, six.project, 1, "goal/")


def the_rules(six: Six) -> None:
    helena = six.helena.go(f"{six.project}rules/")
    helena.write(fewest="6", most="2").press("Save the rules").sees("The most must not be under the fewest.")
    helena.write(fewest="2", most="6", avoid="flexibel").press("Save the rules").sees("The rules are saved.")

    done(helena, six.project, 2, "rules/")


def the_time(six: Six) -> None:
    helena = six.helena.go(f"{six.project}time/")
    begins = clock.today() + timedelta(days=14)
    helena.write(workshops="1", begins=str(begins), wished=str(begins + timedelta(weeks=1))).press("Save the time")
    helena.sees("What would make it realistic:")
    helena.write(wished=str(begins + timedelta(weeks=40))).press("Save the time")
    helena.sees("The day you wish for is realistic.")

    done(helena, six.project, 3, "time/")


def the_participants(six: Six) -> None:
    helena = six.helena
    for colleague, part in (
        (six.annika, "ambassador"), (six.ingvild, "participant"), (six.gunilla, "reference"), (six.marianne, "reference"),
    ):  # fmt: skip
        take_in(helena, six.project, colleague.person, part)

    helena.go(f"{six.project}participants/")
    manila = helena.page.get_by_role("row").filter(has_text="Manila")
    expect(manila).to_contain_text(helena.said("Missing"))
    expect(manila).to_contain_text(six.maricel.person.name)
    helena.reads("Manila").sees("Before you go on")
    manila.locator("summary").click()
    helena.press("Take %(name)s in", among=manila, name=six.maricel.person.name)
    expect(manila).not_to_contain_text(helena.said("Missing"))
    settle(helena, "Handel", "Samma arbete som i kundservice, och Annika har lett båda")

    done(helena, six.project, 4, "participants/")


def take_in(helena: Colleague, project: str, person: Person, part: str) -> None:
    helena.go(f"{project}participants/?q={person.family}&part={part}").press("Take %(name)s in", name=person.name)
    helena.sees("%(name)s takes part.", name=person.name)


def settle(helena: Colleague, viewpoint: str, why: str) -> None:
    row = helena.page.get_by_role("row").filter(has_text=viewpoint)
    row.locator("summary").click()
    row.locator("[name=why]").fill(why)
    helena.press("Needs no seat", among=row).sees("The viewpoint is noted.")


def the_letters(six: Six) -> None:
    helena = six.helena.go(f"{six.project}letters/").press("Draft the letters")
    for audience in ("Managers of those in the roles", "Those in the roles"):
        row = (
            helena.page.get_by_role("row")
            .filter(has=helena.page.get_by_text(helena.said(audience), exact=False))
            .filter(has_text=helena.said("What begins, and what is in it for you"))
        )
        row.get_by_role("link").first.click()
        helena.press("Send the letter").sees(
            "The letter is on its way. It is seen here at once, and sent by e-mail in the background."
        )
    work_off()

    done(helena, six.project, 5, "letters/")
    six.ingvild.go("/home/").page.locator("a[href^='/profiles/letters/']").first.click()
    expect(six.ingvild.page.locator(".letter")).to_contain_text(GOAL)


def the_profiles(six: Six) -> None:
    helena = six.helena.go(f"{six.project}profiles/").press("Begin", of=ROLE)
    helena.write(purpose="Leder ett team så att det klarar dagen. Är flexibel.").press("Save").sees(
        "The purpose is saved."
    )
    a_breach_is_put_right(six)
    helena.go(f"{six.project}profiles/").follow("Plan a workshop")
    helena.write(name="Tisdagsmötet", at="2026-12-01T09:00", place="Teams")
    helena.page.locator("[name=led_by]").select_option(label=six.annika.person.name)
    helena.press("Plan it").sees("It is planned. Share the link below with those who take part.")
    met = helena.page.url

    they_propose(six, met)
    they_judge_alone(six)
    they_settle(six)

    done(helena, six.project, 6, "profiles/")


def a_breach_is_put_right(six: Six) -> None:
    helena = six.helena.go(f"{six.project}rules/").sees(
        "The word “%(word)s” is not to be used. Say what one does instead.", word="flexibel"
    )
    helena.page.get_by_role("region", name=helena.said("How the profiles keep to the rules")).get_by_role(
        "link"
    ).first.click()
    helena.follow("Write").write(purpose="Leder ett team så att kunderna får svar också när kön växer.").press("Save")
    helena.go(f"{six.project}rules/").misses(
        "The word “%(word)s” is not to be used. Say what one does instead.", word="flexibel"
    )


PROPOSED = (
    ("annika", "Coacha kollegor"), ("ingvild", "Coache kolleger"), ("maricel", "Listen to a call and give feedback"),
    ("annika", "Planera under hög belastning"), ("ingvild", "Planlegge om når køen vokser"),
)  # fmt: skip
LEVELS = {
    "Coacha kollegor": (3, 3, 4),
    "Listen to a call and give feedback": (3, 3, 3),
    "Planera under hög belastning": (5, 1, 3),
}


def they_propose(six: Six, met: str) -> None:
    """Each from their own screen; what says the same is moved together, and the leader says what the English words are about."""
    at_board = (six.annika, six.ingvild, six.maricel)
    for colleague in at_board:
        colleague.go("/home/").page.get_by_role("link", name="Tisdagsmötet").click()
        colleague.heads("What does the work ask of the one who does it?")
    for who, text in PROPOSED:
        page = getattr(six, who).page
        page.locator("#proposal-text").fill(text)
        page.keyboard.press("Enter")
        expect(six.annika.page.locator(".board__said li").filter(has_text=text)).to_have_count(1)
    for colleague in at_board:
        expect(colleague.page.locator(".board__said li")).to_have_count(len(PROPOSED))
        expect(colleague.page.locator(".board__group")).to_have_count(4)

    six.ingvild.follow("Move: %(text)s", text=PROPOSED[4][1])
    six.ingvild.page.locator(f"#to-{group_of(PROPOSED[3][1])}").check()
    six.ingvild.press("Move it")
    expect(six.maricel.page.locator(".board__group")).to_have_count(3)
    annika = six.annika.go(f"{met}groups/{group_of(PROPOSED[2][1])}/").heads("Which competence are they speaking of?")
    annika.write(q="återkoppling").press("Search").press("It is this", of="Ge och ta emot återkoppling")


def group_of(text: str) -> UUID:
    return Proposal.objects.get(text=text).group_id


def they_judge_alone(six: Six) -> None:
    six.annika.press("Go on: each judges alone")
    for place, colleague in enumerate((six.annika, six.ingvild, six.maricel)):
        colleague.heads("How much does it matter, and how well must one know it?")
        for text, levels in LEVELS.items():
            group = colleague.page.locator(f"[data-group='{group_of(text)}']")
            group.locator("[name^=importance][value='3']").check()
            group.locator(f"[name^=level][value='{levels[place]}']").check()
            expect(group.locator("[data-kept]")).to_be_visible()
        expect(colleague.page.locator(".spread-dot")).to_have_count(0)  # nobody sees how the others judge


def they_settle(six: Six) -> None:
    annika = six.annika.press("Show how all have judged")
    for colleague in (annika, six.ingvild, six.maricel):
        colleague.heads("Talk about where you see it differently")
        expect(colleague.page.locator(".spread-dot")).to_have_count(2 * 3 * 3)
        colleague.sees("You see this differently. What have you met that the others have not?")
    for text in LEVELS:
        group = annika.page.locator(".board__group").filter(has_text=text)
        group.get_by_role("link", name=re.compile(annika.said("Settle"))).click()
        if text == "Planera under hög belastning":  # what came of the talk
            annika.choose("level", "4").write(why="Ingvild: på kvällarna i Oslo är teamledaren ensam om att planera om")
        annika.press("Make it a requirement")
        expect(annika.page.locator(".board__group--settled").filter(has_text=text)).to_have_count(1)
    expect(six.ingvild.page.locator(".board__group--settled")).to_have_count(3)
    annika.press("Close the workshop").heads("This is what came of it").sees("Read the profile: %(name)s", name=ROLE)
    for colleague in (annika, six.ingvild, six.maricel):
        colleague.go("/home/")  # the live board is not left open
        expect(colleague.page.get_by_role("link", name="Tisdagsmötet")).to_have_count(0)


def the_approval(six: Six) -> None:
    profile = Profile.objects.get(project__name="Teamledarna")
    finishing, first, second = (f"/profiles/{profile.pk}/{rest}" for rest in ("finish/", "versions/1/", "versions/2/"))
    helena = six.helena.go(finishing).sees("How far people agree")
    expect(helena.page.locator(".table tbody tr")).to_have_count(3)
    an_objection(six, finishing)

    helena.go(finishing).press("Submit it to the group")
    helena.go(first).misses("Your vote")
    assert post(helena, f"{first}votes/", answer="yes", digest=profile.versions.get().digest) == 404
    assert post(helena, f"{first}approval/", digest=profile.versions.get().digest) == 409
    for voter in (six.gunilla, six.marianne):
        assert approved(profile) == []
        voter.go("/home/").follow("Read it and vote").choose("answer", "yes").press("Vote").misses("Your vote")
    six.marianne.sees("The profile is approved.")
    assert approved(profile) == [1]
    six.maricel.go(first).sees("Fingerprint of the words: %(digest)s", digest=profile.versions.get().digest[:16])

    a_change(six, profile, finishing, second)
    done(helena, six.project, 7, "steps/finish/")


def an_objection(six: Six, finishing: str) -> None:
    six.ingvild.go(finishing).unfold("/objections/").write(words="Nivå 4 er for høyt for en som er ny i rollen").press(
        "Object"
    )
    helena = six.helena.go(finishing)
    expect(helena.button("Submit it to the group")).to_have_count(0)
    helena.unfold("/answer/").write(words="Den som är ny har ett halvår på sig; det står nu i motiveringen").press(
        "Save the answer"
    )
    six.ingvild.go(finishing).press("It is settled").sees("The objection has ended. It stays in the record.")


def a_change(six: Six, profile: Profile, finishing: str, second: str) -> None:
    """Somebody changes a level: a second version, in which the difference is read, and the same two vote again."""
    helena = six.helena.go(f"/profiles/{profile.pk}/writing/")
    helena.follow("Change: %(text)s", text="Coacha andra").choose("level", "4").press("Save")
    helena.go(finishing).press("Submit it to the group")
    for voter in (six.gunilla, six.marianne):
        voter.go(second).sees("What differs from version %(n)s", n=1)
        expect(voter.page.locator(".changes")).to_contain_text("Coacha andra")
        voter.choose("answer", "yes").press("Vote")
    assert approved(profile) == [1, 2]


def approved(profile: Profile) -> list[int]:
    """Which of its versions are."""
    return list(profile.versions.exclude(approval=None).order_by("number").values_list("number", flat=True))


def post(who: Colleague, address: str, **fields: str) -> int:
    """What the door answers to somebody who tries without a button."""
    token = who.page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    site = who.page.url.split("/profiles")[0]
    answer = who.page.request.post(
        address, form={"csrfmiddlewaretoken": token, **fields}, headers={"Referer": who.page.url, "Origin": site}
    )
    return answer.status


def the_guides(six: Six) -> None:
    for manager in (six.marianne, six.annika):
        manager.go("/profiles/").page.locator("a[href='/profiles/guides/']").click()
        manager.page.locator("a[href='/profiles/guides/hiring/']").click()
        manager.choose("answer", "0").press("See the answer").press("Tick the guide off")
        manager.sees("Well done. The guide is ticked off.")

    done(six.helena, six.project, 8, "guides/")


def the_follow_up(six: Six) -> None:
    helena = six.helena.go(f"{six.project}follow-up/").press("Ask how confident people feel")
    for colleague, answer in zip((*six.all[1:], helena), "445453", strict=True):
        colleague.go("/home/").page.locator("a[href^='/profiles/pulses/']").click()
        colleague.choose("answer", answer).page.locator("main form button[type=submit]").click()
        if colleague is six.gunilla:  # the fourth
            helena.go(f"{six.project}follow-up/").sees("Fewer than five have answered, so nothing is shown.")
    helena.go(f"{six.project}follow-up/").sees("Reached")

    six.ingvild.go(f"/work/{six.role.pk}/").write(text="Fordeler saker mellom Oslo og Manila").press("Add the task")
    helena.go(f"{six.project}follow-up/").sees("The everyday work has changed").sees("The work in the role")

    done(helena, six.project, 9, "follow-up/")
    helena.go(f"{six.project}follow-up/").press("End the project").sees("The project has ended. What it made stays.")
