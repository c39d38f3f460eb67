"""The register's settings for tests: a folder of their own, cheap passwords, no waiting mail."""

import os
import tempfile

os.environ["SEIZED_DATA"] = tempfile.mkdtemp(prefix="seized-tests-")
os.environ.setdefault("SEIZED_SECRET_KEY", "only-for-tests-" + "0" * 40)
if url := os.environ.get("SEIZED_TEST_DATABASE_URL"):
    os.environ["SEIZED_DATABASE_URL"] = url

from seized.register.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_AUTOREFRESH = True
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
CONFIG = CONFIG._replace(api_rate=0)  # noqa: F405 - tests call as often as they like
