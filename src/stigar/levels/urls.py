"""The addresses of this room."""

from django.urls import path

from stigar.levels.pages import assessments, bringing, careers, offers, one, opening, person, plan, team

app_name = "levels"

urlpatterns = [
    path("competence/", person.mine, name="mine"),
    path("competence/team/", team.team, name="team"),
    path("competence/files/", bringing.files, name="files"),
    path("competence/files/<uuid:key>/", bringing.one, name="file"),
    path("competence/files/<uuid:key>/progress/", bringing.progress, name="file-progress"),
    path("competence/files/<uuid:key>/meaning/", bringing.meaning, name="file-meaning"),
    path("competence/files/<uuid:key>/shape/", bringing.shape, name="file-shape"),
    path("competence/files/<uuid:key>/sheet/", bringing.sheet, name="file-sheet"),
    path("competence/files/<uuid:key>/preview/", bringing.preview, name="file-preview"),
    path("competence/files/<uuid:key>/application/", bringing.application, name="file-application"),
    path("competence/files/<uuid:key>/removal/", bringing.removal, name="file-removal"),
    path("competence/files/<uuid:key>/return/", bringing.putting_back, name="file-return"),
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
    path("competence/plan/", plan.plan, name="plan"),
    path("competence/plan/takings/", plan.taking, name="plan-taking"),
    path("competence/plan/new/", plan.new, name="activity-new"),
    path("competence/plan/ways/<uuid:competence>/", plan.way, name="plan-way"),
    path("competence/plan/<uuid:activity>/", plan.activity, name="activity"),
    path("competence/plan/<uuid:activity>/done/", plan.done, name="activity-done"),
    path("competence/plan/<uuid:activity>/done/removal/", plan.done_removal, name="activity-done-removal"),
    path("competence/plan/<uuid:activity>/sharing/", plan.sharing, name="activity-sharing"),
    path("competence/plan/<uuid:activity>/removal/", plan.removal, name="activity-removal"),
    path("competence/plan/<uuid:activity>/return/", plan.putting_back, name="activity-return"),
    path("competence/plan/<uuid:activity>/offer/", plan.offering, name="activity-offer"),
    path("competence/plan/<uuid:activity>/offer/removal/", plan.offering_removal, name="activity-offer-removal"),
    path("competence/offers/", offers.waiting, name="offers"),
    path("competence/offers/<uuid:offer>/answer/", offers.answer, name="offer-answer"),
    path("competence/roles/", careers.careers, name="careers"),
    path("competence/roles/<uuid:role>/", careers.role, name="career"),
    path("competence/roles/<uuid:role>/interest/", careers.interest, name="career-interest"),
    path("competence/roles/<uuid:role>/interest/removal/", careers.interest_removal, name="career-interest-removal"),
]
