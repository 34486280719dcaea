"""`make run`: one machine, embedded defaults, no configuration."""

from portal.settings import env
from portal.settings.base import *
from portal.settings.base import DATA_DIR
from portal.settings.secret import secret_key_from_file

SECRET_KEY = secret_key_from_file(DATA_DIR / "secret-key")
DEBUG = env.boolean("DEBUG", False)
DEMONSTRATION = env.boolean("DEMONSTRATION", True)
if DEMONSTRATION:
    EMAIL_BACKEND = "portal.foundation.messages.mail.DemonstrationMailBackend"
    SMS_ADAPTER = "portal.foundation.messages.sms.DemonstrationAdapter"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "themes.assets.Assets"},
}
ALLOWED_HOSTS = env.items("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
