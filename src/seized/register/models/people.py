"""Who uses the register, for which entity, and what they may do there."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _

from seized.register.models.counters import NAMES, raised

__all__ = ["Entity", "FeedAddress", "Membership", "Role", "Token", "User"]


class Role(models.TextChoices):
    """What a person may do; all but the first three of the last line are for one entity."""

    READER = "reader", _("Reader")
    FOCAL = "focal", _("Focal point")
    APPROVER = "approver", _("Approver")
    PARTNER = "partner", _("Partner focal point")
    COORDINATOR = "coordinator", _("Coordinator")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


WHOLE_REGISTER = frozenset({Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR})


class Entity(models.Model):
    """An entity that mandates address, that answers calls, or that is a partner.

    ``key`` is the id of the actor catalogue where the entity is in it. ``names`` maps the six
    language codes to names; a missing one falls back to English.
    """

    class Kind(models.TextChoices):
        """On which side of a cooperation an entity stands."""

        SYSTEM = "un", _("United Nations system")
        PARTNER = "partner", _("Partner organization")
        STATE = "state", _("State")
        OTHER = "other", _("Other")

    key = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.OTHER)
    names = models.JSONField(default=dict)
    is_class = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["key"]

    def __str__(self) -> str:
        return self.name("en")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and let what shows names be made again."""
        super().save(*args, **kwargs)
        raised(NAMES)

    def name(self, code: str) -> str:
        """The name in language ``code``, else in English, else the key."""
        return str(self.names.get(code) or self.names.get("en") or self.key)


class UserManager(BaseUserManager["User"]):
    """Makes people from an e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A person; without a password they sign in by a code sent to the address."""
        if not email:
            raise ValueError("a person needs an e-mail address")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """An administrator of the register."""
        user = self.create_user(email, password, is_staff=True, is_superuser=True, **fields)
        Membership.objects.create(user=user, role=Role.ADMINISTRATOR)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A person; the e-mail address is the name.

    ``invited_at`` is set while an invitation waits to be taken up. ``left_at`` is set for someone
    who left: the row stays, because what the person did stays.
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=160, blank=True)
    language = models.CharField(max_length=2, default="en")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(auto_now_add=True)
    invited_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        """The name as the person writes it."""
        return self.name or self.email

    def get_short_name(self) -> str:
        """The same: names are not split into parts."""
        return self.get_full_name()

    @property
    def audit_key(self) -> str:
        """What the audit trail calls the person: a number, since it never forgets a name."""
        return f"person-{self.pk}"


class Membership(models.Model):
    """A role of a person, for one entity or, where ``entity`` is null, for the whole register."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    entity = models.ForeignKey(
        Entity, models.CASCADE, related_name="memberships", null=True, blank=True
    )
    role = models.CharField(max_length=16, choices=Role.choices)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "entity", "role"],
                name="one_role_once",
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=models.Q(entity__isnull=True),
                name="one_role_everywhere_once",
            ),
            models.CheckConstraint(
                condition=models.Q(entity__isnull=False)
                | models.Q(role__in=[*sorted(WHOLE_REGISTER), Role.READER]),
                name="entity_roles_need_an_entity",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.entity or '*'}"

    @property
    def audit_key(self) -> str:
        """What the audit trail calls it: without the name of the person."""
        entity = self.entity.key if self.entity else "*"
        return f"{self.user.audit_key} {self.role} {entity}"

    @property
    def has_ended(self) -> bool:
        """Whether its last day is past."""
        return self.until is not None and self.until < datetime.datetime.now(datetime.UTC).date()

    def holds_on(self, day: datetime.date) -> bool:
        """Whether the role is in force on ``day``."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


class Token(models.Model):
    """A key to the API for a person, limited to scopes and, if set, to one entity.

    Only the SHA-256 of the secret is kept.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    entity = models.ForeignKey(Entity, models.CASCADE, null=True, blank=True)
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class FeedAddress(models.Model):
    """A secret address under which a calendar or feed can be subscribed to, until revoked."""

    user = models.ForeignKey(User, models.CASCADE, related_name="feeds")
    entity = models.ForeignKey(Entity, models.CASCADE, null=True, blank=True)
    query = models.CharField(max_length=500, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.user} · {self.entity or self.query}"

    @property
    def audit_key(self) -> str:
        """What the audit trail calls it: without the name of the person."""
        return f"{self.user.audit_key} {self.entity.key if self.entity else self.query}"
