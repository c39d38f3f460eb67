"""For the machines that watch: does it live, can it serve."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

__all__ = ["live", "ready"]


def live(_: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "live"})


def ready(_: HttpRequest) -> JsonResponse:
    """The database answers and has every table."""
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return JsonResponse({"status": "no database"}, status=503)
    if missing:
        return JsonResponse({"status": "tables are not up to date"}, status=503)
    return JsonResponse({"status": "ready"})
