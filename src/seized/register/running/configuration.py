"""Settings from the environment: one frozen value, read once, with safe defaults.

Every variable begins with ``SEIZED_``; one that ends in ``_FILE`` names a file that holds the
value, as containers hand over secrets.
"""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from seized.model.errors import SeizedError

__all__ = [
    "Configuration",
    "ConfigurationError",
    "configuration",
    "database",
    "providers",
    "secret_key",
]

_KEY_PATIENCE = 5.0  # seconds
_YES = frozenset({"1", "true", "yes", "on"})
_NO = frozenset({"0", "false", "no", "off", ""})
_LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")


class ConfigurationError(SeizedError):
    """A setting that cannot be used."""


class Configuration(NamedTuple):
    """What the register was told about the place where it runs.

    ``data`` is the folder of database, uploads, key and outgoing mail. ``demo`` allows sign-in
    by one click as an invented person and is refused together with ``public_url``.
    """

    data: Path
    database_url: str
    hosts: tuple[str, ...]
    public_url: str
    debug: bool
    demo: bool
    behind_proxy: bool
    secret: str
    mail_url: str
    mail_from: str
    domains: tuple[str, ...]
    oidc: tuple[str, str, str] | None  # server, client id, secret
    upload_limit: int  # bytes
    api_rate: int = 600  # calls in a minute; 0 for no limit
    idle_hours: int = 72  # without use, after which a sign-in ends; 0 for never
    slotting: tuple[int, int, int, int] = (16, 14, 10, 6)  # weeks, see ``planning``
    reminders: tuple[int, ...] = (14, 7, 1, -3)  # days before the deadline of a call


def _value(env: Mapping[str, str], name: str, default: str = "") -> str:
    given = env.get(f"SEIZED_{name}")
    file = env.get(f"SEIZED_{name}_FILE")
    if given is not None:
        return given.strip()
    if not file:
        return default
    try:
        return Path(file).read_text("utf-8").strip()
    except OSError as error:
        raise ConfigurationError(
            f"{file!r} cannot be read: {error.strerror}",
            where=f"SEIZED_{name}_FILE",
            advice="Name a file that holds the value",
        ) from None


def _switch(env: Mapping[str, str], name: str) -> bool:
    value = _value(env, name).lower()
    if value in _YES:
        return True
    if value in _NO:
        return False
    raise ConfigurationError(
        f"{value!r} is neither yes nor no", where=f"SEIZED_{name}", advice="Write yes or no"
    )


def _list(env: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in _value(env, name).split(",") if part.strip())


def _oidc(env: Mapping[str, str]) -> tuple[str, str, str] | None:
    server = _value(env, "OIDC_SERVER")
    if not server:
        return None
    client, secret = _value(env, "OIDC_CLIENT"), _value(env, "OIDC_SECRET")
    if not client or not secret:
        raise ConfigurationError(
            "the client and its secret are missing",
            where="SEIZED_OIDC_SERVER",
            advice="Set SEIZED_OIDC_CLIENT and SEIZED_OIDC_SECRET as well",
        )
    return server, client, secret


def _number(env: Mapping[str, str], name: str, default: int) -> int:
    value = _value(env, name, str(default))
    if not (value.isascii() and value.isdigit()):
        raise ConfigurationError(
            f"{value!r} is not a whole number",
            where=f"SEIZED_{name}",
            advice=f"Write {default}, say",
        )
    return int(value)


def _numbers(env: Mapping[str, str], name: str, default: str) -> tuple[int, ...]:
    try:
        return tuple(int(part) for part in _value(env, name, default).split(",") if part.strip())
    except ValueError:
        raise ConfigurationError(
            "not whole numbers with commas between",
            where=f"SEIZED_{name}",
            advice=f"Write {default}, say",
        ) from None


