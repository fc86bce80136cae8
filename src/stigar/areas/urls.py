"""The addresses of this room."""

from django.urls import path, register_converter

from stigar.areas.pages import area, map, matrix, questions, skills, start, taking, wishes, work, work_import


class Kind:
    """The word in an address that says what was told."""

    regex = "tasks|skills|traits"
    to_python = to_url = staticmethod(str)


class Form:
    """The word in an address that says in which form the result is taken along."""

    regex = "workbook|report|json"
    to_python = to_url = staticmethod(str)


register_converter(Kind, "told")
register_converter(Form, "form")
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
    path("areas/", map.areas, name="map"),
    path("areas/runs/", map.runs, name="runs"),
    path("areas/runs/<uuid:errand>/", map.run, name="run"),
    path("areas/history/", map.history, name="history"),
    path("areas/history/<uuid:key>/", map.earlier, name="earlier"),
    path("areas/fineness/", area.fineness, name="fineness"),
    path("areas/placements/", area.placements, name="placements"),
    path("areas/decisions/<uuid:decision>/undoing/", area.undoing, name="undoing"),
    path("areas/questions/", questions.questions, name="questions"),
    path("areas/answers/", questions.answers, name="answers"),
    path("areas/answers/<uuid:answer>/removal/", questions.removal, name="answer_removal"),
    path("areas/matrix/", matrix.matrix, name="matrix"),
    path("areas/org-chart/", matrix.org_chart, name="org_chart"),
    path("areas/start/", start.start, name="start"),
    path("areas/start/weights/", start.weights, name="start_weights"),
    path("areas/start/figures/", start.figures, name="start_figures"),
    path("areas/start/waves/", start.waves, name="waves"),
    path("areas/start/waves/<slug:key>/removal/", start.parking, name="parking"),
    path("areas/<form:kind>/", taking.taken, name="taken"),
    path("areas/takings/", taking.takings, name="takings"),
    path("areas/takings/<uuid:errand>/", taking.taking, name="taking"),
    path("areas/takings/<uuid:errand>/file/", taking.taken_file, name="taken_file"),
    path("areas/<slug:key>/", area.area, name="area"),
    path("areas/<slug:key>/name/", area.name, name="area_name"),
    path("areas/<slug:key>/parts/", area.parts, name="area_parts"),
    path("areas/<slug:key>/merge/", area.merge, name="area_merge"),
    path("areas/<slug:key>/lock/", area.lock, name="area_lock"),
]
