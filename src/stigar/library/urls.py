"""The addresses of this room."""

from django.urls import path

from stigar.library.pages import (
    competences,
    model_files,
    model_imports,
    models,
    text_rights,
    ties,
    vocabularies,
    wording,
)

app_name = "library"
urlpatterns = [
    path("library/", competences.competences, name="competences"),
    path("library/competences/<uuid:competence>/", competences.competence, name="competence"),
    path("library/competences/<uuid:competence>/sheet/", competences.sheet, name="sheet"),
    path("library/competences/<uuid:competence>/wording/", wording.competence_wording, name="competence_wording"),
    path(
        "library/competences/<uuid:competence>/model-words/", wording.competence_restoring, name="competence_restoring"
    ),
    path("library/competences/<uuid:competence>/rights/", text_rights.competence_rights, name="competence_rights"),
    path("library/competences/<uuid:competence>/own-words/", wording.competence_keeping, name="competence_keeping"),
    path("library/competences/<uuid:competence>/hiding/", wording.competence_hiding, name="competence_hiding"),
    path("library/competences/<uuid:competence>/showing/", wording.competence_showing, name="competence_showing"),
    path("library/competences/<uuid:competence>/items/<slug:kind>/", wording.new_item, name="new_item"),
    path("library/models/<uuid:model>/competences/new/", wording.new_competence, name="new_competence"),
    path("library/items/<uuid:item>/wording/", wording.item_wording, name="item_wording"),
    path("library/items/<uuid:item>/model-words/", wording.item_restoring, name="item_restoring"),
    path("library/items/<uuid:item>/rights/", text_rights.item_rights, name="item_rights"),
    path("library/items/<uuid:item>/own-words/", wording.item_keeping, name="item_keeping"),
    path("library/items/<uuid:item>/hiding/", wording.item_hiding, name="item_hiding"),
    path("library/items/<uuid:item>/showing/", wording.item_showing, name="item_showing"),
    path("library/challenges/", competences.challenges, name="challenges"),
    path("library/challenges/<uuid:item>/", competences.challenge, name="challenge"),
    path("library/comparison/", competences.comparison, name="comparison"),
    path("library/open-model/", competences.open_model, name="open_model"),
    path("library/models/", models.models, name="models"),
    path("library/models/new/", models.new_model, name="new_model"),
    path("library/models/template/", model_imports.model_template, name="model_template"),
    path("library/models/imports/", model_imports.imports, name="model_imports"),
    path("library/models/imports/<uuid:errand>/", model_imports.importing, name="model_import"),
    path("library/models/keeping/<uuid:errand>/", model_imports.keeping, name="model_keeping"),
    path("library/models/<uuid:model>/", models.model, name="model"),
    path("library/models/<uuid:model>/rights/", models.rights, name="model_rights"),
    path("library/models/<uuid:model>/name/", models.names, name="model_names"),
    path("library/models/<uuid:model>/levels/", models.levels, name="model_levels"),
    path("library/models/<uuid:model>/removal/", models.removal, name="model_removal"),
    path("library/models/<uuid:model>/files/<slug:kind>/", model_files.model_file, name="model_file"),
    path("library/models/<uuid:model>/ties/", ties.ties, name="ties"),
    path("library/models/<uuid:model>/ties/file/", model_files.ties_file, name="ties_file"),
    path("library/ties/<uuid:tie>/removal/", ties.untie, name="untie"),
    path("library/vocabularies/", vocabularies.vocabularies, name="vocabularies"),
    path("library/imports/", vocabularies.imports, name="imports"),
    path("library/imports/<uuid:errand>/", vocabularies.importing, name="importing"),
    path("library/vocabularies/<uuid:vocabulary>/removal/", vocabularies.removal, name="removal"),
    path("library/concepts/", vocabularies.concepts, name="concepts"),
    path("library/concepts/<uuid:concept>/", vocabularies.concept, name="concept"),
    path("library/address/", vocabularies.address, name="address"),
    path("library/suggestions/", vocabularies.suggestions, name="suggestions"),
]
