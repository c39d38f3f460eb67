"""Uploads become rows in the background, and go again as a whole."""

from __future__ import annotations

import datetime
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.register.conftest import sample

from seized.model.errors import HostileFile
from seized.register import audit
from seized.register.actions.base import Refused, RuleBroken
from seized.register.actions.imports import CancelImport, ImportFiles, UndoImport
from seized.register.loading import load_record
from seized.register.models import Event, ImportFile, ImportRun, Resolution, Version
from seized.register.running.worker import work
from seized.register.texts.child import read_apart
from seized.samples import path

pytestmark = pytest.mark.django_db


def _upload(code: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(path(code).name, path(code).read_bytes())


def _archive() -> SimpleUploadedFile:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(f"sub/{path('es').name}", path("es").read_bytes())
        archive.writestr("sub/nothing.txt", b"\x00\x01\x02")
    return SimpleUploadedFile("many.zip", held.getvalue())


@pytest.fixture
def coordinator(someone):
    return someone("coordinator")


def test_files_and_archives_are_imported_with_a_result_for_each(coordinator) -> None:
    run = ImportFiles(coordinator, [_upload("zh"), _archive()]).run()
    assert work()
    assert not work()
    run.refresh_from_db()
    assert run.state == ImportRun.State.DONE
    outcomes = {file.name.rpartition("/")[2]: file for file in run.files.all()}
    assert outcomes[path("zh").name].outcome == outcomes[path("es").name].outcome == "new"
    assert outcomes["nothing.txt"].outcome == "failed"
    assert "nothing.txt" in outcomes["nothing.txt"].message
    assert {v.language for v in Version.objects.all()} == {"zh", "es"}
    assert audit.verify() is None


def test_an_import_is_undone_as_a_whole_and_what_was_there_before_stays(coordinator) -> None:
    load_record(sample("en"))
    run = ImportFiles(coordinator, [_upload("zh"), _upload("en")]).run()
    work()
    UndoImport(coordinator, run.pk).run()
    assert {v.language for v in Version.objects.all()} == {"en"}
    assert set(run.files.values_list("outcome", flat=True)) == {"undone", "same"}
    assert list(Event.objects.values_list("action", flat=True)) == [
        "import.start", "import.end", "import.undo",
    ]  # fmt: skip


def test_an_import_whose_worker_was_killed_goes_on_where_it_stood(coordinator) -> None:
    run = ImportFiles(coordinator, [_upload("zh"), _upload("fr")]).run()
    ImportRun.objects.update(
        state=ImportRun.State.RUNNING,
        beat_at=datetime.datetime.now(datetime.UTC) - datetime.timedelta(hours=1),
    )
    first = run.files.get(name=path("zh").name)
    ImportFile.objects.filter(pk=first.pk).update(outcome="new")
    assert work()
    assert [v.language for v in Version.objects.all()] == ["fr"]


def test_an_import_called_off_reads_nothing(coordinator) -> None:
    run = ImportFiles(coordinator, [_upload("zh")]).run()
    CancelImport(coordinator, run.pk).run()
    assert not work()
    assert not Resolution.objects.exists()
    with pytest.raises(RuleBroken):
        CancelImport(coordinator, run.pk).run()


@pytest.mark.parametrize("role", ["reader", "auditor"])
def test_only_coordinators_import(someone, role) -> None:
    with pytest.raises(Refused):
        ImportFiles(someone(role), [_upload("zh")]).run()
    assert not ImportRun.objects.exists()


def test_nothing_is_no_import(coordinator) -> None:
    with pytest.raises(RuleBroken, match="at least one file"):
        ImportFiles(coordinator, []).run()


def test_a_file_that_takes_too_much_memory_is_refused() -> None:
    with pytest.raises(HostileFile, match="more time or memory"):
        read_apart(path("en"), "big.txt", memory=24 << 20)


def test_the_page_of_an_import_tells_how_far_it_is(client, coordinator) -> None:
    client.force_login(coordinator.user)
    answer = client.post("/en/imports/", {"files": [_upload("ru")]})
    address = answer.headers["Location"]
    assert 'hx-trigger="every 2s"' in client.get(address).content.decode()
    work()
    html = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "hx-trigger" not in html
    assert "1 of 1 files" in html
    assert client.post(f"{address}undo/").status_code == 302
    assert not Resolution.objects.exists()


def test_others_are_told_that_they_may_not(client, someone) -> None:
    assert client.get("/en/imports/").status_code == 403
    client.force_login(someone("reader").user)
    assert client.post("/en/imports/", {"files": [_upload("ru")]}).status_code == 403
    assert client.get("/en/imports/1/").status_code == 404
