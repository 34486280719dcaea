"""A site of sample pages behind the page cache."""

import pytest
from django.core.cache import caches
from django.test import Client

from tests.samples import cached_pages as pages


@pytest.fixture(autouse=True)
def site(settings, db, tmp_path):
    settings.ROOT_URLCONF = "tests.samples.cached_pages"
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "d"},
        "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "p"},
        "generation": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    }
    settings.DATA_DIR = tmp_path
    settings.PAGECACHE_LASTING = ("/guide/",)
    settings.MIDDLEWARE = [
        "portal.foundation.pagecache.middleware.PageCacheMiddleware",
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.gzip.GZipMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.middleware.http.ConditionalGetMiddleware",
    ]
    caches["pages"].clear()
    caches["generation"].clear()
    pages.counts.clear()
    pages.plans.clear()
    yield
    caches["pages"].clear()


@pytest.fixture
def reader() -> Client:
    return Client()
