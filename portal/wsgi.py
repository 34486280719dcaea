import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
application = get_wsgi_application()
# Loads every view now, while nobody waits, instead of with the first request of each worker.
get_resolver().url_patterns  # noqa: B018
