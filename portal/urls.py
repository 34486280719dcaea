"""Every address of the portal. Wagtail's page tree answers what nothing else does."""

from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from content.errata.urls import desk as errata_desk
from content.plans.urls import desk as plans_desk
from portal.accounts import views as account_views
from quizzes.certificates.views import verifying
from search import api as search_api

urlpatterns = [
    # Wagtail's own sign-in would bypass rate limits and the second factor.
    path(
        "admin/login/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
    ),
    path("admin/reports/", include("content.pages.reports")),
    path("admin/", include(wagtailadmin_urls)),
    path(
        "_util/login/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
    ),
    path("accounts/", include("allauth.urls")),
    path("me/marks/", include("content.marks.urls")),
    path("me/", include("portal.accounts.urls")),
    path("people/", include("portal.people.urls")),
    # Beside the screens of portal.people, which lies below sign-in and second factors.
    path(
        "people/<uuid:public_id>/second-factor/",
        account_views.reset_second_factor,
        name="reset_second_factor",
    ),
    path("plans/", include("content.plans.urls")),
    path("errata/", include("content.errata.urls")),
    # Behind the same door, and in front of it: there a plan may have any name.
    path("workbench/plans/errata/", include(errata_desk)),
    path("workbench/plans/comments/", include("content.comments.urls")),
    path("workbench/plans/", include(plans_desk)),
    path("workbench/experts/", include("content.experts.urls")),
    path("workbench/drills/", include("content.drills.urls")),
    path("search/", include("search.urls")),
    path("api/v1/", include("search.api_urls")),
    path("opensearch.xml", search_api.opensearch, name="opensearch"),
    path("targets/", include("content.targets.urls")),
    path("certificates/", include("quizzes.certificates.urls")),
    path("bank/", include("quizzes.bank.urls")),
    path("papers/", include("quizzes.papers.urls")),
    path("exams/", include("quizzes.papers.exam_urls")),
    path("", include("quizzes.attempts.urls")),
    # Short, because they stand in QR codes; those of before have no signature.
    path("c/<str:number>/", verifying.verify_certificate, name="verify_certificate"),
    path(
        "c/<str:number>/<str:signature>/",
        verifying.verify_certificate,
        name="verify_signed",
    ),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("portal.foundation.urls")),
    path("", include("themes.urls")),
    path("", include("portal.home.urls")),
    path("", include(wagtail_urls)),
]

handler400 = "themes.views.errors.bad_request"
handler403 = "themes.views.errors.permission_denied"
handler404 = "themes.views.errors.page_not_found"
handler500 = "themes.views.errors.server_error"
