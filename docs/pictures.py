"""Makes the handbook's pictures from a running demo: ``.venv/bin/python docs/pictures.py http://localhost:8000``.

Start ``bin/demo`` first. Each picture is taken in all three languages, 1000 pixels wide (a phone: 390), through the eyes of
somebody in the cast. Nothing is saved in the demo: the file that is brought for the preview is taken away again.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

PICTURES = Path(__file__).parents[1] / "src" / "stigar" / "web" / "static" / "handbook"
PLACES = {"sv": "sv-SE", "nb": "nb-NO", "en": "en-GB"}
WIDE, SCALE = {"width": 1280, "height": 1000}, 1000 / 1280
TALL = {"width": 1280, "height": 1450}  # the map: its islands and not only its heading
PHONE = {"width": 390, "height": 820}
HR, ADVISER, LEADER, AUDITOR = "Helena", "Tove", "Bashir", "Ellinor"
HARD = {"sv": "arg", "nb": "sint", "en": "angry"}  # what a customer is when it is hard
ROOM = {"sv": (LEADER, "main a:has-text('Åsa Tesfaye')")}  # whose dialogue is shown, where there is one in the language
ROLE = {"sv": "Kundrådgivare", "nb": "Kundeveileder", "en": "Kundrådgivare"}  # whose profile is shown


def main(address: str) -> None:
    """Take every picture in every language."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        for language in PLACES:
            take_all(chromium, address, language)
        chromium.close()


def take_all(chromium: Browser, address: str, language: str) -> None:
    """One language's pictures: the map, an area, a question, where to start, the library, profiles, a file's preview, and the phone."""
    page = enter(chromium, address, language, HR)
    for name, path in {"areas": "/areas/", "question": "/areas/questions/", "start": "/areas/start/"}.items():
        page.set_viewport_size(TALL if name == "areas" else WIDE)  # type: ignore[arg-type]
        page.goto(address + path)
        take(page, name, language)
    page.goto(address + adviser_s_area(chromium, address, language))
    page.locator(".because").first.evaluate("list => scrollTo(0, list.getBoundingClientRect().top - 330)")
    take(page, "area", language)
    library(page, address, language)
    profiles(page, address, language)
    preview(page, address, language)
    dialogues(chromium, page, address, language)
    vacancies(chromium, page, address, language)
    phone = enter(chromium, address, language, ADVISER, phone=True)
    phone.goto(f"{address}/home/")
    phone.goto(address + str(phone.locator("main .facts a[href^='/work/']").first.get_attribute("href")))
    take(phone, "work", language)


def enter(chromium: Browser, address: str, language: str, who: str, *, phone: bool = False) -> Page:
    """Come in as one of the cast."""
    size = {"viewport": PHONE} if phone else {"viewport": WIDE, "device_scale_factor": SCALE}
    context = chromium.new_context(locale=PLACES[language], color_scheme="light", **size)  # type: ignore[arg-type]
    context.add_cookies([{"name": "django_language", "value": language, "url": address}])
    page = context.new_page()
    page.goto(f"{address}/account/login/")
    page.locator("button", has_text=who).first.click()
    page.wait_for_url("**/home/")
    return page


def take(page: Page, name: str, language: str) -> None:
    """Keep what stands in the window."""
    page.mouse.move(0, 0)
    page.wait_for_timeout(400)
    picture = PICTURES / f"{name}-{language}.png"
    page.screenshot(path=picture)
    if press := shutil.which("convert"):  # ImageMagick makes it a third of the size; without it the picture is as good
        subprocess.run([press, str(picture), "+dither", "-colors", "200", f"PNG8:{picture}"], check=True)


def adviser_s_area(chromium: Browser, address: str, language: str) -> str:
    """The address of the area that the adviser's role lies in, as her home page tells it."""
    home = enter(chromium, address, language, ADVISER)
    return str(home.locator("main a[href^='/areas/area-']").first.get_attribute("href"))


def library(page: Page, address: str, language: str) -> None:
    """The shelf, one competence, and something that is hard."""
    page.goto(f"{address}/library/")
    take(page, "library", language)
    page.locator(".shelf h3 a").nth(5).click()
    take(page, "competence", language)
    page.goto(f"{address}/library/challenges/?q={HARD[language]}")
    page.locator("#hard a").first.click()
    take(page, "challenge", language)


