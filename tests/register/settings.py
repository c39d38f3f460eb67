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

# Tests of SQLite keep it in memory, where threads share one cache and its tables are locked whole:
# a page would fail, not wait, while the worker writes. In a file readers never meet such a lock.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    options = DATABASES["default"].setdefault("OPTIONS", {})  # noqa: F405
    told = options.get("init_command", "")
    options["init_command"] = f"{told} PRAGMA read_uncommitted=1;".strip()
