"""The one Django application of the register."""

from __future__ import annotations

from django.apps import AppConfig

__all__ = ["RegisterConfig"]


class RegisterConfig(AppConfig):
    """Models, pages and API of the register."""

    name = "seized.register"
    label = "register"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Seized"

    def ready(self) -> None:
        """Set what a new connection to the database needs, and hear of new second factors."""
        from seized.register.people import signin
        from seized.register.running import connection

        connection.prepare()
        signin.listen()
