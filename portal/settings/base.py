"""Settings shared by every environment. Values that an installation changes come
from the environment (see `docs/operators.md`); what is written here does not change."""

from datetime import timedelta
from pathlib import Path

import dj_database_url
from django.utils.translation import gettext_lazy as _

from portal.settings import env
from portal.settings.accounts import *
from portal.settings.security import *

BASE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = env.path("DATA_DIR", BASE_DIR / "var")

DEBUG = False
PORT = env.integer("PORT", 8000)
BASE_URL = env.text("BASE_URL", f"http://localhost:{PORT}").rstrip("/")
DEMONSTRATION = env.boolean("DEMONSTRATION", False)

INSTALLED_APPS = [
    "portal.home",
    "portal.operations",
    "portal.accounts",
    "quizzes.certificates",
    "quizzes.attempts",
    "quizzes.papers",
    "quizzes.bank",
    "content.comments",
    "content.courses",
    "content.drills",
    "content.errata",
    "content.experts",
    "content.marks",
    "content.guides",
    "content.plans",
    "content.targets",
    "content.pages",
    "content.media",
    "content.taxonomy",
    "search",
    "themes",
    "portal.people",
    "portal.foundation",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "csp",
]

MIDDLEWARE = [
    # Before everything: what stands behind it may read the body.
    "portal.foundation.bodies.BodySizeMiddleware",
    "portal.foundation.requests.RequestIdMiddleware",
    "portal.foundation.requests.AddressMiddleware",
    "portal.foundation.requests.PartialFormMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "themes.middleware.DisplayMiddleware",
    # Before the page cache, or each made-up address would be a page of its own there.
    "portal.accounts.middleware.ForeignNextMiddleware",
    # Before the session: a stored page costs no session, no database, no template.
    "portal.foundation.pagecache.middleware.PageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.foundation.csp.PolicyByPathMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.accounts.middleware.RateLimitMiddleware",
    "portal.accounts.middleware.RefusalMiddleware",
    "portal.accounts.middleware.SecondFactorMiddleware",
    "portal.accounts.middleware.StaffPasswordMiddleware",
    "portal.accounts.asking_again.NoticeMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "content.pages.middleware.ForeignPageMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    # Rewrites the body, so whatever looks at the finished one stands above it.
    "themes.middleware.TraditionalMiddleware",
    "themes.middleware.MethodMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
FORM_RENDERER = "themes.forms.Renderer"
CSRF_FAILURE_VIEW = "themes.views.errors.csrf_failure"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "themes" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "themes.context.site",
            ],
        },
    },
]

# Database -------------------------------------------------------------------

DATABASE_URL = env.text("DATABASE_URL", "")
if DATABASE_URL:
    DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=60)}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(DATA_DIR / "anlan.sqlite3"),
            "OPTIONS": {
                # Without these, live preview and autosave answer "database is locked".
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                "PRAGMA secure_delete=ON;",
            },
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Caches: one shared by all processes, else limits are miscounted and withdrawn
# pages live on in a neighbour.
REDIS_URL = env.text("REDIS_URL", "")


def _cache(name: str, *, entries: int) -> dict[str, object]:
    if REDIS_URL:
        return {
            "BACKEND": "portal.foundation.cache.SharedCache",
            "LOCATION": REDIS_URL,
            "KEY_PREFIX": f"anlan-{name}",
        }
    return {
        "BACKEND": "portal.foundation.cache.FileCache",
        "LOCATION": DATA_DIR / "cache" / name,
        "OPTIONS": {"MAX_ENTRIES": entries},
    }


CACHES = {
    "default": _cache("default", entries=20_000),
    "pages": _cache("pages", entries=5_000),
    # One number; alone, because a full cache throws out whatever lies in it.
    "generation": _cache("generation", entries=1_000),
    "renditions": _cache("renditions", entries=5_000),
}

# Read though database and cache are away, from plain files in the data directory.
PAGECACHE_LASTING = ("/", "/guides/")

# People ---------------------------------------------------------------------

AUTH_USER_MODEL = "portal_people.User"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = int(timedelta(days=14).total_seconds())
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True

