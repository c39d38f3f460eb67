"""Every address: pages in six languages, sign-in, health."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, include, path, re_path, register_converter

from seized.register.api import api
from seized.register.pages import (
    agenda,
    audit,
    calendar,
    calls,
    comparing,
    contributions,
    demo,
    entities,
    exporting,
    failures,
    feeds,
    front,
    health,
    imports,
    mandate,
    mandates,
    people,
    pictures,
    profile,
    records,
    reports,
    resolutions,
    review,
    series,
    signins,
    status,
)
from seized.register.pages.converters import CodeConverter, SymbolConverter

register_converter(CodeConverter, "code")
register_converter(SymbolConverter, "symbol")


def _cycle() -> Iterator[URLPattern]:
    """The same five addresses for each kind of record."""
    for many, kind in records.KINDS.items():
        here = {"many": many}
        one = kind.one
        yield path(f"{many}/", records.listing, here, name=many)
        yield path(f"{many}/new/", records.new, here, name=f"{one}-new")
        yield path(f"{many}/<int:pk>/", records.detail, here, name=one)
        yield path(f"{many}/<int:pk>/edit/", records.edit, here, name=f"{one}-edit")
        yield path(f"{many}/<int:pk>/<str:name>/", records.step, here, name=f"{one}-step")


pages = [
    path("agreements/<int:pk>/file/", records.file, name="agreement-file"),
    *_cycle(),
    path("", front.home, name="home"),
    path("resolutions/", resolutions.listing, name="resolutions"),
    path("mandates/", mandates.listing, name="mandates"),
    path("mandates/mandates.<str:form>", mandates.export, name="mandates-export"),
    path("entities/", entities.listing, name="entities"),
    path("entities/all/", entities.table, name="entities-all"),
    path("entities/new/", entities.new, name="entity-new"),
    path("entities/<path:key>/edit/", entities.edit, name="entity-edit"),
    path("entities/<path:key>/feed.atom", feeds.entity, name="entity-feed"),
    path("entities/<path:key>/", entities.asked, name="entity"),
    path("calendar/", calendar.page, name="calendar"),
    path("calendar/calendar.ics", calendar.ical, name="calendar-ical"),
    path("mandates/feed.atom", feeds.mandates, name="mandates-feed"),
    path("search/feed.atom", feeds.searched, name="search-feed"),
    path("account/feeds/", feeds.own, name="feeds-own"),
    path("account/feeds/new/", feeds.make, name="feed-make"),
    path("account/feeds/<int:pk>/revoke/", feeds.revoke, name="feed-revoke"),
    path("feeds/<str:key>.<str:form>", feeds.secret, name="feed-secret"),
    path("calls/<int:pk>/report/", reports.assemble, name="call-report"),
    path("calls/<int:pk>/report/<int:key>.docx", reports.document, name="call-report-document"),
    path("agenda/", agenda.latest, name="agenda-latest"),
    path("agenda/<int:session>/", agenda.page, name="agenda"),
    path("agenda/<int:session>.<str:form>", agenda.export, name="agenda-export"),
    path("people/", people.listing, name="people"),
    path("people/invite/", people.invite, name="person-invite"),
    path("people/<int:pk>/", people.one, name="person"),
    path("people/<int:pk>/roles/", people.give, name="role-give"),
    path("people/<int:pk>/invitation/", people.again, name="person-again"),
    path("people/<int:pk>/<str:name>/", people.step, name="person-step"),
    path("roles/<int:pk>/end/", people.end, name="role-end"),
    path("join/<str:key>/", people.join, name="join"),
    path("profile/", profile.page, name="profile"),
    path("profile/data.json", profile.export, name="profile-export"),
    path("profile/keys/", profile.key_new, name="key-new"),
    path("profile/keys/<int:pk>/end/", profile.key_end, name="key-end"),
    path("profile/sign-ins/", signins.listing, name="signins"),
    path("profile/sign-ins/end/", signins.end_others, name="signins-end"),
    path("profile/sign-ins/<int:pk>/end/", signins.end, name="signin-end"),
    path("demo/", demo.cast, name="demo"),
    path("calls/", calls.listing, name="calls"),
    path("calls/new/", calls.new, name="call-new"),
    path("calls/<int:pk>/", calls.detail, name="call"),
    path("calls/<int:pk>/edit/", calls.edit, name="call-edit"),
    path("calls/<int:pk>/questions/", calls.questions, name="call-questions"),
    path("calls/<int:pk>/invite/", calls.invite, name="call-invite"),
    path("calls/<int:pk>/remind/", calls.remind, name="call-remind"),
    path("calls/<int:pk>/uninvite/<int:invitation>/", calls.uninvite, name="call-uninvite"),
    path("calls/<int:pk>/<str:name>/", calls.step, name="call-step"),
    path("questions/<int:pk>/merge/", contributions.merge, name="question-merge"),
    path("contributions/<int:pk>/", contributions.detail, name="contribution"),
    path("contributions/<int:pk>/<str:name>/", contributions.step, name="contribution-step"),
    path("audit/", audit.trail, name="audit"),
    path("imports/", imports.listing, name="imports"),
    path("imports/<int:key>/", imports.one, name="import"),
    path("imports/<int:key>/cancel/", imports.cancel, name="import-cancel"),
    path("imports/<int:key>/undo/", imports.undo, name="import-undo"),
    path("review/", review.listing, name="review"),
    path("review/<int:pk>/", review.one, name="review-item"),
    path("review/<int:pk>/decide/", review.decide, name="review-decide"),
    path("review/<int:pk>/undo/", review.undo, name="review-undo"),
    path("pictures/", pictures.page, name="pictures"),
    re_path(r"^pictures/(?P<kind>entities|fields)\.svg$", pictures.drawn, name="picture"),
    path("pictures/<path:key>/", pictures.page, name="pictures-of"),
    re_path(
        r"^pictures/(?P<key>.+)/(?P<kind>cycle|entities|fields)\.svg$",
        pictures.drawn,
        name="picture-of",
    ),
    path("search/", front.search_page, name="search"),
    path("about/", front.about, name="about"),
    path("<symbol:symbol>/mandates/<str:place>/", mandate.one, name="mandate"),
    path("<symbol:symbol>/mandates/<str:place>/correct/", mandate.correct, name="mandate-correct"),
    path("<symbol:symbol>/mandates/<str:place>/status/", status.save, name="mandate-status"),
    path("<symbol:symbol>/mandates/<str:place>/report/", mandate.report, name="mandate-report"),
    path(
        "<symbol:symbol>/mandates/<str:place>/corrections/<int:pk>/drop/",
        mandate.drop,
        name="correction-drop",
    ),
    path(
        "<symbol:symbol>/corrections.<code:tongue>.json",
        resolutions.corrections,
        name="resolution-corrections",
    ),
    path("<symbol:symbol>/mandates/", resolutions.mandates, name="resolution-mandates"),
    path("<symbol:symbol>/concordance/heatmap.svg", comparing.heatmap, name="resolution-heatmap"),
    path("<symbol:symbol>/concordance/memory.tmx", comparing.memory, name="resolution-memory"),
    path("<symbol:symbol>/concordance/", comparing.concordance, name="resolution-concordance"),
    path(
        "<symbol:symbol>/redline/changes.docx",
        comparing.redlined_word,
        name="resolution-redline-word",
    ),
    path("<symbol:symbol>/redline/", comparing.redlined, name="resolution-redline"),
    path("<symbol:symbol>/genealogy/strips.svg", series.strips, name="resolution-strips"),
    path("<symbol:symbol>/genealogy/", series.genealogy, name="resolution-genealogy"),
    path("<symbol:symbol>/history/", series.history, name="resolution-history"),
    path("<symbol:symbol>/columns.docx", exporting.columns, name="resolution-columns"),
    path(
        "<symbol:symbol>/version.<code:tongue>.<str:form>",
        exporting.version,
        name="resolution-version",
    ),
    path("<symbol:symbol>/follow-up/", resolutions.followup, name="resolution-followup"),
    path("<symbol:symbol>/cite/", resolutions.cite, name="resolution-cite"),
    path("<symbol:symbol>/feed.atom", feeds.resolution, name="resolution-feed"),
    path("<symbol:symbol>/", resolutions.text, name="resolution"),
]

urlpatterns = [
    path("", front.root, name="root"),
    path("healthz", health.live, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("api/v1/", api.urls),
    path("account/sessions/", signins.moved),
    path("account/", include("allauth.urls")),
    path("<code:code>/", include(pages)),
]

handler400 = failures.bad_request
handler403 = failures.forbidden
handler404 = failures.not_found
handler500 = failures.broken
