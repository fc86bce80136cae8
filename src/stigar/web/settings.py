"""Django's settings, from the operator's configuration."""

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _
from jinja2 import StrictUndefined

from stigar.web.configuration import Configuration
from stigar.web.databases import from_url
from stigar.web.letters import mail_settings

STIGAR = Configuration()
os.umask(0o077)  # what we write (database, uploads, keys, letters) is for the account we run under, nobody else
STIGAR.folder.mkdir(parents=True, exist_ok=True)
HERE = Path(__file__).resolve().parent


def _kept_key() -> str:
    file = STIGAR.folder / "secret.key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(get_random_secret_key())
    return file.read_text().strip()


SECRET_KEY = STIGAR.secret_key or _kept_key()
DEBUG = STIGAR.debug
ALLOWED_HOSTS = STIGAR.hosts
STIGAR_ORGANISATION_MODEL = "people.Organisation"
AUTH_USER_MODEL = "people.Identity"
DATABASES = {"default": from_url(STIGAR.database_url, STIGAR.folder)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "stigar.web",
    "stigar.foundation",
    "stigar.people",
    "stigar.library",
    "stigar.areas",
    "stigar.profiles",
    "stigar.levels",
    "stigar.dialogues",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "stigar.web.middleware.SafeAnswer",
    "stigar.web.signs.Signs",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "stigar.web.middleware.Speak",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "stigar.web.middleware.Door",
    "stigar.web.once.OnceOnly",
]

ROOT_URLCONF = "stigar.web.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "stigar.web.frame.frame",
            ],
            "builtins": ["stigar.web.templatetags.ways"],
        },
    },
    {
        "NAME": "jinja2",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,  # each room's jinja2/<room>/: the rows of big tables
        "OPTIONS": {"environment": "stigar.web.fragments.environment", "undefined": StrictUndefined},
    },
]

FORM_RENDERER = "django.forms.renderers.Jinja2"  # Django's own fields through Jinja2: a third of the time

CACHES = {
    "default": {
        "BACKEND": "stigar.web.shared.Shared",  # a limit holds for all processes together
        "LOCATION": STIGAR.folder / "shared",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
    "progress": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": STIGAR.folder / "progress",
    },
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "ENQUEUE_ON_COMMIT": False}}

AUTHENTICATION_BACKENDS = ["stigar.web.login.Login"]
LOGIN_URL, LOGIN_REDIRECT_URL = "account_login", "home"
ACCOUNT_ADAPTER = "stigar.web.login.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the invitation has proved the address
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no letters to addresses we do not know
ACCOUNT_EMAIL_NOTIFICATIONS = True  # "your password was changed"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if STIGAR.address.startswith("https://") else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if STIGAR.behind_proxy else 0
MFA_ADAPTER = "stigar.web.login.StrongerLogin"
MFA_FORMS = {
    "add_webauthn": "stigar.web.passkeys.NewPasskey",
    "edit_webauthn": "stigar.web.passkeys.KnownPasskey",
    "login_webauthn": "stigar.web.passkeys.ShownPasskey",
    "reauthenticate_webauthn": "stigar.web.passkeys.ShownAgain",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = STIGAR.debug or STIGAR.demo
USERSESSIONS_TRACK_ACTIVITY = False  # a write for every page would cost a disk sync each
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = STIGAR.language
LANGUAGES = [("sv", _("Swedish")), ("nb", _("Norwegian bokmål")), ("en", _("English"))]
LOCALE_PATHS = [HERE / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
FORMAT_MODULE_PATH = "stigar.web.formats"
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = STIGAR.time_zone
USE_I18N = USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = STIGAR.folder / "static"
STATIC_ROOT.mkdir(exist_ok=True)
_hashed = "whitenoise.storage.CompressedManifestStaticFilesStorage"  # once `stigar serve` has gathered the files
_gathered = (STATIC_ROOT / "staticfiles.json").exists() and not DEBUG
_plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _hashed if _gathered else _plain},
}
WHITENOISE_USE_FINDERS = not _gathered
WHITENOISE_MAX_AGE = 3600
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 << 20
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 << 20
FILE_UPLOAD_HANDLERS = [
    "stigar.web.uploads.SizeCap",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

_https = STIGAR.address.startswith("https://")
SESSION_ENGINE = "stigar.web.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _https
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [STIGAR.address]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if _https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if STIGAR.behind_proxy else None
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008"]  # the operator's proxy answers for TLS

DEFAULT_FROM_EMAIL = STIGAR.mail_from
EMAIL_BACKEND, EMAIL_FILE_PATH, _mail = mail_settings(STIGAR.mail_url, STIGAR.folder)
EMAIL_HOST, EMAIL_PORT = _mail.hostname or "", _mail.port or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.username or "", _mail.password or ""
EMAIL_TIMEOUT = 10
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.scheme == "smtp+tls", _mail.scheme == "smtps"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"terminal": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["terminal"], "level": "WARNING"},
}
