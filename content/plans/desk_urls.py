from django.urls import path

from content.plans import desk

app_name = "plans_desk"

urlpatterns = [
    path("", desk.plan_list, name="list"),
    path("new/", desk.upload, name="upload"),
    path("versions/<int:pk>/", desk.review, name="review"),
    path("versions/<int:pk>/publish/", desk.publish, name="publish"),
    path("versions/<int:pk>/discard/", desk.discard, name="discard"),
    path("drafts/<int:pk>/dismiss/", desk.dismiss, name="dismiss"),
    path("<slug:slug>/", desk.change, name="change"),
]
