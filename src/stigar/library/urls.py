"""The addresses of this room."""

from django.urls import path

from stigar.library import pages

app_name = "library"
urlpatterns = [
    path("library/", pages.vocabularies, name="vocabularies"),
    path("library/imports/", pages.imports, name="imports"),
    path("library/imports/<uuid:errand>/", pages.importing, name="importing"),
    path("library/vocabularies/<uuid:vocabulary>/removal/", pages.removal, name="removal"),
    path("library/concepts/", pages.concepts, name="concepts"),
    path("library/concepts/<uuid:concept>/", pages.concept, name="concept"),
    path("library/address/", pages.address, name="address"),
    path("library/suggestions/", pages.suggestions, name="suggestions"),
]
