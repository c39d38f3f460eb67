"""People come in by invitation, hold roles from day to day, leave, and are forgotten."""

from __future__ import annotations

import datetime
import json
import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail as sent_mail
from django.utils import timezone

from seized.register import audit
from seized.register.actions import people as actions
from seized.register.actions.base import Conflict, Refused, RuleBroken
from seized.register.actions.entities import SaveEntity
from seized.register.actions.tokens import MakeToken
from seized.register.models import (
    Entity,
    Event,
    FeedAddress,
    Membership,
    Reply,
    Role,
    Token,
    User,
)
from seized.register.policy import can, person, visible
from seized.register.post import mail

pytestmark = pytest.mark.django_db
TODAY = datetime.datetime.now(datetime.UTC).date()
DAY = datetime.timedelta(1)


@pytest.fixture
def halvard() -> Entity:
    return Entity.objects.create(key="halvard", names={"en": "Halvard Office"})


@pytest.fixture
def ostra() -> Entity:
    return Entity.objects.create(key="ostra", names={"en": "Ostra Organization"}, kind="partner")


@pytest.fixture
def admin(someone):
    return someone(Role.ADMINISTRATOR)


def _link() -> str:
    return re.search(r"http://\S+?(/\w\w/join/\S+/)", sent_mail.outbox[-1].body).group(1)


def test_an_invited_person_joins_by_the_link_once(client, admin, halvard) -> None:
    client.force_login(admin.user)
    form = {"email": "New@Example.org", "language": "fr", "role": "focal", "entity": halvard.pk}
    assert client.post("/en/people/invite/", form).status_code == 302
    message = sent_mail.outbox[-1]
    assert message.to == ["new@example.org"]
    assert message.subject == "Seized: Invitation"
    client.logout()
    link = _link()
    assert link.startswith("/fr/join/")
    page = client.get(link)
    assert page.status_code == 200
    user = User.objects.get(email="new@example.org")
    assert user.invited_at is not None, "reading the page must not take the invitation up"
    answer = client.post(link, {"name": "Nia Ostrand", "language": "ru"})
    assert answer.headers["Location"] == "/ru/profile/"
    user.refresh_from_db()
    assert (user.name, user.language, user.invited_at) == ("Nia Ostrand", "ru", None)
    assert client.get("/ru/profile/").status_code == 200
    client.logout()
    assert client.get(link).status_code == 410
    assert [e.action for e in Event.objects.all()] == ["people.invite", "profile.join"]
    assert audit.verify() is None


def test_a_link_is_void_when_sent_again_late_or_changed(admin, halvard, monkeypatch) -> None:
    user = actions.Invite(admin, "a@example.org", "focal", halvard).run()
    key = mail.invitation_key(user)
    assert mail.invited(key) == user
    assert mail.invited(key[:-1] + ("A" if key[-1] != "A" else "B")) is None
    again = actions.InviteAgain(admin, user).run()
    assert mail.invited(key) is None
    key = mail.invitation_key(again)
    monkeypatch.setattr(mail, "DAYS", -1)
    assert mail.invited(key) is None


def test_who_is_here_already_gets_the_role_and_a_mail(client, admin, someone, halvard) -> None:
    known = someone()
    client.force_login(admin.user)
    form = {"email": known.user.email, "language": "en", "role": "focal", "entity": halvard.pk}
    client.post("/en/people/invite/", form)
    assert User.objects.filter(email=known.user.email).count() == 1
    assert person(known.user).works_for(halvard.pk, Role.FOCAL)
    assert "join" not in sent_mail.outbox[-1].body
    again = client.post("/en/people/invite/", form)
    assert again.status_code == 422
    assert "has this role already" in again.content.decode()


def test_a_mail_that_cannot_be_sent_is_told_and_the_person_stays(
    client, admin, halvard, monkeypatch
) -> None:
    def broken(*_, **__):
        raise ConnectionRefusedError("no server")

    monkeypatch.setattr("seized.register.post.mail.EmailMessage.send", broken)
    client.force_login(admin.user)
    form = {"email": "a@example.org", "language": "en", "role": "focal", "entity": halvard.pk}
    html = client.post("/en/people/invite/", form, follow=True).content.decode()
    assert "did not take the mail" in html
    assert "Send the invitation again" in html
    assert User.objects.filter(email="a@example.org").exists()


