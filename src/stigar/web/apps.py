"""Tells Django that the web is here, gives every form its words, and lets every room name its errands."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from stigar.web import form_words


class WebConfig(AppConfig):
    name = "stigar.web"
    label = "web"

    def ready(self) -> None:
        form_words.speak()
        autodiscover_modules("jobs")