def _slotting(env: Mapping[str, str]) -> tuple[int, int, int, int]:
    weeks = _numbers(env, "SLOTTING", "16,14,10,6")
    if len(weeks) != 4 or list(weeks) != sorted(weeks, reverse=True) or weeks[-1] < 0:
        raise ConfigurationError(
            "four numbers of weeks are needed, the largest first",
            where="SEIZED_SLOTTING",
            advice="Write the weeks for inputs, forecast, submission and issue: 16,14,10,6",
        )
    return weeks[0], weeks[1], weeks[2], weeks[3]


def configuration(env: Mapping[str, str] | None = None) -> Configuration:
    """Read the settings. Raises ``ConfigurationError`` that names the variable at fault."""
    env = os.environ if env is None else env
    data = Path(_value(env, "DATA") or Path.home() / ".local" / "share" / "seized").expanduser()
    public = _value(env, "PUBLIC_URL").rstrip("/")
    host = urlsplit(public).hostname if public else None
    demo = _switch(env, "DEMO")
    if demo and public:
        raise ConfigurationError(
            "a demonstration lets anyone sign in as anyone",
            where="SEIZED_DEMO",
            advice="Leave SEIZED_PUBLIC_URL out for a demonstration, or SEIZED_DEMO for a team",
        )
    return Configuration(
        data=data,
        database_url=_value(env, "DATABASE_URL"),
        hosts=(*_LOCAL_HOSTS, *((host,) if host else ()), *_list(env, "HOSTS")),
        public_url=public,
        debug=_switch(env, "DEBUG"),
        demo=demo,
        behind_proxy=_switch(env, "BEHIND_PROXY"),
        secret=_value(env, "SECRET_KEY"),
        mail_url=_value(env, "MAIL_URL"),
        mail_from=_value(env, "MAIL_FROM", "seized@localhost"),
        domains=tuple(name.lower() for name in _list(env, "DOMAINS")),
        oidc=_oidc(env),
        upload_limit=_number(env, "UPLOAD_LIMIT", 64 << 20),
        api_rate=_number(env, "API_RATE", 600),
        idle_hours=_number(env, "IDLE_HOURS", 72),
        slotting=_slotting(env),
        reminders=tuple(sorted(set(_numbers(env, "REMINDERS", "14,7,1,-3")), reverse=True)),
    )


def secret_key(config: Configuration) -> str:
    """The key that signs sessions: the one given, or one made once and kept in the data folder."""
    if config.secret:
        if len(config.secret) < 40:
            raise ConfigurationError(
                "the key is shorter than 40 characters",
                where="SEIZED_SECRET_KEY",
                advice="Leave it out, and a key is made and kept in the data folder",
            )
        return config.secret
    path = config.data / "secret.key"
    config.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _kept_key(path)
    with os.fdopen(made, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(60))
    return path.read_text("ascii")


def _kept_key(path: Path) -> str:
    """The key in a file, which another process may have begun to write just now."""
    until = time.monotonic() + _KEY_PATIENCE
    while not (key := path.read_text("ascii").strip()):
        if time.monotonic() > until:
            raise ConfigurationError(
                "the file of the key is empty",
                where=str(path),
                advice="Restore it from a backup, or delete it: a new key ends all sign-ins",
            )
        time.sleep(0.05)
    return key


def providers(config: Configuration) -> dict[str, object]:
    """The server for signing in as allauth wants it; nothing where none is set."""
    if config.oidc is None:
        return {}
    server, client, secret = config.oidc
    app = {
        "provider_id": "oidc",
        "name": urlsplit(server).hostname or "OpenID Connect",
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": server, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}


def database(config: Configuration) -> dict[str, object]:
    """The database as Django wants it: a file in the data folder, or a PostgreSQL address."""
    if not config.database_url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(config.data / "register.sqlite3"),
            "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE"},
            "CONN_MAX_AGE": None,
        }
    parts = urlsplit(config.database_url)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise ConfigurationError(
            "not the address of a PostgreSQL database",
            where="SEIZED_DATABASE_URL",
            advice="Write postgresql://user:password@host:5432/name",
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
