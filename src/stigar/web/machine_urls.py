"""Addresses under /api/. They are read when the first program comes: no page needs them, and reading them takes a while."""

from django.urls import include, path, re_path

from stigar.web.api import api, not_an_address

urlpatterns = [
    path("v1/", include(api.urls[0])),
    re_path(r"(?P<rest>(?s:.*))", not_an_address),  # with line breaks too
]
