"""The addresses of this room."""

from django.urls import path

from stigar.levels.pages import assessments, opening, person

app_name = "levels"

urlpatterns = [
    path("competence/", person.mine, name="mine"),
    path("competence/people/<uuid:person>/", person.person, name="person"),
    path("competence/people/<uuid:person>/opening/", opening.opening, name="opening"),
    path("competence/people/<uuid:person>/assessments/new/", assessments.opening, name="assessment-new"),
    path("competence/assessments/<uuid:assessment>/", assessments.assessment, name="assessment"),
    path("competence/assessments/<uuid:assessment>/removal/", assessments.removal, name="assessment-removal"),
    path("competence/assessments/<uuid:assessment>/part/", assessments.part, name="hand-in"),
    path("competence/assessments/<uuid:assessment>/part/removal/", assessments.part_removal, name="hand-in-removal"),
    path("competence/assessments/<uuid:assessment>/<uuid:competence>/", assessments.rating, name="rating"),
]
