"""HR brings a file, sees that its columns are understood, sees what would happen, and applies it; nobody else gets that far."""

from uuid import UUID

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from stigar.foundation import jobs
from stigar.foundation.files import place
from stigar.foundation.models import Errand, Upload
from stigar.people.models import Import, Person
from stigar.people.readers.headings import known
from stigar.people.readers.staff import read_staff
from stigar.people.readers.tables import read_table
from tests.people import corpus
from tests.people.importing import CAST, CAST_HEAD

NEW = ("10", "Åsa", "Öberg", "Kundrådgivare", "A1", "2", "Malmö")


def work():
    """A worker does what waits."""
    for asked in Errand.objects.filter(ended_at=None).order_by("asked_at"):
        jobs.do_errand.func(str(asked.organisation_id), str(asked.pk))


def brought(browser, tmp_path, rows, head=CAST_HEAD, name="personal.xlsx"):
    """Bring a workbook and let it be looked at. Returns the address of the import."""
    content = corpus.workbook(tmp_path / "a.xlsx", [head, *rows]).read_bytes()
    return brought_bytes(browser, content, name)


def brought_bytes(browser, content, name="personal.xlsx"):
    sent = browser.post("/people/imports/", {"file": SimpleUploadedFile(name, content)})
    assert sent.status_code == 302, sent.content.decode()[-2000:]
    work()
    return sent.headers["Location"]


def previewed(browser, address, **chosen):
    """Say yes to the columns as guessed, and let the plan be made."""
    form = browser.get(f"{address}columns/").context["form"]
    given = {name: form.get_initial_for_field(field, name) or "" for name, field in form.fields.items()} | chosen
    sent = browser.post(f"{address}columns/", {name: value for name, value in given.items() if value is not False})
    assert sent.status_code == 302, sent.content.decode()[-2000:]
    work()
    return browser.get(address)


def applied(browser, address, page):
    """Apply what the page shows."""
    browser.post(f"{address}application/", {"digest": page.context["result"]["digest"]})
    work()
    return browser.get(address)


def test_a_file_goes_all_the_way_in(cast, visit, tmp_path):
    hedda = visit(cast.hedda)
    address = brought(hedda, tmp_path, [*CAST.values(), NEW])

    columns = hedda.get(address, follow=True)
    page = previewed(hedda, address)
    before = Person.objects.count()
    done = applied(hedda, address, page)
    history = hedda.get("/people/imports/").content.decode()

    assert columns.redirect_chain == [(f"{address}columns/", 302)]
    assert "Öberg" in columns.content.decode()
    assert "Åsa Öberg" in page.content.decode()
    assert before == 9
    made = Import.objects.get()
    assert (made.pk, made.added, made.unchanged, made.by) == (UUID(address.split("/")[-2]), 1, 9, cast.hedda)
    assert made.sha256 in done.content.decode()
    assert "personal.xlsx" in history
    assert Upload.objects.count() == 0


def test_the_same_file_again_changes_nothing_and_the_page_says_so(cast, visit, tmp_path):
    hedda = visit(cast.hedda)
    address = brought(hedda, tmp_path, [NEW])
    applied(hedda, address, previewed(hedda, address))

    again = brought(hedda, tmp_path, [NEW])
    page = previewed(hedda, again)

    assert (page.context["result"]["empty"], page.context["same_before"].pk) == (True, Import.objects.get().pk)
    applied(hedda, again, page)
    assert Import.objects.count() == 1


def test_a_column_that_was_guessed_wrong_is_corrected(cast, visit, tmp_path):
    hedda = visit(cast.hedda)
    head = ("Anställningsnummer", "Namn", "Titel", "Skonummer")
    address = brought(hedda, tmp_path, [("10", "Åsa Ny", "fil.dr", "Säljare")], head)

    page = previewed(hedda, address, column_2="", column_3="role")
    applied(hedda, address, page)

    assert Person.objects.get(number="10").positions.get().role.title == "Säljare"
    assert hedda.get(f"{address}columns/").status_code == 404


