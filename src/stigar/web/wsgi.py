"""What a web server starts. Every address is read at once, so that no visitor waits for it."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stigar.web.settings")
application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)
