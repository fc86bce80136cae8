"""A dialogue between two in two browsers and two languages; one of them prepares on a phone, on a train that loses its connection."""

import pytest
from playwright.sync_api import expect

from stigar.dialogues.models import Answer, Talk
from tests.journeys.colleagues import Colleague

pytestmark = [pytest.mark.journey, pytest.mark.slow]
SLOW = """() => {
    const line = window.fetch;
    window.fetch = (...given) => new Promise((go) => setTimeout(go, 1500)).then(() => line(...given));
}"""
TUNNEL = "Det som ble tungt var at to sluttet samme uke"
STATION = "Og at det nye systemet kom midt i det"


@pytest.fixture
def two(world, enter):
    """Ada at her desk in Swedish, Bo on his phone in bokmål, in the dark."""
    ada = Colleague(enter(world.ada, language="sv", width=1280, scheme="light", address="/home/"), world.ada, "sv")
    bo = Colleague(enter(world.bo, language="nb", width=390, scheme="dark", address="/home/"), world.bo, "nb")
    return ada, bo


def test_a_dialogue_in_two_languages_one_of_them_on_the_train(two, world):
    ada, bo = two
    address = begin(ada, world.bo)
    on_the_train(bo, address)
    on_a_slow_line(bo, address)
    at_the_desk(ada, address)
    hand_in(ada, bo, address)
    in_the_room(ada, bo, address)
    sign(ada, bo, address)


def begin(ada, person):
    ada.go(f"/dialogues/people/{person.pk}/new/").page.locator("main select[name=language]").select_option("nb")
    ada.press("Begin")
    return ada.page.url


def on_the_train(bo, address):
    """Words written without a connection are saved when it is back, also when the page was closed meanwhile."""
    bo.go("/dialogues/").follow("Prepare").reads("Hverdagen")
    hard = "textarea[name='text-back.hard']"
    bo.page.context.set_offline(True)
    bo.page.locator(hard).fill(TUNNEL)
    bo.sees("No connection. Your words are kept here and saved when it is back.")
    bo.page.context.set_offline(False)
    bo.sees("Saved.")

    bo.page.context.set_offline(True)
    bo.page.locator(hard).fill(f"{TUNNEL}. {STATION}")
    bo.page.wait_for_timeout(1000)
    bo.page.context.set_offline(False)
    bo.go(address)
    expect(bo.page.locator(hard)).to_have_value(f"{TUNNEL}. {STATION}")
    bo.press("Save")

    assert Answer.objects.get().text == f"{TUNNEL}. {STATION}"

    bo.page.context.set_offline(True)
    bo.button("Hand in").click()
    bo.sees("No connection. Your words are kept here and saved when it is back.")
    bo.page.context.set_offline(False)
    expect(bo.page.locator(hard)).to_have_value(f"{TUNNEL}. {STATION}")


def on_a_slow_line(bo, address):
    """What is written while a slow save is on its way goes after it: nobody is told of two screens, and nothing is lost."""
    bo.go(address)
    hard, turn = (bo.page.locator(f"[name='{name}-back.hard']") for name in ("text", "turn"))
    before = int(turn.input_value())
    bo.page.evaluate(SLOW)

    hard.fill(TUNNEL)
    bo.page.wait_for_timeout(1000)
    hard.fill(f"{TUNNEL}. {STATION}")
    expect(turn).to_have_value(str(before + 2))
    assert Answer.objects.get().text == f"{TUNNEL}. {STATION}"

    hard.fill(STATION)
    bo.page.wait_for_timeout(1000)
    hard.fill(f"{TUNNEL}. {STATION}")
    bo.press("Save").sees("Saved. Only you can read it.")
    assert Answer.objects.get().text == f"{TUNNEL}. {STATION}"


def at_the_desk(ada, address):
    """Ada is asked in the language of the dialogue, about Bo, and reads nothing of what he has written."""
    ada.go(address).reads("Hva tror du ble tyngst for Bo?")
    ada.page.locator("textarea[name='text-back.hard']").fill("Jag tror att det var uppsägningarna")
    ada.sees("Saved.")
    assert TUNNEL not in ada.page.content()


def hand_in(ada, bo, address):
    bo.go(address).press("Hand in").sees("You have handed in")
    ada.go(address).press("Hand in")
    bo.go(f"{address}?part=back")
    ada.go(f"{address}?part=back").reads(STATION)
    bo.reads("Jag tror att det var uppsägningarna")


def in_the_room(ada, bo, address):
    """A note is one's own until it is moved to what both see. Without a connection it waits on the phone, also when the page is left."""
    note = bo.page.locator("#note")
    bo.page.context.set_offline(True)
    note.fill("Spør om kveldsvaktene")
    bo.button("Save the note").click()
    bo.sees("No connection. Your words are kept here. Save again when it is back.")
    bo.page.context.set_offline(False)
    bo.go("/dialogues/").go(f"{address}?part=back").sees("These words were never sent. Save them, or take them away.")
    expect(note).to_have_value("Spør om kveldsvaktene")
    bo.press("Save the note").sees("only you")
    bo.go(f"{address}?part=back")
    expect(note).to_have_value("")
    assert "kveldsvaktene" not in ada.go(f"{address}?part=back").page.content()
    bo.press("Let both read it").sees("both can read it")
    ada.go(f"{address}?part=back").reads("Spør om kveldsvaktene")


def sign(ada, bo, address):
    """The one who reads older words signs nothing; with both signatures under the same words it is closed."""
    ada.go(f"{address}?part=end").unfold("/agreed/").write(text="Ser över kvällspassen")
    ada.page.locator("[name=who]").first.check()
    ada.press("Add it").go(f"{address}?part=end")
    ada.page.locator("#summary").fill("Vi delar bilden av våren.")
    ada.page.locator("form[action$='/summary/'] button").click()
    ada.sees("Saved. Both of you read it.")
    bo.go(f"{address}?part=end").reads("Vi delar bilden av våren.")
    ada.page.locator("#summary").fill("Vi delar bilden av våren och hösten.")
    ada.page.locator("form[action$='/summary/'] button").click()
    ada.page.wait_for_load_state()

    bo.press("Sign").sees("The words were changed while you read")
    bo.press("Sign").sees("You have signed. It is closed when the other has signed too.")
    ada.go(f"{address}?part=end").press("Sign").sees("Both have signed. The dialogue is closed.")

    assert Talk.objects.get().closed_at is not None