@pytest.mark.parametrize(
    ("role", "entity", "change", "field"),
    [
        ("focal", False, {}, "entity"),
        ("coordinator", True, {}, "entity"),
        ("king", True, {}, "role"),
        ("focal", True, {"since": TODAY, "until": TODAY - DAY}, "until"),
    ],
)
def test_a_role_must_fit(admin, halvard, role, entity, change, field) -> None:
    with pytest.raises(RuleBroken) as broken:
        actions.Invite(admin, "a@example.org", role, halvard if entity else None, **change).run()
    assert field in broken.value.fields
    assert not User.objects.filter(email="a@example.org").exists()


def test_an_approver_invites_focal_points_of_the_own_entity_alone(
    someone, halvard, ostra, admin
) -> None:
    approver = someone(Role.APPROVER, halvard)
    actions.Invite(approver, "a@example.org", Role.FOCAL, halvard).run()
    for role, entity in ((Role.APPROVER, halvard), (Role.FOCAL, ostra), (Role.COORDINATOR, None)):
        with pytest.raises(Refused):
            actions.Invite(approver, "b@example.org", role, entity).run()
    for other in (someone(Role.FOCAL, halvard), someone(Role.COORDINATOR), someone(Role.AUDITOR)):
        with pytest.raises(Refused):
            actions.Invite(other, "b@example.org", Role.FOCAL, halvard).run()


def test_an_approver_sees_the_people_and_roles_of_the_own_entity_alone(
    client, someone, halvard, ostra
) -> None:
    approver, mine = someone(Role.APPROVER, halvard), someone(Role.FOCAL, halvard)
    other = someone(Role.FOCAL, ostra)
    Membership.objects.create(user=mine.user, entity=ostra, role=Role.FOCAL)
    client.force_login(approver.user)
    html = client.get("/en/people/").content.decode()
    assert mine.user.email in html
    assert other.user.email not in html
    assert client.get(f"/en/people/{other.user.pk}/").status_code == 404
    table = client.get(f"/en/people/{mine.user.pk}/").content.decode()
    assert "Halvard Office" in table
    assert "Ostra" not in table
    foreign = Membership.objects.get(user=other.user)
    assert client.post(f"/en/roles/{foreign.pk}/end/").status_code == 404
    client.force_login(mine.user)
    assert client.get("/en/people/").status_code == 403


def test_a_role_holds_from_its_first_to_its_last_day(admin, someone, halvard) -> None:
    user = someone().user
    since, until = TODAY + DAY, TODAY + 3 * DAY
    role = actions.GiveRole(admin, user, Role.FOCAL, halvard, since, until).run()
    held = [person(user, TODAY + n * DAY).works_for(halvard.pk, Role.FOCAL) for n in range(5)]
    assert held == [False, True, True, True, False]
    actions.EndRole(admin, role).run()
    assert not any(person(user, TODAY + n * DAY).roles for n in range(5))
    actions.GiveRole(admin, user, Role.FOCAL, halvard).run()
    assert Membership.objects.filter(user=user).count() == 1
    assert person(user).works_for(halvard.pk, Role.FOCAL)


def test_the_last_administrator_stays(admin, someone) -> None:
    own = Membership.objects.get(user=admin.user)
    with pytest.raises(RuleBroken):
        actions.EndRole(admin, own).run()
    with pytest.raises(RuleBroken):
        actions.Deactivate(admin, admin.user).run()
    other = someone().user
    actions.GiveRole(admin, other, Role.ADMINISTRATOR).run()
    actions.Deactivate(admin, admin.user).run()
    assert not person(User.objects.get(pk=admin.user.pk)).signed_in


def test_who_leaves_comes_in_nowhere_and_the_deeds_stay(client, admin, someone, halvard) -> None:
    leaver = someone(Role.FOCAL, halvard)
    action = MakeToken(leaver, "Sheet", ["read"])
    action.run()
    FeedAddress.objects.create(user=leaver.user, entity=halvard, digest="0" * 64)
    client.force_login(leaver.user)
    assert client.get("/en/profile/").status_code == 200
    actions.Deactivate(admin, leaver.user).run()
    assert client.get("/en/profile/").status_code == 403
    key = {"Authorization": f"Bearer {action.secret}"}
    assert client.get("/api/v1/mandates", headers=key).status_code == 401
    assert not Token.objects.filter(revoked_at=None).exists()
    assert not FeedAddress.objects.filter(revoked_at=None).exists()
    left = User.objects.get(pk=leaver.user.pk)
    assert not left.memberships.filter(until=None).exists()
    actions.Reactivate(admin, left).run()
    back = person(User.objects.get(pk=left.pk))
    assert back.signed_in
    assert not back.roles


