from django.urls import path

from content.plans.views import (
    changes,
    coverage,
    drafts,
    due_rules,
    dues,
    levels,
    printed,
    reading,
    register,
    relations,
    revisions,
    roles,
    structure,
    uploads,
    workbench,
)

app_name = "plans"

urlpatterns = [
    path("", register.register, name="list"),
    path("plan-1.json", structure.schema, name="schema"),
    path("c/<uuid:anchor>/", reading.clause, name="clause"),
    path("<slug:slug>/", reading.document, name="document"),
    path("<slug:slug>/<int:number>/", reading.document, name="page"),
    path("<slug:slug>/targets/", reading.targets, name="targets"),
    path("<slug:slug>/references/", reading.references, name="references"),
    path("<slug:slug>/changes/", changes.changes, name="changes"),
    path("<slug:slug>/levels/", levels.levels, name="levels"),
    path("<slug:slug>/roles/", roles.roles, name="roles"),
    path("<slug:slug>/roles/<slug:key>/", roles.role, name="role"),
    path("<slug:slug>/roles/<slug:key>/card.pdf", roles.card, name="role_card"),
    path("<slug:slug>/plan.pdf", printed.whole, name="pdf"),
    path("<slug:slug>/about/", reading.about, name="about"),
    path("<slug:slug>/plan.json", structure.as_json, name="json"),
]

desk = (
    [
        path("", workbench.plan_list, name="list"),
        path("dues/", dues.dues, name="dues"),
        path("dues/rules/", due_rules.rules, name="due_rules"),
        path("dues/rules/new/", due_rules.rule_new, name="due_rule_new"),
        path("dues/rules/<int:pk>/", due_rules.rule, name="due_rule"),
        path("dues/calendar/<int:year>/", due_rules.calendar_year, name="calendar_year"),
        path("coverage/", coverage.coverage, name="coverage"),
        path("revisions/", revisions.revisions, name="revisions"),
        path("revisions/hazards/", revisions.hazards, name="hazards"),
        path("new/", uploads.upload, name="upload"),
        path("data/", structure.desk, name="structure"),
        path("uploads/<uuid:public_id>/", uploads.intake, name="intake"),
        path("versions/<int:pk>/", workbench.review, name="review"),
        path("versions/<int:pk>/publish/", workbench.publish, name="publish"),
        path("versions/<int:pk>/discard/", workbench.discard, name="discard"),
        path("versions/<int:pk>/original/", workbench.original, name="original"),
        path("versions/<int:pk>/targets/", drafts.drafts, name="drafts"),
        path("versions/<int:pk>/targets/dismiss/", drafts.dismiss, name="dismiss"),
        path("drafts/<int:pk>/", drafts.decide, name="decide"),
        path("drafts/<int:pk>/reopen/", drafts.reopen, name="reopen"),
        path("<slug:slug>/", workbench.change, name="change"),
        path("<slug:slug>/check/", revisions.check, name="check"),
        path("<slug:slug>/check/<int:pk>/settle/", revisions.trigger_settle, name="trigger_settle"),
        path("<slug:slug>/relations/", relations.relations, name="relations"),
        path("<slug:slug>/relations/new/", relations.relation_add, name="relation_add"),
        path("<slug:slug>/relations/decide/", relations.relation_decide, name="relation_decide"),
        path(
            "<slug:slug>/relations/<int:pk>/remove/",
            relations.relation_remove,
            name="relation_remove",
        ),
        path("<slug:slug>/plan.xlsx", structure.as_workbook, name="workbook"),
    ],
    "plans_desk",
)
"""Patterns and name space of the workbench, which the portal mounts apart."""
