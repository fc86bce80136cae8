"""The handbook's pages: its first, where one also searches, and a page for each chapter."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from stigar.foundation.tenancy import Visit
from stigar.web.handbook.book import FRONT, beside, chapters, front, spoken
from stigar.web.handbook.finding import find
from stigar.web.handbook.readers import chapters_for

LONGEST = 100  # letters of what is searched for


@require_safe
def first(request: Visit) -> HttpResponse:
    """The chapters for who the visitor is, and then all of them; or what was searched for."""
    language = spoken(get_language())
    book, words = chapters(language), request.GET.get("q", "").strip()[:LONGEST]
    if words:
        return render(request, "web/handbook/found.html", {"words": words, "found": find(words, language)})
    own = chapters_for(request.viewer, today=request.today) if request.viewer else []
    shown = {"own": [book[key] for key in own], "body": _printed(language, FRONT), "title": front(language).title}
    return render(request, "web/handbook/first.html", shown)


@require_safe
def chapter(request: Visit, chapter: str) -> HttpResponse:
    """One chapter, with what is in it, and the chapters beside it."""
    language = spoken(get_language())
    told = chapters(language).get(chapter)
    if told is None:
        raise Http404
    before, after = beside(chapter, language)
    shown = {"chapter": told, "body": _printed(language, chapter), "before": before, "after": after}
    return render(request, "web/handbook/chapter.html", shown)


def _printed(language: str, key: str) -> SafeString:
    from stigar.web.handbook.printing import printed  # noqa: PLC0415 - heavy: only when asked for

    return printed(language, key)
