"""Words that mean harm, written by every way there is of writing: forms, REST, files and their names."""

import io
import re
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from stigar.people.actions.oneself import make_token
from stigar.people.models import Role
from tests.cast import TODAY, Cast
from tests.journeys.working import work_off
from tests.library.readers import releases

STRINGS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-' </textarea><svg/onload=alert(1)>",
    "{{7*7}} {% debug %} ${7*7} <%= 7*7 %>",
    "مرحبا \u202egnirts\u202c שלום",
    "👩‍👩‍👧‍👦 h̷̢͔e̸ 𝕳𝖊𝖏",
    "W" * 78,
    "javascript:alert(1)",
)
FILE_NAME = '"><img src=x onerror=alert(2)>.csv'


def write_everywhere(cast: Cast) -> None:
    """Every string by every way, as those who may."""
    hr, own, admin = (_browser(getattr(cast, name)) for name in ("hedda", "bo", "siv"))
    _bring_people(hr)
    _bring_a_vocabulary(hr)
    hr.post("/wishes/surveys/", {"closes": ""})
    _tell(own, cast.adviser)
    _tell_by_machine(cast)
    for text in STRINGS[:5]:
        own.post("/wishes/", {"text": text, "why": text, "why_shared": "on"})
        own.post("/account/tokens/", {"name": text, "days": 30})
    for name in ("ada", "cai", "dag", "ulf", "rut"):
        _browser(getattr(cast, name)).post("/wishes/", {"text": STRINGS[0], "why": STRINGS[1], "why_shared": "on"})
    work = f"Roll;Uppgift\n{cast.adviser.title};Svarar\n".encode()
    hr.post("/work/imports/", {"file": SimpleUploadedFile(FILE_NAME, work, "text/csv")})
    admin.post("/settings/", {"name": STRINGS[1], "language": "sv", "time_zone": "Europe/Oslo"})
    _draw_and_decide(hr)


def _browser(person) -> Client:
    browser = Client(raise_request_exception=True)
    browser.force_login(person.identity)
    return browser


def _bring_people(hr: Client) -> None:
    """Names, titles, units and sites from a file whose own name means harm."""
    rows = [
        f'N{place};"{text}";"{text}";n{place}@x.example;"{text}";U{place};"{text}";"{text}";SE'
        for place, text in enumerate(text.replace('"', '""') for text in STRINGS)
    ]
    heads = "Anställningsnummer;Förnamn;Efternamn;E-post;Befattning;Enhetskod;Enhet;Ort;Land"
    content = "\n".join([heads, *rows]).encode()
    begun = hr.post("/people/imports/", {"file": SimpleUploadedFile(FILE_NAME, content, "text/csv")})
    work_off()
    address = re.match(r".*/imports/[0-9a-f-]{36}/", begun.url)[0]
    columns = dict(enumerate(("number", "given", "family", "email", "role", "unit_code", "unit", "site", "country")))
    hr.post(
        f"{address}columns/",
        {"valid_from": TODAY.isoformat(), **{f"column_{place}": kind for place, kind in columns.items()}},
    )
    work_off()
    page = hr.get(address).content.decode()
    hr.post(f"{address}application/", {"digest": re.search(r'name="digest" value="(\w+)"', page)[1]})
    work_off()


def _bring_a_vocabulary(hr: Client) -> None:
    table, heads = releases.table, releases.SKILL_HEADS
    rows = [("KnowledgeSkillCompetence", f"{releases.ESCO}skill/{place}", "skill/competence", "cross-sector", text, text, "released")
            for place, text in enumerate(STRINGS)]  # fmt: skip
    work = [("Occupation", releases.ADVISER, "4225", STRINGS[0], STRINGS[1], STRINGS[2])]
    ties = [(releases.ADVISER, "essential", "skill/competence", f"{releases.ESCO}skill/0")]
    files = {
        "occupations_sv.csv": table(releases.WORK_HEADS, work), "skills_sv.csv": table(heads, rows),
        "occupationSkillRelations_sv.csv": table(releases.TIE_HEADS, ties),
    }  # fmt: skip
    package = _zipped(files)
    hr.post(
        "/library/imports/",
        {"brought": SimpleUploadedFile("ESCO - v1.2.0 <img src=x onerror=alert(3)> - sv - csv.zip", package)},
    )
    work_off()


def _zipped(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def _tell(own: Client, role: Role) -> None:
    for text in STRINGS:
        own.post(f"/work/{role.pk}/tasks/", {"text": text, "situation": text, "frequency": "daily"})
        own.post(f"/work/{role.pk}/skills/", {"text": text, "weight": "essential"})
        own.post(f"/work/{role.pk}/traits/", {"text": text})


def _tell_by_machine(cast: Cast) -> None:
    key = make_token(name=STRINGS[0], viewer=cast.hedda, today=TODAY)[1]
    machine = Client(headers={"Authorization": f"Bearer {key}"})
    for text in STRINGS:
        for kind in ("tasks", "skills", "traits"):
            machine.post(f"/api/v1/work/{cast.leader.pk}/{kind}", {"text": text}, content_type="application/json")


def _draw_and_decide(hr: Client) -> None:
    hr.post("/areas/runs/")
    page = hr.get("/areas/").content.decode()
    keys = list(dict.fromkeys(re.findall(r'href="/areas/(area-[\w]+)/"', page)))
    for key, name in zip(keys, STRINGS, strict=False):
        hr.post(f"/areas/{key}/name/", {"name": name, "seen": _seen(hr, key)})
    hr.post(
        "/areas/start/waves/",
        {"key": keys[0], "seen": _seen(hr, keys[0]), "begins": "2027-01-11", "weeks": "8", "why": STRINGS[2]},
    )


def _seen(hr: Client, key: str) -> str:
    return re.search(r'name="seen" value="(\d+)"', hr.get(f"/areas/{key}/").content.decode())[1]
