"""Django's settings, all from ``configuration``."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from seized.register.running.configuration import configuration, database, providers, secret_key

CONFIG = configuration()
ROOM = Path(__file__).parent
LANGUAGE_NAMES = {
    "ar": "العربية",
    "zh": "中文",
    "en": "English",
    "fr": "Français",
    "ru": "Русский",
    "es": "Español",
}

DEBUG = CONFIG.debug
SECRET_KEY = secret_key(CONFIG)
ALLOWED_HOSTS = list(CONFIG.hosts)
CSRF_TRUSTED_ORIGINS = [CONFIG.public_url] if CONFIG.public_url else []
ROOT_URLCONF = "seized.register.urls"
WSGI_APPLICATION = "seized.register.wsgi.application"
AUTH_USER_MODEL = "register.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "seized.register",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "seized.register.running.middleware.ContentPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "seized.register.running.throttle.Throttle",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "seized.register.running.middleware.PageLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "seized.register.running.middleware.SignIns",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "seized.register.running.middleware.SecondFactor",
    "django_htmx.middleware.HtmxMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOM / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "seized.register.pages.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "seized.register.templatetags.seized",
            ],
        },
    }
]

DATABASES = {"default": database(CONFIG)}

LANGUAGE_CODE = "en"
LANGUAGES = [("zh-hans" if code == "zh" else code, name) for code, name in LANGUAGE_NAMES.items()]
LOCALE_PATHS = [ROOM / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = CONFIG.data / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns of a folder that is not there
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(CONFIG.data / "files"), "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
MEDIA_ROOT = CONFIG.data / "files"
# Rates and codes that were used are counted over all processes that answer.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(CONFIG.data / "cache"),
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 << 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 1 << 20
FILE_UPLOAD_PERMISSIONS = 0o600

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "root"
ACCOUNT_ADAPTER = "seized.register.people.signin.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True  # of a new password, address or second factor
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Seized: "
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Seized"
SOCIALACCOUNT_PROVIDERS = providers(CONFIG)
SOCIALACCOUNT_ADAPTER = "seized.register.people.signin.HouseAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # the server of the house proves the address
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if CONFIG.behind_proxy else 0

SECURE = CONFIG.public_url.startswith("https://")
# A cookie with this prefix is taken from this host alone, and only by HTTPS (RFC 6265bis).
_PREFIX = "__Host-" if SECURE else ""
SESSION_COOKIE_NAME = f"{_PREFIX}seized"
CSRF_COOKIE_NAME = f"{_PREFIX}seized-form"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SECURE else "http"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "seized.register.pages.failures.csrf"
SECURE_SSL_REDIRECT = SECURE and not CONFIG.behind_proxy
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if CONFIG.behind_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

ORIGIN = CONFIG.public_url or "http://127.0.0.1:8750"  # what links in mail begin with
API_WRITES_A_MINUTE = 240  # of one person
DEFAULT_FROM_EMAIL = SERVER_EMAIL = CONFIG.mail_from
if CONFIG.mail_url:
    _MAIL = urlsplit(CONFIG.mail_url)
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _MAIL.hostname or "localhost"
    EMAIL_PORT = _MAIL.port or (465 if _MAIL.scheme == "smtps" else 25)
    EMAIL_HOST_USER = unquote(_MAIL.username or "")
    EMAIL_HOST_PASSWORD = unquote(_MAIL.password or "")
    EMAIL_USE_SSL = _MAIL.scheme == "smtps"
    EMAIL_USE_TLS = _MAIL.scheme == "smtp+tls"
    EMAIL_TIMEOUT = 20
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(CONFIG.data / "mail")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "seized.security": {"level": "INFO"},
        # A request that waits for a thread is no fault.
        "waitress.queue": {"level": "ERROR"},
    },
}
