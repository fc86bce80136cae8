"""The addresses of this room: one list a subject."""

from django.urls import URLPattern, path

from stigar.profiles.pages import engagement, following, participants, steps
from stigar.profiles.pages import projects as places
from stigar.profiles.pages.approvals import finishing, voting
from stigar.profiles.pages.feeds import importing, requests, taking
from stigar.profiles.pages.profiles import making, reading, side, variants, writing
from stigar.profiles.pages.workshops import board, meeting, settling

app_name = "profiles"

projects: list[URLPattern] = [
    path("profiles/", places.front, name="front"),
    path("profiles/people/", places.people_options, name="people"),
    path("profiles/projects/", places.begin, name="begin"),
    path("profiles/projects/<uuid:project>/", places.project, name="project"),
    path("profiles/projects/<uuid:project>/steps/<int:number>/done/", places.step_done, name="step-done"),
    path("profiles/projects/<uuid:project>/steps/<int:number>/again/", places.step_again, name="step-again"),
    path("profiles/projects/<uuid:project>/ending/", places.ending, name="ending"),
    path("profiles/projects/<uuid:project>/ending/removal/", places.ending_removal, name="ending-removal"),
    path("profiles/projects/<uuid:project>/goal/", steps.goal, name="goal"),
    path("profiles/projects/<uuid:project>/rules/", steps.architecture, name="architecture"),
    path("profiles/projects/<uuid:project>/rules/file/", steps.architecture_file, name="architecture-file"),
    path("profiles/projects/<uuid:project>/rules/reading/", steps.architecture_reading, name="architecture-reading"),
    path("profiles/projects/<uuid:project>/time/", steps.time, name="time"),
    path("profiles/projects/<uuid:project>/participants/", participants.participants, name="participants"),
    path("profiles/projects/<uuid:project>/participants/new/", participants.add, name="participant-new"),
    path(
        "profiles/projects/<uuid:project>/participants/<uuid:participant>/removal/",
        participants.removal,
        name="participant-removal",
    ),
    path(
        "profiles/projects/<uuid:project>/participants/<uuid:participant>/return/",
        participants.put_back,
        name="participant-return",
    ),
    path("profiles/projects/<uuid:project>/viewpoints/", participants.viewpoints, name="viewpoints"),
    path(
        "profiles/projects/<uuid:project>/viewpoints/<uuid:viewpoint>/removal/",
        participants.viewpoint_removal,
        name="viewpoint-removal",
    ),
    path(
        "profiles/projects/<uuid:project>/viewpoints/<uuid:viewpoint>/return/",
        participants.viewpoint_return,
        name="viewpoint-return",
    ),
    path("profiles/projects/<uuid:project>/letters/", engagement.engagement, name="engagement"),
    path("profiles/projects/<uuid:project>/letters/drafts/", engagement.drafts, name="drafts"),
    path("profiles/projects/<uuid:project>/letters/<uuid:message>/", engagement.message, name="message"),
    path("profiles/projects/<uuid:project>/letters/<uuid:message>/sending/", engagement.sending, name="sending"),
    path("profiles/letters/<uuid:message>/", engagement.letter, name="letter"),
    path("profiles/projects/<uuid:project>/steps/finish/", steps.finish, name="finish"),
    path("profiles/projects/<uuid:project>/guides/", following.teach, name="teach"),
    path("profiles/guides/", following.guides_page, name="guides"),
    path("profiles/guides/<slug:guide_key>/", following.one_guide, name="lesson"),
    path("profiles/guides/<slug:guide_key>/tick/", following.guide_done, name="guide-done"),
    path("profiles/guides/<slug:guide_key>/tick/removal/", following.guide_removal, name="guide-removal"),
    path("profiles/projects/<uuid:project>/follow-up/", following.follow, name="follow"),
    path("profiles/pulses/<uuid:pulse>/", following.pulse, name="pulse"),
]

