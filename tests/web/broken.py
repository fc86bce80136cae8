"""The addresses of the house and one that breaks: so that one can see what somebody meets then."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from stigar.web.urls import urlpatterns as house

SECRET = "kanariefågel"


class Broken(Exception):
    """What nobody foresaw."""


def broken(request: HttpRequest) -> HttpResponse:
    raise Broken(SECRET)


urlpatterns = [path("broken/", broken), *house]
