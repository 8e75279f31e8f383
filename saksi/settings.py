"""Django's settings, made from the table of options (see `saksi.options`)."""

import os
import secrets
from functools import cache
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from saksi import database, options
from saksi.store import keys

SAKSI = options.load(Path(os.environ.get("SAKSI_FILE", options.FILE)), os.environ)
STORE = SAKSI.store.expanduser().absolute()


@cache
def _secret_key(store: Path) -> str:
    """Read the secret key of a store; the first use makes it, in a file that only its owner can read."""
    return keys.key(store / "secret-key", secrets.token_urlsafe(48))


class _SecretKey:
    """Reads the key when it is first needed, so that importing the settings makes no folder."""

    def __str__(self) -> str:
        return _secret_key(STORE)


SECRET_KEY = lazystr(_SecretKey())

# Application
DEBUG = SAKSI.debug
ALLOWED_HOSTS = list(SAKSI.allowed_hosts)
ROOT_URLCONF = "saksi.web.urls"
ASGI_APPLICATION = "saksi.web.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",  # allauth's templates of sessions and authenticators need it
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "saksi.store",
    "saksi.web",
    "saksi.web.accounts",  # before allauth: its templates win
    "saksi.web.explore",
    "saksi.web.review",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
]
MIDDLEWARE = [
    # First what every answer carries, also one that a later middleware gives.
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "saksi.web.discretion.take_few_methods",
    "saksi.web.static_files.StaticFiles",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "saksi.web.discretion.keep_no_copy",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",  # a page that all may read says so itself
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "DIRS": [Path(__file__).parent / "publish" / "templates"],  # shared with the frozen site
        "OPTIONS": {
            "builtins": ["saksi.publish.words"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "saksi.web.context.site",
            ],
        },
    }
]

# Store
DATABASES = {"default": database.configuration(SAKSI.database, STORE)}

# Accounts: made by the group with `saksi`, never by signing up
AUTH_USER_MODEL = "store.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "saksi.web.accounts.adapter.ClosedAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = SAKSI.group
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "explore:home"
ACCOUNT_LOGOUT_REDIRECT_URL = "explore:home"

# What a browser may do with our pages
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # the QR code of a second factor is made in the page
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
# `no-referrer` would make browsers send `Origin: null` with our own forms, which Django rightly refuses;
# `same-origin` tells other hosts just as little.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SAKSI.https
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "saksi-session", "saksi-csrf"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_SSL_REDIRECT = SAKSI.https
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SAKSI.https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SAKSI.https else None

# Language and files
USE_I18N = USE_TZ = True
LANGUAGE_CODE = SAKSI.language
LANGUAGES = [("en", _("English")), ("km", _("Khmer"))]
LANGUAGE_COOKIE_NAME = "saksi-language"
LANGUAGE_COOKIE_HTTPONLY, LANGUAGE_COOKIE_SAMESITE, LANGUAGE_COOKIE_SECURE = True, "Lax", SAKSI.https
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LOCALE_PATHS = [Path(__file__).parent / "locale"]
TIME_ZONE = SAKSI.time_zone
STATIC_URL = "/static/"
STATICFILES_DIRS = [Path(__file__).parent / "publish" / "static"]  # shared with the frozen site
WHITENOISE_USE_FINDERS = True  # files are served as they lie in the installed packages: nothing to collect
WHITENOISE_ALLOW_ALL_ORIGINS = False

# No log line carries the address of a reader, or what he asked for
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"quiet": {"()": "saksi.web.quiet.Quiet"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "quiet"},
        "none": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},  # Django's own would write more
        "django.request": {"level": "ERROR"},
        "django.server": {"handlers": ["none"], "propagate": False},
        "uvicorn.access": {"handlers": ["none"], "propagate": False},
    },
}
