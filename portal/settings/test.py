"""Settings of the test suite: fast hashing, immediate tasks, nothing outside a
temporary folder. `DATABASE_URL` chooses PostgreSQL instead of SQLite."""

import atexit
import shutil
import tempfile
from pathlib import Path

from portal.settings.base import *

DATA_DIR = Path(tempfile.mkdtemp(prefix="anlan-test-"))
atexit.register(shutil.rmtree, DATA_DIR, ignore_errors=True)
MEDIA_ROOT = DATA_DIR / "media"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir()
if not DATABASE_URL:
    # Commands that run with these settings look into it; a test never does.
    DATABASES["default"]["NAME"] = str(DATA_DIR / "anlan.sqlite3")
SECRET_KEY = "only-for-the-test-suite"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DEMONSTRATION = True
SECOND_FACTOR_FOR_STAFF = False  # its own tests switch it on
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
CACHES = {
    name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
    for name in ("default", "pages", "generation", "renditions")
}
ELASTICSEARCH_URL = ""  # its own tests start one
SMS_ADAPTER = "portal.foundation.messages.sms.DemonstrationAdapter"