profiles: list[URLPattern] = [
    path("profiles/<uuid:profile>/", reading.profile, name="profile"),
    path("profiles/<uuid:profile>/writing/", writing.writing, name="writing"),
    path("profiles/<uuid:profile>/purpose/", writing.purpose, name="purpose"),
    path("profiles/<uuid:profile>/beginnings/", writing.begun_from, name="beginnings"),
    path("profiles/<uuid:profile>/requirements/", writing.addition, name="addition"),
    path("profiles/<uuid:profile>/variants/", variants.variants, name="variants"),
    path("profiles/<uuid:profile>/standing/", variants.standing, name="standing"),
    path("profiles/<uuid:profile>/waivers/", variants.waivers, name="waivers"),
    path("profiles/requirements/<uuid:requirement>/", writing.requirement, name="requirement"),
    path("profiles/requirements/<uuid:requirement>/removal/", writing.removal, name="removal"),
    path("profiles/removals/<uuid:requirement>/return/", writing.put_back, name="return"),
    path("profiles/areas/<str:key>/", side.side, name="side"),
    path("profiles/projects/<uuid:project>/profiles/", making.making, name="making"),
    path("profiles/projects/<uuid:project>/profiles/new/", variants.beginnings, name="begun"),
]

workshops: list[URLPattern] = [
    path("profiles/projects/<uuid:project>/workshops/", meeting.workshops, name="workshops"),
    path("profiles/workshops/<str:key>/", meeting.workshop, name="workshop"),
    path("profiles/workshops/<str:key>/stage/", meeting.stage, name="stage"),
    path("profiles/workshops/<str:key>/board/", board.board, name="board"),
    path("profiles/workshops/<str:key>/proposals/", board.proposals, name="proposals"),
    path("profiles/workshops/<str:key>/proposals/<uuid:proposal>/", board.proposal, name="proposal"),
    path("profiles/workshops/<str:key>/proposals/<uuid:proposal>/removal/", board.removal, name="taking-back"),
    path("profiles/workshops/<str:key>/estimates/", board.estimates, name="estimates"),
    path("profiles/workshops/<str:key>/groups/<uuid:group>/", settling.group, name="group"),
    path("profiles/workshops/<str:key>/groups/<uuid:group>/competence/", settling.competence, name="group-competence"),
    path("profiles/workshops/<str:key>/groups/<uuid:group>/aside/", settling.aside, name="aside"),
    path("profiles/workshops/<str:key>/groups/<uuid:group>/return/", settling.unsettling, name="unsettling"),
]

approvals: list[URLPattern] = [
    path("profiles/<uuid:profile>/finish/", finishing.finishing, name="finishing"),
    path("profiles/<uuid:profile>/objections/", finishing.objections, name="objections"),
    path("profiles/objections/<uuid:objection>/answer/", finishing.answer, name="objection-answer"),
    path("profiles/objections/<uuid:objection>/end/", finishing.ending, name="objection-end"),
    path("profiles/<uuid:profile>/versions/", finishing.versions, name="versions"),
    path("profiles/<uuid:profile>/versions/<int:number>/", voting.version, name="version"),
    path("profiles/<uuid:profile>/versions/<int:number>/votes/", voting.votes, name="votes"),
    path("profiles/<uuid:profile>/versions/<int:number>/approval/", voting.approval, name="approval"),
    path("profiles/<uuid:profile>/versions/<int:number>/removal/", voting.removal, name="version-removal"),
]

feeds: list[URLPattern] = [
    path("profiles/<uuid:profile>/file/<str:kind>/", taking.file, name="file"),
    path("profiles/<uuid:profile>/guide/", taking.guide, name="interview"),
    path("profiles/<uuid:profile>/guide/<str:kind>/", taking.guide_file, name="guide-file"),
    path("profiles/requests/", requests.requests, name="requests"),
    path("profiles/imports/", importing.imports, name="imports"),
    path("profiles/imports/template/", importing.import_template, name="import-template"),
    path("profiles/imports/<uuid:upload>/", importing.preview, name="import-preview"),
    path("profiles/imports/<uuid:upload>/run/", importing.run, name="import-run"),
    path("profiles/requests/<uuid:training>/removal/", requests.removal, name="request-removal"),
    path("profiles/requests/<uuid:training>/answer/", requests.answer, name="request-answer"),
]

urlpatterns = [*projects, *profiles, *workshops, *approvals, *feeds]
