"""The addresses of this room."""

from django.urls import path

from stigar.levels.pages import assessments, one, opening, person, team

app_name = "levels"

urlpatterns = [
    path("competence/", person.mine, name="mine"),
    path("competence/team/", team.team, name="team"),
    path("competence/people/<uuid:person>/", person.person, name="person"),
    path("competence/people/<uuid:person>/opening/", opening.opening, name="opening"),
    path("competence/people/<uuid:person>/assessments/new/", assessments.opening, name="assessment-new"),
    path("competence/people/<uuid:person>/<uuid:competence>/", one.one, name="one"),
    path("competence/people/<uuid:person>/<uuid:competence>/levels/", one.level, name="level"),
    path("competence/people/<uuid:person>/<uuid:competence>/levels/<uuid:level>/replies/", one.answer, name="answer"),
    path(
        "competence/people/<uuid:person>/<uuid:competence>/levels/<uuid:level>/removal/",
        one.taking_back,
        name="level-removal",
    ),
    path("competence/people/<uuid:person>/<uuid:competence>/replies/<uuid:reply>/", one.settlement, name="settlement"),
    path("competence/people/<uuid:person>/<uuid:competence>/experience/", one.experience, name="experience"),
    path("competence/people/<uuid:person>/<uuid:competence>/evidence/", one.evidence_new, name="evidence"),
    path(
        "competence/people/<uuid:person>/<uuid:competence>/evidence/<uuid:evidence_key>/",
        one.evidence_file,
        name="evidence-file",
    ),
    path(
        "competence/people/<uuid:person>/<uuid:competence>/evidence/<uuid:evidence_key>/removal/",
        one.evidence_removal,
        name="evidence-removal",
    ),
    path("competence/assessments/<uuid:assessment>/", assessments.assessment, name="assessment"),
    path("competence/assessments/<uuid:assessment>/removal/", assessments.removal, name="assessment-removal"),
    path("competence/assessments/<uuid:assessment>/part/", assessments.part, name="hand-in"),
    path("competence/assessments/<uuid:assessment>/part/removal/", assessments.part_removal, name="hand-in-removal"),
    path("competence/assessments/<uuid:assessment>/<uuid:competence>/", assessments.rating, name="rating"),
]
