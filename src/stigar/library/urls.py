"""The addresses of this room."""

from django.urls import path

from stigar.library.pages import vocabularies

app_name = "library"
urlpatterns = [
    path("library/", vocabularies.vocabularies, name="vocabularies"),
    path("library/imports/", vocabularies.imports, name="imports"),
    path("library/imports/<uuid:errand>/", vocabularies.importing, name="importing"),
    path("library/vocabularies/<uuid:vocabulary>/removal/", vocabularies.removal, name="removal"),
    path("library/concepts/", vocabularies.concepts, name="concepts"),
    path("library/concepts/<uuid:concept>/", vocabularies.concept, name="concept"),
    path("library/address/", vocabularies.address, name="address"),
    path("library/suggestions/", vocabularies.suggestions, name="suggestions"),
]
