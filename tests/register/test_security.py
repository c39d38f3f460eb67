"""What holds for every page and every answer, whoever asks."""

from __future__ import annotations

import io
import json
import logging
import os
import re
import subprocess
import sys
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from seized.register.actions.base import Refused, RuleBroken
from seized.register.actions.imports import ImportFiles
from seized.register.actions.people import Deactivate
from seized.register.models import Entity, ImportFile, Role, User
from seized.register.running.worker import work

pytestmark = pytest.mark.django_db
PAGES = (
    "/en/", "/en/mandates/", "/ar/A/RES/95/312/", "/en/no/such/", "/account/login/", "/healthz",
    "/api/v1/mandates", "/static/register/seized.css", "/en/mandates/feed.atom",
)  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_every_answer_carries_the_headers_that_bind_a_browser(client, loaded, page) -> None:
    answer = client.get(page)
    answer.close()
    headers = answer.headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_no_page_may_be_framed(client, loaded) -> None:
    assert client.get("/en/").headers["X-Frame-Options"] == "DENY"


SETTINGS = """
import json
from seized.register import settings as s
print(json.dumps({n: getattr(s, n) for n in dir(s) if n.isupper()}, default=str))
"""


def _settings(tmp_path, **env: str) -> dict:
    base = {k: v for k, v in os.environ.items() if not k.startswith(("SEIZED_", "DJANGO_"))}
    base |= {"SEIZED_DATA": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path), **env}
    done = subprocess.run([sys.executable, "-c", SETTINGS], env=base, capture_output=True,
                          text=True, check=True)  # fmt: skip
    return json.loads(done.stdout)


