"""Every address of the web: a noun each."""

from django.urls import include, path

from stigar.web import app, choices, demo, guide, held, home, machines, pages
from stigar.web.addresses import room
from stigar.web.handbook import pages as handbook

urlpatterns = [
    path("", pages.front, name="front"),
    path("home/", home.home, name="home"),
    path("language/", choices.language, name="language"),
    path("scheme/", choices.scheme, name="scheme"),
    path("world/", choices.world, name="world"),
    path("demo/visitors/", demo.visitors, name="demo_visitors"),
    path("outbox/", demo.outbox, name="outbox"),
    path("look/", guide.look, name="look"),
    path("look/options/", guide.options, name="look-options"),
    path("handbook/", handbook.first, name="handbook"),
    path("handbook/<slug:chapter>/", handbook.chapter, name="handbook-chapter"),
    path("machines/", machines.guide, name="machines"),
    path("app/<str:language>/manifest.webmanifest", app.manifest, name="app-manifest"),
    path("app/<str:language>/worker.js", app.worker, name="app-worker"),
    path("app/<str:language>/offline/", app.offline, name="app-offline"),
    path("api/", ("stigar.web.machine_urls", "ninja", "api")),
    path("account/signup/", pages.nothing, name="account_signup"),
    path("account/email/", pages.nothing, name="account_email"),
    path("account/confirm-email/", pages.nothing, name="account_email_verification_sent"),
    path("account/confirm-email/<str:key>/", pages.nothing, name="account_confirm_email"),
    path("account/held/", held.held, name="held"),
    path("account/held/file/", held.file, name="held_file"),
    path("account/held/everything/", held.everything, name="held_everything"),
    path("account/held/erasure/", held.erasure, name="held_erasure"),
    path("accounts/<uuid:person>/erasure/", held.erasure_of, name="erasure"),
    path("account/", include("allauth.urls")),
    room("people"),
    room("library"),
    room("areas"),
    room("profiles"),
    room("levels"),
    room("dialogues"),
]
