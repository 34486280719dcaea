from django.urls import path

from quizzes.bank.views import listing, question, writing

app_name = "bank"

urlpatterns = [
    path("", listing.index, name="index"),
    path("review/", listing.queue, name="queue"),
    path("sources/", listing.sources, name="sources"),
    path("sources/<int:page_id>/", listing.passages, name="passages"),
    path("new/", writing.new, name="new"),
    path("<uuid:public_id>/", question.question, name="question"),
    path("<uuid:public_id>/edit/", writing.edit, name="edit"),
    path("<uuid:public_id>/submit/", question.submit, name="submit"),
    path("<uuid:public_id>/publish/", question.publish, name="publish"),
    path("<uuid:public_id>/confirm/", question.confirm, name="confirm"),
    path("<uuid:public_id>/send-back/", question.send_back, name="send_back"),
    path("<uuid:public_id>/retire/", question.retire, name="retire"),
]
