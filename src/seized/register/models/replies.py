"""Answers of the API that are given again when a request is sent again."""

from __future__ import annotations

import datetime
from typing import ClassVar, Final

from django.db import models
from django.utils import timezone

from seized.register.models.people import User

__all__ = ["Reply"]

_KEPT: Final = datetime.timedelta(days=7)


class Reply(models.Model):
    """What a request with an Idempotency-Key was answered; ``request`` tells it from others."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    request = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField(default=dict)
    body = models.BinaryField()
    made_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "key"], name="answered_once_a_key")
        ]

    @classmethod
    def sweep(cls) -> None:
        """Delete what is older than a week: an answer may name people, and is not for ever."""
        cls.objects.filter(made_at__lt=timezone.now() - _KEPT).delete()

    @classmethod
    def forget(cls, words: str) -> None:
        """Delete every answer in which ``words`` stand, such as an address."""
        rows = cls.objects.values_list("pk", "body").iterator()
        found = [pk for pk, body in rows if words.encode() in bytes(body)]
        cls.objects.filter(pk__in=found).delete()

    def __str__(self) -> str:
        return self.key
