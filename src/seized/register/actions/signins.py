"""Ending where a person is signed in: one browser, or all of them."""

from __future__ import annotations

from typing import ClassVar

from allauth.usersessions.models import UserSession

from seized.register.actions.base import Action
from seized.register.actions.people import OfUser
from seized.register.models import User
from seized.register.people import signins
from seized.register.policy import Person

__all__ = ["EndSignIn", "EndSignIns"]


class EndSignIn(Action[User]):
    """End one sign-in: one's own, or anyone's for an administrator.

    The event is about the person: the trail keeps neither address nor browser.
    """

    name: ClassVar[str] = "signin.end"

    def __init__(self, who: Person, row: UserSession) -> None:
        super().__init__(who)
        self.row = row

    def thing(self) -> UserSession:
        """The sign-in."""
        return self.row

    def apply(self) -> User:
        """Whoever goes on with it is nobody in particular."""
        self.row.end()
        user: User = self.row.user
        return user


class EndSignIns(OfUser):
    """End all sign-ins of a person, except the session ``but``; ``because`` tells what for."""

    name: ClassVar[str] = "people.signout"

    def __init__(self, who: Person, user: User, but: str = "", because: str = "") -> None:
        super().__init__(who, user)
        self.but = but
        self.because = because
        self.ended = 0

    def apply(self) -> User:
        """``ended`` tells how many there were."""
        self.ended = signins.end(self.user, self.but)
        self.detail = {"ended": self.ended}
        if self.because:
            self.detail["because"] = self.because
        return self.user