def test_a_forgotten_person_is_a_number_everywhere(client, admin, someone, halvard) -> None:
    leaver = someone(Role.FOCAL, halvard)
    name = leaver.user.email
    MakeToken(leaver, "Sheet", ["read"]).run()
    answers = {"request": "x", "status": 201, "user": admin.user}
    Reply.objects.create(key="a", body=json.dumps({"email": name}).encode(), **answers)
    other = Reply.objects.create(key="b", body=b'{"email": "other@example.org"}', **answers)
    with pytest.raises(RuleBroken):
        actions.Forget(admin, leaver.user).run()
    actions.Deactivate(admin, leaver.user).run()
    actions.Forget(admin, leaver.user).run()
    assert not Authenticator.objects.filter(user=leaver.user).exists()
    assert list(Reply.objects.all()) == [other]
    events = json.dumps(list(Event.objects.values("who", "key", "detail")), default=str)
    assert name not in events
    client.force_login(admin.user)
    for page in ("people/", f"people/{leaver.user.pk}/", "audit/"):
        html = client.get(f"/en/{page}").content.decode()
        assert name not in html
        assert f"person-{leaver.user.pk}" in html
    with pytest.raises(RuleBroken):
        actions.Reactivate(admin, leaver.user).run()
    assert audit.verify() is None


def test_everyone_changes_the_own_name_and_no_other(client, someone, halvard) -> None:
    focal, other = someone(Role.FOCAL, halvard), someone()
    with pytest.raises(Refused):
        actions.ChangeProfile(focal, other.user, "Someone", "en").run()
    client.force_login(focal.user)
    answer = client.post("/en/profile/", {"name": "Ada Norrby", "language": "ar"})
    assert answer.headers["Location"] == "/ar/profile/"
    assert User.objects.get(pk=focal.user.pk).name == "Ada Norrby"
    assert "Ada" not in json.dumps(list(Event.objects.values_list("detail", flat=True)))
    wrong = client.post("/en/profile/", {"name": " ", "language": "xx"})
    assert wrong.status_code == 422


def test_the_own_data_holds_what_is_kept_and_no_secret(client, someone, halvard) -> None:
    focal = someone(Role.FOCAL, halvard)
    action = MakeToken(focal, "Sheet", ["read"])
    action.run()
    client.force_login(focal.user)
    data = client.get("/en/profile/data.json").json()
    assert data["person"]["email"] == focal.user.email
    assert data["roles"][0]["entity"] == "halvard"
    assert data["keys"][0]["name"] == "Sheet"
    assert data["deeds"][0]["action"] == "token.make"
    assert action.secret not in json.dumps(data)
    assert Token.objects.get().digest not in json.dumps(data)
    client.logout()
    assert client.get("/en/profile/data.json").status_code == 403


def test_a_key_is_shown_once_works_and_is_revoked(client, someone, halvard) -> None:
    focal, other = someone(Role.FOCAL, halvard), someone()
    client.force_login(focal.user)
    form = {"title": "Sheet", "scopes": ["read"], "days": 30}
    html = client.post("/en/profile/keys/", form).content.decode()
    secret = re.search(r"seized_[\w-]+", html).group()
    assert secret not in client.get("/en/profile/").content.decode()
    key = {"Authorization": f"Bearer {secret}"}
    assert client.get("/api/v1/mandates", headers=key).status_code == 200
    pk = Token.objects.get().pk
    client.force_login(other.user)
    assert client.post(f"/en/profile/keys/{pk}/end/").status_code == 404
    client.force_login(focal.user)
    client.post(f"/en/profile/keys/{pk}/end/")
    assert client.get("/api/v1/mandates", headers=key).status_code == 401
    assert client.post("/en/profile/keys/", {"title": "", "days": 900}).status_code == 422