def test_behind_https_cookies_are_of_this_host_and_the_browser_stays_with_https(tmp_path) -> None:
    found = _settings(tmp_path, SEIZED_PUBLIC_URL="https://register.example.org",
                      SEIZED_BEHIND_PROXY="yes")  # fmt: skip
    for name in ("SESSION", "CSRF"):
        assert found[f"{name}_COOKIE_NAME"].startswith("__Host-")
        assert found[f"{name}_COOKIE_SECURE"] is True
        assert found[f"{name}_COOKIE_HTTPONLY"] is True
    assert found["SESSION_COOKIE_SAMESITE"] == "Lax"
    assert found["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert found["DEBUG"] is False
    assert "*" not in found["ALLOWED_HOSTS"]
    assert found["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1


def test_a_host_that_is_not_ours_is_refused(client) -> None:
    answer = client.get("/en/", headers={"Host": "evil.example.com"})
    assert answer.status_code == 400
    assert "evil" not in answer.content.decode()


def _addresses(resolver: URLResolver, before: str = "") -> list[str]:
    out = []
    for one in resolver.url_patterns:
        here = before + str(one.pattern)
        if isinstance(one, URLPattern):
            out.append(here)
        else:
            out.extend(_addresses(one, here))
    return out


def _filled(pattern: str) -> str | None:
    for part, value in (
        ("<code:code>", "en"), ("<int:pk>", "1"), ("<int:key>", "1"), ("<int:session>", "77"),
        ("<int:number>", "1"), ("<path:key>", "x"), ("<str:key>", "x"), ("<str:name>", "x"),
        ("<str:form>", "x"), ("<symbol:symbol>", "A/RES/1/1"), ("<str:language>", "en"),
        ("<str:many>", "x"), ("<str:to>", "en"),
    ):  # fmt: skip
        pattern = pattern.replace(part, value)
    return None if any(c in pattern for c in "<>^$()\\") else f"/{pattern}"


def test_no_form_is_taken_that_did_not_come_from_here(someone, client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(someone(Role.ADMINISTRATOR).user)
    found = [_filled(p) for p in _addresses(get_resolver()) if not p.startswith("api/")]
    asked = [p for p in found if p]
    assert len(asked) > 60
    taken = [p for p in asked if strict.post(p, {"x": "1"}).status_code not in (403, 404, 405)]
    assert taken == []


def test_an_upload_beyond_the_limit_is_refused_by_name(someone, settings) -> None:
    settings.CONFIG = settings.CONFIG._replace(upload_limit=1000)
    with pytest.raises(RuleBroken, match=r"large\.docx is larger than"):
        ImportFiles(
            someone(Role.COORDINATOR), [SimpleUploadedFile("large.docx", b"x" * 1001)]
        ).run()
    assert not ImportFile.objects.exists()


def test_a_bomb_and_a_path_that_leads_out_are_told_and_harm_nothing(someone, settings) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"0" * (80 << 20))
        archive.writestr("../../out.txt", b"out")
    upload = SimpleUploadedFile("many.zip", held.getvalue())
    ImportFiles(someone(Role.COORDINATOR), [upload]).run()
    work()
    told = dict(ImportFile.objects.values_list("name", "message"))
    assert set(ImportFile.objects.values_list("outcome", flat=True)) == {"failed"}
    assert any("unpacks to" in message for message in told.values())
    assert not list(settings.CONFIG.data.rglob("out.txt"))


def test_a_cell_that_a_sheet_would_take_for_a_formula_is_guarded() -> None:
    from seized.writing.tables import to_csv

    row = {"a": "=1+1", "b": "@SUM(A1)", "c": "plain", "d": "-2", "e": "+3"}
    cells = to_csv([row], list(row)).decode().splitlines()[1].split(",")
    assert len(cells) == 5
    assert all(c.lstrip('"')[0] not in "=+-@" for c in cells)


def test_a_page_of_an_account_says_the_same_of_addresses_that_are_and_are_not(client, db) -> None:
    User.objects.create_user("known@example.org", "tide and harbour lamp")
    said = []
    for address in ("known@example.org", "unknown@example.org"):
        form = {"login": address, "password": "wrong"}
        html = client.post("/account/login/", form).content.decode().replace(address, "")
        said.append(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html))
    assert said[0] == said[1]
    led = [
        client.post("/account/login/code/", {"email": address}).headers["Location"]
        for address in ("known@example.org", "unknown@example.org")
    ]
    assert led[0] == led[1]


def test_a_new_password_ends_the_other_sessions(someone) -> None:
    user = someone().user
    first, second = Client(), Client()
    for one in (first, second):
        one.force_login(user)
    user.set_password("another harbour lamp")
    user.save()
    assert first.get("/en/profile/").status_code == 403
    assert second.get("/en/profile/").status_code == 403


def test_a_session_ends_with_its_person_and_the_log_names_no_one(client, someone, caplog) -> None:
    leaver, admin = someone(), someone(Role.ADMINISTRATOR)
    with caplog.at_level(logging.INFO, "seized.security"):
        client.post("/account/login/", {"login": leaver.user.email, "password": "wrong"})
        with pytest.raises(Refused):
            Deactivate(leaver, admin.user).run()
    said = "\n".join(r.getMessage() for r in caplog.records)
    assert "sign-in failed from 127.0.0.1" in said
    assert f"refused to person-{leaver.user.pk}: people.deactivate" in said
    assert leaver.user.email not in said
    client.force_login(leaver.user)
    Deactivate(admin, leaver.user).run()
    assert client.get("/en/profile/").status_code == 403


def test_no_one_learns_of_people_of_another_entity(client, someone) -> None:
    here = Entity.objects.create(key="halvard", names={"en": "Halvard Office"})
    there = Entity.objects.create(key="ostra", names={"en": "Ostra Organization"})
    stranger = someone(Role.FOCAL, there)
    approver = someone(Role.APPROVER, here)
    client.force_login(approver.user)
    for page in ("/en/people/", "/en/people/?who=ostra", "/en/profile/", "/api/v1/me"):
        assert stranger.user.email not in client.get(page).content.decode(), page
    assert client.get(f"/en/people/{stranger.user.pk}/").status_code == 404
    for name in ("deactivate", "forget", "factor"):
        assert client.post(f"/en/people/{approver.user.pk}/{name}/").status_code == 403


def test_an_agreements_file_is_saved_and_never_run(client, someone) -> None:
    from seized.register.actions.records import SaveAgreement

    pair = [Entity.objects.create(key=k, names={"en": k}) for k in ("halvard", "ostra")]
    who = someone(Role.COORDINATOR)
    text = SimpleUploadedFile("evil.txt", b"<script>alert(1)</script>", "text/html")
    row = SaveAgreement(who, {"owner": pair[0], "kind": "protocol", "parties": pair,
                              "signed": "2018-06", "text": text}).run()  # fmt: skip
    client.force_login(who.user)
    answer = client.get(f"/en/agreements/{row.pk}/file/")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert b"script" in b"".join(answer.streaming_content)