# Language and time ----------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文"))]
LOCALE_PATHS = [BASE_DIR / "themes" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

# The digest of the last sealed audit batch, outside the database that it vouches for.
AUDIT_HEAD_FILE = env.path("AUDIT_HEAD_FILE", DATA_DIR / "audit-head")

# Files ----------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", DATA_DIR / "static")
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640

PLAN_UPLOAD_MAX_SIZE = 20 * 1024 * 1024
KEPT_FILE_MAX_SIZE = 10 * 1024 * 1024

# Wagtail --------------------------------------------------------------------

SITE_NAME = env.text("SITE_NAME", "安澜")
SITE_DIVISION_NAME = env.text("SITE_DIVISION_NAME", "安澜县")
SITE_DIVISION_CODE = env.text("SITE_DIVISION_CODE", "")
SITE_OPERATOR = env.text("SITE_OPERATOR", "安澜县应急管理局")
SITE_PHONE = env.text("SITE_PHONE", "")
SITE_IDENTIFICATION_CODE = env.text("SITE_IDENTIFICATION_CODE", "")
SITE_ICP_NUMBER = env.text("SITE_ICP_NUMBER", "")
SITE_POLICE_NUMBER = env.text("SITE_POLICE_NUMBER", "")
SITE_IPV6 = env.boolean("SITE_IPV6", False)
WAGTAIL_SITE_NAME = SITE_NAME
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAILADMIN_LOGIN_URL = "/accounts/login/"
WAGTAIL_AUTOSAVE_INTERVAL = 2_000
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_I18N_ENABLED = False
# One zone for the whole country, so that nobody is asked to choose from English names.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("zh-hans", "简体中文")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILIMAGES_IMAGE_MODEL = "content_media.AnlanImage"
WAGTAILDOCS_DOCUMENT_MODEL = "content_media.AnlanDocument"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILDOCS_EXTENSIONS = ["docx", "pdf", "txt", "md", "xlsx", "csv", "zip"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "search.wagtail_backend"},
}
TAGGIT_CASE_INSENSITIVE = True

# Search ---------------------------------------------------------------------

# Empty: the embedded engine alone, which is fed in any case and answers when the server does not.
ELASTICSEARCH_URL = env.text("ELASTICSEARCH_URL", "")
ELASTICSEARCH_API_KEY = env.text("ELASTICSEARCH_API_KEY", "")
ELASTICSEARCH_CA = env.text("ELASTICSEARCH_CA", "")
ELASTICSEARCH_INDEX = env.text("ELASTICSEARCH_INDEX", "anlan")

# Bytes of one request: of strangers; of who has a session; and what uploads need besides. What
# comes without a session is drawn again for its person to send once more, up to six times as long.
BODY_MAX_SIZE_OF_STRANGERS = 1024 * 1024
BODY_MAX_SIZE = DATA_UPLOAD_MAX_MEMORY_SIZE
BODY_MAX_SIZE_BY_PATH = {
    "/workbench/plans/new/": PLAN_UPLOAD_MAX_SIZE + DATA_UPLOAD_MAX_MEMORY_SIZE,
    "/workbench/plans/progress/": KEPT_FILE_MAX_SIZE + DATA_UPLOAD_MAX_MEMORY_SIZE,
    "/workbench/drills/": KEPT_FILE_MAX_SIZE + DATA_UPLOAD_MAX_MEMORY_SIZE,
    "/admin/": max(WAGTAILDOCS_MAX_UPLOAD_SIZE, WAGTAILIMAGES_MAX_UPLOAD_SIZE)
    + DATA_UPLOAD_MAX_MEMORY_SIZE,
}

# Tasks ----------------------------------------------------------------------

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Mail -----------------------------------------------------------------------

EMAIL_BACKEND = env.text("EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.integer("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.boolean("EMAIL_USE_TLS", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "anlan@localhost")
SMS_ADAPTER = env.text("SMS_ADAPTER", "portal.foundation.messages.sms.NotConfigured")

# Logs: one JSON object a line, to standard error.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "portal.foundation.requests.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": env.text("LOG_LEVEL", "WARNING")},
    "loggers": {
        # The task library swallows what a task raises; without this nobody would hear of it.
        "django_tasks": {"level": "ERROR"},
    },
}