def profiles(page: Page, address: str, language: str) -> None:
    """A project on its way, its open workshop, and an approved profile with the version that was voted on."""
    page.goto(f"{address}/profiles/")
    project = page.locator("li", has=page.locator(".tag", has_text=" 6: ")).locator("a").first.get_attribute("href")
    profile = page.locator(
        ".lines a[href^='/profiles/']:not([href*='projects'])", has_text=ROLE[language]
    ).first.get_attribute("href")
    page.goto(f"{address}{project}")
    take(page, "project", language)
    page.goto(f"{address}{project}profiles/")
    page.locator("main a[href^='/profiles/workshops/']").first.click()
    page.locator("[data-propose]").evaluate("form => scrollTo(0, form.getBoundingClientRect().top + scrollY - 150)")
    take(page, "board", language)
    page.goto(f"{address}{profile}?version=approved")
    take(page, "profile", language)
    page.goto(f"{address}{profile}versions/1/")
    page.locator("section[aria-labelledby='record-heading']").evaluate("card => scrollTo(0, card.offsetTop - 560)")
    take(page, "version", language)


def dialogues(chromium: Browser, page: Page, address: str, language: str) -> None:
    """What one can beside what the role asks for, a goal on its way, a dialogue for two, the team, and a round."""
    mine = enter(chromium, address, language, ADVISER)
    mine.goto(f"{address}/competence/")
    take(mine, "competence-own", language)
    mine.goto(f"{address}/dialogues/goals/")
    mine.locator("main h2 a[href^='/dialogues/goals/']").first.click()
    mine.wait_for_load_state()
    take(mine, "goal", language)
    leader = enter(chromium, address, language, LEADER)
    leader.goto(f"{address}/competence/team/")
    take(leader, "team", language)
    who, link = ROOM.get(language, (AUDITOR, "main a.ds-button[href^='/dialogues/']"))
    room = enter(chromium, address, language, who)
    room.goto(f"{address}/dialogues/")
    room.locator(link).first.click()
    room.wait_for_load_state()
    take(room, "room", language)
    page.goto(f"{address}/dialogues/rounds/")
    page.locator(
        "main a[href^='/dialogues/rounds/'][href$='-']:not([href$='new/']), main .lines a[href^='/dialogues/rounds/']"
    ).first.click()
    page.wait_for_load_state()
    take(page, "round", language)


def vacancies(chromium: Browser, page: Page, address: str, language: str) -> None:
    """A vacancy as an employee reads it, what would be shown before a yes, and those who have said yes as HR sees them."""
    own = enter(chromium, address, language, ADVISER)
    own.goto(f"{address}/competence/vacancies/")
    vacancy = own.locator("main .lines a[href^='/competence/vacancies/']").first.get_attribute("href")
    own.goto(f"{address}{vacancy}")
    take(own, "vacancy", language)
    own.goto(f"{address}{vacancy}consideration/")
    take(own, "consideration", language)
    page.goto(f"{address}{vacancy}people/")
    take(page, "considered", language)


def preview(page: Page, address: str, language: str) -> None:
    """Bring the company's own file with a few changes, look at what would happen, and take it away again."""
    with tempfile.TemporaryDirectory() as folder:
        page.goto(f"{address}/people/imports/")
        page.set_input_files("input[type=file]", changed_file(Path(folder)))
        page.locator("form[enctype] button.ds-button").click()
        page.wait_for_url("**/columns/")
    page.check("input[name=ends_missing]")
    page.locator(".form__actions button").last.click()
    page.wait_for_selector("form[action$='/application/']")
    take(page, "preview", language)
    page.locator("form[action$='/removal/'] button").click()


def changed_file(folder: Path) -> Path:
    """The example company's file, as the HR system might write it a month later."""
    subprocess.run([sys.executable, "-m", "stigar", "example", str(folder)], check=True, capture_output=True)
    rows = [row.split(";") for row in (folder / "personal.csv").read_text("cp1252").splitlines()]
    rows[5][12], rows[9][12], rows[20][4] = "80", "75", "Kundrådgivare"
    del rows[30]
    for like, own in ((9, ["10301", "Sara", "Nyberg"]), (5, ["10302", "Ola", "Hauge"])):
        rows.append(
            [*own, f"{own[1]}.{own[2]}@alvbro.example".lower(), *rows[like][4:13], "2026-12-01", *rows[like][14:]]
        )
    later = folder / "personal-december.csv"
    later.write_text("\n".join(";".join(row) for row in rows) + "\n", "utf-8")
    return later


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
