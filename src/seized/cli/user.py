"""``seized user``: the first people of a register, and help for those who are locked out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from seized.cli.serve import data_option, open_register
from seized.languages import CODES
from seized.model.errors import NotFound, SeizedError

__all__ = ["user_command"]

_ROLES = ("administrator", "coordinator", "auditor", "approver", "focal", "partner", "reader")


@click.group("user", short_help="Add people to the register from the command line.")
def user_command() -> None:
    """Add people to the register, and let in those who lost their second factor.

    Whoever may run this on the machine may do everything in the register.

    \b
    seized user add ada@example.org --data register/
    """


@user_command.command("add")
@click.argument("email")
@click.option("--role", type=click.Choice(_ROLES), default="administrator", show_default=True)
@click.option("--entity", help="The key of the entity, for the roles that are for one.")
@click.option(
    "--language",
    type=click.Choice(CODES),
    default="en",
    show_default=True,
    help="The language of the invitation.",
)
@data_option
def add_command(
    email: str, role: str, entity: str | None, language: str, data: Path | None
) -> None:
    """Invite a person and print the address at which to join, once, within two weeks."""
    open_register(data)
    from seized.register.actions.people import Invite
    from seized.register.models import Entity
    from seized.register.post import mail

    row = None
    if entity is not None:
        row = Entity.objects.filter(key=entity).first()
        if row is None:
            raise NotFound(
                f"there is no entity {entity!r}",
                where="--entity",
                advice="Load a resolution that names it, or enter it in the browser first",
            )
    user = _run(Invite(_operator(), email, role, row, language=language))
    if user.invited_at is None:
        print(f"{user.email} is here already and has the role now")
        return
    print(mail.address(mail.invitation_path(user)))


@user_command.command("list")
@data_option
def list_command(data: Path | None) -> None:
    """Everyone, with their roles, one a line."""
    open_register(data, made=True)
    from seized.register.models import User

    for user in User.objects.prefetch_related("memberships__entity").order_by("email"):
        roles = ", ".join(
            f"{m.role}:{m.entity.key}" if m.entity else m.role
            for m in user.memberships.all()
            if not m.has_ended
        )
        state = "left" if user.left_at else "invited" if user.invited_at else "here"
        print(user.email, state, roles or "-", sep="\t")


@user_command.command("reset-factor")
@click.argument("email")
@data_option
def reset_command(email: str, data: Path | None) -> None:
    """Take out a lost second factor; the person sets up a new one at the next sign-in."""
    open_register(data, made=True)
    from seized.register.actions.people import ResetFactor
    from seized.register.models import User

    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        raise NotFound(
            f"nobody has the address {email!r}",
            where="EMAIL",
            advice="List the addresses: seized user list",
        )
    _run(ResetFactor(_operator(), user))
    print(f"{user.email} sets up a new second factor at the next sign-in")


def _operator() -> Any:
    """Who runs the command: nobody of the register, and allowed everything."""
    from seized.register.models import Role
    from seized.register.policy import Person

    return Person(None, frozenset({str(Role.ADMINISTRATOR)}), {})


def _run(action: Any) -> Any:
    from seized.register.actions.base import RuleBroken

    try:
        return action.run()
    except RuleBroken as broken:
        told = " ".join(dict.fromkeys(broken.fields.values())) or broken.message
        where = ", ".join(filter(None, broken.fields)) or None
        advice = "Nothing was changed"
        raise SeizedError(told.removesuffix("."), where=where, advice=advice) from None