@pytest.mark.parametrize(
    ("role", "everywhere", "asked"),
    [
        (Role.APPROVER, False, True),
        (Role.COORDINATOR, True, True),
        (Role.ADMINISTRATOR, True, True),
        (Role.FOCAL, False, False),
        (Role.PARTNER, False, False),
        (Role.AUDITOR, True, False),
    ],
)
def test_who_decides_for_others_needs_a_second_factor(
    client, someone, halvard, role, everywhere, asked
) -> None:
    who = someone(role, None if everywhere else halvard, factor=False)
    client.force_login(who.user)
    page, call = client.get("/en/mandates/"), client.get("/api/v1/mandates")
    if not asked:
        assert (page.status_code, call.status_code) == (200, 200)
        return
    assert page.headers["Location"] == "/account/2fa/totp/activate/"
    assert call.status_code == 403
    assert call.json()["detail"].startswith("Your role needs a second factor")
    assert client.get("/account/2fa/").status_code == 200
    assert client.get("/healthz").status_code == 200
    Authenticator.objects.create(user=who.user, type="totp", data={"secret": "0" * 32})
    assert client.get("/en/mandates/").status_code == 200


def test_a_coordinator_enters_and_corrects_entities(client, someone, halvard) -> None:
    coordinator, focal = someone(Role.COORDINATOR), someone(Role.FOCAL, halvard)
    client.force_login(focal.user)
    assert client.get("/en/entities/new/").status_code == 403
    client.force_login(coordinator.user)
    form = {"key": "lindholm-bureau", "kind": "partner", "name_en": "Lindholm Bureau",
            "name_ar": "مكتب ليندهولم"}  # fmt: skip
    assert client.post("/en/entities/new/", form).headers["Location"].endswith("/lindholm-bureau/")
    row = Entity.objects.get(key="lindholm-bureau")
    assert (row.kind, row.name("ar"), row.name("zh")) == (
        "partner", "مكتب ليندهولم", "Lindholm Bureau",
    )  # fmt: skip
    wrong = client.post("/en/entities/new/", {**form, "key": "Lindholm Bureau"})
    assert wrong.status_code == 422
    html = client.get("/en/entities/all/?name=lindholm").content.decode()
    assert "Lindholm Bureau" in html
    assert "Halvard" not in html


def test_two_who_change_one_entity_get_a_comparison(client, someone, halvard) -> None:
    coordinator = someone(Role.COORDINATOR)
    seen = json.dumps({"kind": "other", "names": {"en": "Halvard Office"}})
    SaveEntity(coordinator, "", "un", {"en": "Halvard Bureau"}, halvard).run()
    with pytest.raises(Conflict):
        SaveEntity(coordinator, "", "un", {"en": "X"}, halvard, json.loads(seen)).run()
    client.force_login(coordinator.user)
    form = {"kind": "other", "name_en": "Halvard Agency", "seen": seen}
    answer = client.post("/en/entities/halvard/edit/", form)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Halvard Agency" in html
    assert "Halvard Bureau" in html
    assert Entity.objects.get(key="halvard").name("en") == "Halvard Bureau"
    now = json.dumps({"kind": "un", "names": {"en": "Halvard Bureau"}})
    assert client.post("/en/entities/halvard/edit/", {**form, "seen": now}).status_code == 302


def test_one_click_sign_in_is_for_demonstrations_alone(client, someone, settings) -> None:
    who = someone(Role.COORDINATOR, factor=False)
    assert client.get("/en/demo/").status_code == 404
    assert client.post("/en/demo/", {"person": who.user.pk}).status_code == 404


def test_the_policy_says_who_sees_people_for_every_role(someone, halvard, ostra, admin) -> None:
    mine = someone(Role.FOCAL, halvard)
    for role, entity, sees in (
        (Role.AUDITOR, None, True),
        (Role.COORDINATOR, None, False),
        (Role.APPROVER, halvard, True),
        (Role.APPROVER, ostra, False),
        (Role.PARTNER, halvard, False),
    ):
        who = someone(role, entity)
        assert visible(User.objects.filter(pk=mine.user.pk), who).exists() == sees, role
    nobody = person(None)
    assert not visible(User.objects.all(), nobody).exists()
    assert not visible(Membership.objects.all(), nobody).exists()
    assert not visible(Token.objects.all(), nobody).exists()
    assert not can(nobody, "people.read")


def test_an_invitation_is_written_in_the_language_of_its_reader(admin, halvard) -> None:
    user = actions.Invite(admin, "a@example.org", "focal", halvard, language="zh").run()
    assert mail.send_invitation(user)
    first = sent_mail.outbox[-1]
    user.invited_at = timezone.now()
    user.language = "en"
    mail.send_invitation(user)
    assert first.subject != sent_mail.outbox[-1].subject
    assert "邀请" in first.subject
