"""The addresses of this room."""

from django.urls import path, register_converter

from stigar.areas.pages import skills, wishes, work, work_import


class Kind:
    """The word in an address that says what was told."""

    regex = "tasks|skills|traits"
    to_python = to_url = staticmethod(str)


register_converter(Kind, "told")
app_name = "areas"
urlpatterns = [
    path("work/", work.works, name="works"),
    path("work/imports/", work_import.imports, name="work_imports"),
    path("work/imports/<uuid:upload>/", work_import.preview, name="work_import"),
    path("work/imports/<uuid:upload>/run/", work_import.run, name="work_import_run"),
    path("work/runs/<uuid:errand>/", work_import.progress, name="work_run"),
    path("work/skills/options/", skills.skill_options, name="skill_options"),
    path("work/skills/<uuid:skill>/weight/", skills.skill_weight, name="skill_weight"),
    path("work/tasks/<uuid:task>/", work.task, name="task"),
    path("work/traits/<uuid:trait>/rating/", skills.rating, name="rating"),
    path("work/<told:kind>/<uuid:said>/removal/", work.removal, name="removal"),
    path("work/removals/<uuid:said>/return/", work.put_back, name="return"),
    path("work/<uuid:role>/", work.work, name="work"),
    path("work/<uuid:role>/tasks/", work.tasks, name="tasks"),
    path("work/<uuid:role>/skills/", skills.skills, name="skills"),
    path("work/<uuid:role>/skills/suggestions/", skills.suggestions, name="skill_suggestions"),
    path("work/<uuid:role>/traits/", skills.traits, name="traits"),
    path("wishes/", wishes.wishes, name="wishes"),
    path("wishes/together/", wishes.together, name="wishes_together"),
    path("wishes/reasons/", wishes.reasons, name="wish_reasons"),
    path("wishes/surveys/", wishes.surveys, name="surveys"),
    path("wishes/surveys/<uuid:survey>/closing/", wishes.closing, name="survey_closing"),
    path("wishes/<uuid:wish>/", wishes.wish, name="wish"),
    path("wishes/<uuid:wish>/removal/", wishes.removal, name="wish_removal"),
    path("wishes/removals/<uuid:wish>/return/", wishes.put_back, name="wish_return"),
]
