"""Letters to people, kept until the mail server has taken them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from seized.register.models.people import User

__all__ = ["Letter"]


class Letter(models.Model):
    """One letter to one person, in the language of that person.

    It is written in the transaction of the change that it tells of, and sent afterwards by the
    worker. ``path`` is the page it leads to, ``about`` names its occasion (``call.remind``).
    """

    to = models.ForeignKey(User, models.CASCADE, related_name="letters")
    about = models.CharField(max_length=60)
    subject = models.CharField(max_length=250)
    body = models.TextField()
    path = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=2)
    made_at = models.DateTimeField(auto_now_add=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["sent_at", "taken_at"])]

    def __str__(self) -> str:
        return f"{self.about} {self.to}"
