from django.urls import path

from content.plans import desk, draft_desk

app_name = "plans_desk"

urlpatterns = [
    path("", desk.plan_list, name="list"),
    path("new/", desk.upload, name="upload"),
    path("versions/<int:pk>/", desk.review, name="review"),
    path("versions/<int:pk>/publish/", desk.publish, name="publish"),
    path("versions/<int:pk>/discard/", desk.discard, name="discard"),
    path("versions/<int:pk>/original/", desk.original, name="original"),
    path("versions/<int:pk>/targets/", draft_desk.drafts, name="drafts"),
    path("versions/<int:pk>/targets/dismiss/", draft_desk.dismiss, name="dismiss"),
    path("drafts/<int:pk>/", draft_desk.decide, name="decide"),
    path("drafts/<int:pk>/reopen/", draft_desk.reopen, name="reopen"),
    path("uploads/<uuid:public_id>/", desk.intake, name="intake"),
    path("<slug:slug>/", desk.change, name="change"),
]