def test_every_fault_is_on_the_page_and_nothing_can_be_applied(cast, visit, tmp_path):
    hedda = visit(cast.hedda)
    address = brought(hedda, tmp_path, [("10", "Åsa", "Ny", "", "", "99", ""), ("11", "", "Ny", "", "", "11", "")])

    page = previewed(hedda, address)
    hedda.post(f"{address}application/", {"digest": page.context["result"]["digest"]})
    work()

    assert page.context["result"]["faults"] == 3
    assert all(place in page.content.decode() for place in ("F (Chef)", "B (Förnamn)"))
    assert "/application/" not in page.content.decode()
    assert Person.objects.count() == 9


@pytest.mark.parametrize("content", [b"", corpus.LOCKED, corpus.OLD_XLS, b"%PDF-1.7", b"PK\x03\x04cut", b"X;Y\n1;2\n"])
def test_a_file_that_cannot_be_read_tells_why(cast, visit, content):
    hedda = visit(cast.hedda)
    if not content:
        assert hedda.post("/people/imports/", {"file": SimpleUploadedFile("a.csv", b"")}).status_code == 422
        return
    address = brought_bytes(hedda, content, "a.xlsx")

    page = hedda.get(address)

    assert (page.status_code, page.templates[0].name, len(page.context["faults"])) == (
        200,
        "people/import_wrong.html",
        1,
    )


def test_another_sheet_can_be_chosen(cast, visit, tmp_path):
    with xlsxwriter.Workbook(str(tmp_path / "two.xlsx")) as book:
        corpus.fill(book, "Gamla", [("Anst.nr", "Namn", "Ort"), ("1", "Gro Test", "Malmö")])
        corpus.fill(book, "Nya", [("Anst.nr", "Namn"), ("10", "Åsa Ny")])
    hedda = visit(cast.hedda)
    address = brought_bytes(hedda, (tmp_path / "two.xlsx").read_bytes())

    hedda.post(f"{address}sheet/", {"sheet": "Nya"})
    work()
    page = previewed(hedda, address)

    assert page.context["result"]["counts"]["added"] == 1


def test_when_something_has_moved_a_new_preview_is_offered(cast, visit, tmp_path):
    hedda = visit(cast.hedda)
    address = brought(hedda, tmp_path, [("4", "Bo", "Berg", "Kundrådgivare", "A1", "2", "Malmö")])
    page = previewed(hedda, address)
    Person.objects.filter(number="4").update(family="Borg")

    told = applied(hedda, address, page)
    hedda.post(f"{address}preview/")
    work()
    applied(hedda, address, hedda.get(address))

    assert (told.templates[0].name, told.context["again"]) == ("people/import_wrong.html", True)
    assert Person.objects.get(number="4").family == "Berg"


def test_a_second_click_applies_once(cast, visit, tmp_path):
    hedda = visit(cast.hedda)
    address = brought(hedda, tmp_path, [NEW])
    digest = previewed(hedda, address).context["result"]["digest"]

    for _ in range(3):
        hedda.post(f"{address}application/", {"digest": digest})
    work()
    hedda.post(f"{address}application/", {"digest": digest})
    work()

    assert (Import.objects.count(), Person.objects.filter(number="10").count()) == (1, 1)


def test_progress_is_seen_while_one_waits_and_leads_on_when_done(cast, visit, tmp_path):
    hedda = visit(cast.hedda)
    content = corpus.workbook(tmp_path / "a.xlsx", [CAST_HEAD, NEW]).read_bytes()
    address = hedda.post("/people/imports/", {"file": SimpleUploadedFile("a.xlsx", content)}).headers["Location"]

    waiting, fragment = hedda.get(address), hedda.get(f"{address}progress/", headers={"HX-Request": "true"})
    work()
    done = hedda.get(f"{address}progress/", headers={"HX-Request": "true"})

    assert "progress" in waiting.content.decode()
    assert f'hx-get="{address}progress/"' in fragment.content.decode()
    assert done.headers["HX-Redirect"] == address


def test_a_file_can_be_taken_back(cast, visit, tmp_path):
    hedda = visit(cast.hedda)
    address = brought(hedda, tmp_path, [NEW])
    previewed(hedda, address)
    kept = [place(upload) for upload in Upload.objects.all()]

    hedda.post(f"{address}removal/")

    assert (Upload.objects.count(), [path.exists() for path in kept]) == (0, [False, False])
    assert hedda.get(address).status_code == 404


