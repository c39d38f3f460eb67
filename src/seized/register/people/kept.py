"""All that is kept about one person, for that person to read and to take along."""

from __future__ import annotations

from typing import Any, Final

from allauth.usersessions.models import UserSession

from seized.register.models import Event, FeedAddress, Token, User

__all__ = ["kept"]

_MOST: Final = 5000  # own events


def kept(user: User) -> dict[str, Any]:
    """Name, roles, keys, secret addresses, sign-ins and the latest deeds, as plain values."""

    def when(value: Any) -> str | None:
        return value.isoformat() if value else None

    return {
        "person": {
            "number": user.audit_key, "email": user.email, "name": user.name,
            "language": user.language, "joined": when(user.date_joined),
            "last_sign_in": when(user.last_login),
        },
        "roles": [
            {"role": m.role, "entity": m.entity.key if m.entity else None,
             "since": when(m.since), "until": when(m.until)}
            for m in user.memberships.select_related("entity").order_by("pk")
        ],
        "keys": [
            {"name": t.name, "scopes": t.scopes, "made": when(t.made_at),
             "ends": when(t.expires_at), "revoked": when(t.revoked_at)}
            for t in Token.objects.filter(user=user).order_by("pk")
        ],
        "feeds": [
            {"entity": f.entity.key if f.entity else None, "filter": f.query,
             "made": when(f.made_at), "revoked": when(f.revoked_at)}
            for f in FeedAddress.objects.filter(user=user).select_related("entity").order_by("pk")
        ],
        "sign_ins": [
            {"browser": s.user_agent, "address": s.ip, "signed_in": when(s.created_at),
             "last_used": when(s.last_seen_at)}
            for s in UserSession.objects.filter(user=user).order_by("pk")
        ],
        "deeds": [
            {"number": e.number, "at": when(e.at), "action": e.action, "kind": e.kind, "key": e.key}
            for e in Event.objects.filter(user=user).order_by("-number")[:_MOST]
        ],
    }  # fmt: skip
