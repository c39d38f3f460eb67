"""Answers of the API that are given again when a request is sent again."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from seized.register.models.people import User

__all__ = ["Reply"]


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

    def __str__(self) -> str:
        return self.key
