"""Every address of the web: a noun each."""

from django.urls import include, path

from stigar.web import pages

urlpatterns = [
    path("", pages.front, name="front"),
    path("home/", pages.home, name="home"),
    path("account/", include("allauth.urls")),
    path("", include("stigar.people.urls")),
    path("", include("stigar.library.urls")),
    path("", include("stigar.areas.urls")),
]
