"""Imports in the background, and after them what the texts show about every mandate.

Between them what is over is swept away: sessions past their time, old answers of the API, files
that no row names.

What the rows say is the truth, so a killed import goes on.

A file is read, loaded and marked in one transaction: whenever the process is killed, a file is
either in the register and marked, or neither.
"""

from __future__ import annotations

import datetime
import logging
import threading
import time
from typing import Final

from django.db import DatabaseError, connection, transaction
from django.db.models import Q
from django.utils import timezone

from seized.model.errors import SeizedError
from seized.model.record import Record
from seized.register import audit
from seized.register.actions.imports import folder_of
from seized.register.following.status import follow_mandates, needed
from seized.register.loading import load_record
from seized.register.loading.listed import Entered, load_listed
from seized.register.models import ImportFile, ImportRun, Reply
from seized.register.people.signins import sweep
from seized.register.post.postman import Postman
from seized.register.running.orphans import Orphans
from seized.register.running.place import Place
from seized.register.texts.child import read_any_apart

__all__ = ["Worker", "work"]

_SILENT: Final = datetime.timedelta(minutes=5)  # longer than one file may take
_PAUSE: Final = 1.0  # seconds between looks at the queue
_LOOK: Final = 15.0  # seconds between looks at what mandates may have become
_SWEEP: Final = 300.0  # seconds between looks at what is over
_LATER: Final = 900.0  # seconds until a pass that failed is tried again
_LOG: Final = logging.getLogger(__name__)


def _claimed(silent: datetime.timedelta) -> ImportRun | None:
    """The next import that waits, or whose worker has not been heard of for ``silent``."""
    now = timezone.now()
    free = Q(state=ImportRun.State.WAITING) | Q(
        state=ImportRun.State.RUNNING, beat_at__lt=now - silent
    )
    for run in ImportRun.objects.filter(free).order_by("pk"):
        mine = ImportRun.objects.filter(free, pk=run.pk)
        if mine.update(state=ImportRun.State.RUNNING, beat_at=now):
            return run
    return None


def work(silent: datetime.timedelta = _SILENT) -> bool:
    """Do one import to its end, or until it is called off. False if there is none to do."""
    run = _claimed(silent)
    if run is None:
        return False
    waiting = run.files.filter(outcome=ImportFile.Outcome.WAITING)
    while (file := waiting.first()) is not None:
        ImportRun.objects.filter(pk=run.pk).update(beat_at=timezone.now())
        if ImportRun.objects.filter(pk=run.pk, cancel=True).exists():
            _end(run, ImportRun.State.CANCELLED)
            return True
        _take(run, file)
    _end(run, ImportRun.State.DONE)
    return True


def _take(run: ImportRun, file: ImportFile) -> None:
    began = time.monotonic()
    try:
        found = read_any_apart(folder_of(run) / file.stored, file.name)
        with transaction.atomic():
            if isinstance(found, Record):
                loaded = load_record(found, file)
                file.outcome = ImportFile.Outcome(loaded.outcome)
                file.symbol, file.language = loaded.resolution.symbol, loaded.version.language
            else:
                file.outcome = ImportFile.Outcome(_entered(load_listed(found, file)))
            file.seconds = time.monotonic() - began
            file.save()
    except SeizedError as error:
        _failed(file, str(error), began)
    except DatabaseError:
        raise
    except Exception:
        _LOG.exception("%s could not be loaded", file.name)
        _failed(file, f"{file.name}: could not be loaded. Please report this file", began)


def _entered(entered: Entered) -> str:
    """``new`` where any entry is, else ``changed`` or ``same``."""
    return "new" if entered.new else "changed" if entered.changed else "same"


def _failed(file: ImportFile, message: str, began: float) -> None:
    file.outcome, file.message = ImportFile.Outcome.FAILED, message
    file.seconds = time.monotonic() - began
    file.symbol = file.language = ""
    file.save()


def _end(run: ImportRun, state: ImportRun.State) -> None:
    with transaction.atomic():
        row = ImportRun.objects.select_for_update().get(pk=run.pk)
        row.state, row.finished_at = state, timezone.now()
        row.save(update_fields=["state", "finished_at"])
        counts: dict[str, int] = {}
        for outcome in row.files.values_list("outcome", flat=True):
            counts[outcome] = counts.get(outcome, 0) + 1
        audit.record("import.end", row, row.started_by, {"state": str(state), **counts})


class Worker(threading.Thread):
    """A thread that does imports one after the other, until ``stop``; letters go beside it."""

    def __init__(self) -> None:
        super().__init__(name="seized-worker", daemon=True)
        self._stopped = threading.Event()
        self._next_look = self._next_sweep = 0.0
        self._orphans = Orphans()
        self._postman = Postman()
        self._alone = False  # so that what looks begun was left by a process that was killed

    def run(self) -> None:
        """Take up at once what a killed process left, then look at the queue.

        A worker beside another one must not do so: what looks left may be in good hands.
        """
        place = Place()
        self._alone = place.alone
        left = datetime.timedelta(0) if place.alone else _SILENT
        self._postman.start()
        silent = left
        while not self._stopped.is_set():
            place.beat()
            try:
                self._swept()
                busy = work(silent) or self._followed()
                silent = _SILENT
            except DatabaseError:
                _LOG.exception("the import goes on in a minute")
                connection.close()
                self._stopped.wait(60)
                silent = left
                continue
            if not busy:
                self._stopped.wait(_PAUSE)
        place.leave()

    def _followed(self) -> bool:
        """Whether mandates were followed, as they are when texts or days have changed.

        A pass that fails is tried again after a while, and imports go on.
        """
        now = time.monotonic()
        if now < self._next_look:
            return False
        self._next_look = now + _LOOK
        try:
            if not needed():
                return False
            alone, self._alone = self._alone, False
            found = follow_mandates(silent=datetime.timedelta(0)) if alone else follow_mandates()
            return found is not None
        except DatabaseError:
            raise
        except Exception:
            _LOG.exception("the mandates could not be followed")
            self._next_look = now + _LATER
            return False

    def _swept(self) -> None:
        now = time.monotonic()
        if now < self._next_sweep:
            return
        self._next_sweep = now + _SWEEP
        try:
            sweep()
            Reply.sweep()
            self._orphans.sweep()
        except DatabaseError:
            raise
        except Exception:
            _LOG.exception("what is over could not be swept away")

    def stop(self) -> None:
        """Take no further import, send no further letter."""
        self._stopped.set()
        self._postman.stop()