def test_a_long_preview_is_shown_fifty_at_a_time(cast, visit, tmp_path):
    hedda = visit(cast.hedda)
    address = brought(hedda, tmp_path, [(100 + n, f"Person{n:03}", "Ny", "", "", "", "") for n in range(120)])
    previewed(hedda, address)

    second = hedda.get(f"{address}?show=added&page=2").content.decode()
    last = hedda.get(f"{address}?show=added&page=3").content.decode()

    assert ("Person049" in second, "Person050" in second, "Person099" in second, "Person100" in second) == (
        False,
        True,
        True,
        False,
    )
    assert "Person119" in last


@pytest.mark.parametrize("viewer", ["gro", "ada", "bo", "ulf", "rut", "siv", "eve"])
def test_nobody_but_hr_finds_anything(cast, visit, tmp_path, viewer):
    hedda = visit(cast.hedda)
    address = brought(hedda, tmp_path, [NEW])
    previewed(hedda, address)
    other = visit(getattr(cast, viewer))

    seen = [other.get(f"{address}{part}").status_code for part in ("", "columns/")]
    done = [other.post(f"{address}{part}").status_code for part in ("sheet/", "preview/", "application/", "removal/")]

    assert (seen, done) == ([404, 404], [404, 404, 404, 404])
    if viewer != "eve":
        assert other.get("/people/imports/").status_code == other.get("/people/imports/example/").status_code == 404


def test_whoever_lost_the_right_meanwhile_applies_nothing(cast, visit, tmp_path):
    hedda = visit(cast.hedda)
    address = brought(hedda, tmp_path, [NEW])
    digest = previewed(hedda, address).context["result"]["digest"]
    hedda.post(f"{address}application/", {"digest": digest})
    cast.hedda.duties.all().delete()

    work()

    assert Errand.objects.order_by("asked_at").last().fault["code"] == "refused"
    assert Person.objects.count() == 9


@pytest.mark.parametrize("language", ["sv", "nb", "en"])
def test_the_example_file_can_be_brought_as_it_is(cast, visit, tmp_path, language):
    cast.hedda.identity.language = language
    cast.hedda.identity.save()

    answer = visit(cast.hedda).get("/people/imports/example/")

    (tmp_path / "example.xlsx").write_bytes(answer.content)
    read = read_staff(read_table(tmp_path / "example.xlsx", known=known))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert (read.faults, len(read.rows), len(read.columns)) == ([], 3, 15)


def test_naughty_texts_are_harmless_on_the_page(cast, visit, tmp_path):
    hedda = visit(cast.hedda)
    address = brought(
        hedda, tmp_path, [("10", "<script>alert(1)</script>", "Ny", "", "", "<b>", "")], name="<img src=x>.xlsx"
    )

    page = previewed(hedda, address).content.decode()

    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page


def test_a_full_disk_while_a_file_is_brought_keeps_nothing(cast, visit, tmp_path, settings):
    hedda = visit(cast.hedda)
    folder = tmp_path / "full"
    folder.mkdir()
    (folder / "uploads").write_text("not a folder, so that nothing can be written")
    settings.STIGAR = settings.STIGAR.model_copy(update={"folder": folder})

    sent = hedda.post("/people/imports/", {"file": SimpleUploadedFile("a.csv", b"Anst.nr;Namn\n1;Bo\n")})

    assert (sent.status_code, Upload.objects.count()) == (422, 0)


def test_the_list_of_imports_costs_the_same_with_one_and_with_many(cast, visit, django_assert_num_queries):
    hedda = visit(cast.hedda)
    for count in (1, 3):
        for _ in range(count):
            Import.objects.create(organisation=cast.organisation, file_name="a.xlsx", sha256="0" * 64, by=cast.hedda)
        with django_assert_num_queries(6):
            hedda.get("/people/imports/")


def test_a_preview_costs_the_same_with_one_line_and_with_many(cast, visit, tmp_path, django_assert_num_queries):
    hedda = visit(cast.hedda)
    for many in (1, 120):
        address = brought(hedda, tmp_path, [(1000 + n, f"Person{n}", "Ny", "", "", "", "") for n in range(many)])
        previewed(hedda, address)
        with django_assert_num_queries(10):
            hedda.get(address)
