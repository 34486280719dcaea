"""Which paper leads to which certificate: the schemes of the units in one's care."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.foundation.locks import ChangedMeanwhile
from portal.people import access, rights
from portal.people.rights import Action
from quizzes.certificates import selectors, services
from quizzes.certificates.forms import HOLDERS_ARE_ADULTS, FromPaper, SchemeForm
from quizzes.certificates.models import Scheme
from quizzes.papers.models import Assessment


@access.requires(Action.SCHEME_EDIT)
@require_safe
def schemes(request: HttpRequest) -> HttpResponse:
    context = {"schemes": selectors.schemes(request.user)}
    return render(request, "quizzes/certificates/schemes.html", context)


@access.requires(Action.SCHEME_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def scheme_new(request: HttpRequest) -> HttpResponse:
    """`?paper=` is the paper from whose page somebody came."""
    units = rights.units_for(request.user, Action.SCHEME_EDIT)
    asked = FromPaper(request.GET)
    slug = asked.cleaned_data["paper"] if asked.is_valid() else ""
    paper = Assessment.objects.filter(slug=slug, owner_unit__in=units).first()
    form = SchemeForm(
        request.POST if request.method == "POST" else None,
        user=request.user,
        initial={"assessment": paper, "issuer": paper.owner_unit_id} if paper else None,
    )
    if request.method == "POST" and form.is_valid():
        try:
            scheme = services.create_scheme(
                slug=form.cleaned_data["slug"],
                terms=form.terms(),
                actor=access.person_of(request),
            )
        except services.SchemeRefused as refused:
            form.add_error(refused.field or None, _refusal(refused))
        else:
            messages.success(request, _("已建方案“%(title)s”。") % {"title": scheme.title})
            return redirect("certificates:schemes")
    return _form_page(request, form, title=_("新建证书方案"))


@access.requires(Action.SCHEME_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def scheme(request: HttpRequest, slug: str) -> HttpResponseBase:
    found = access.get_or_refuse(
        Scheme.objects.all(),
        request.user,
        Action.SCHEME_EDIT,
        unit_of=lambda one: one.issuer_id,
        slug=slug,
    )
    title, issued = found.title, found.certificates.count()
    form = SchemeForm(
        request.POST if request.method == "POST" else None,
        user=request.user,
        instance=found,
    )
    if request.method == "POST" and form.is_valid():
        try:
            changed = services.change_scheme(
                scheme=found,
                terms=form.terms(),
                actor=access.person_of(request),
                was=form.was,
            )
        except ChangedMeanwhile:
            return scheme(request, slug)
        except services.SchemeRefused as refused:
            form.add_error(refused.field or None, _refusal(refused))
        else:
            messages.success(request, _("已保存。") if changed else _("没有改动。"))
            return redirect("certificates:schemes")
    return _form_page(request, form, title=title, issued=issued)


def _form_page(
    request: HttpRequest, form: SchemeForm, *, title: str, issued: int = 0
) -> HttpResponse:
    context = {
        "form": form, "title": title, "issued": issued, "back": reverse("certificates:schemes"),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "quizzes/certificates/scheme_form.html", context, status=status)


def _refusal(refused: services.SchemeRefused) -> str:
    if isinstance(refused, services.SchemeInUse):
        return _("刚发出了证书，这一项不能再改。要改就另建一个方案。")
    if isinstance(refused, services.HoldersAreAdults):
        return str(HOLDERS_ARE_ADULTS)
    if isinstance(refused, services.NameReserved):
        return _reserved(refused)
    if isinstance(refused, services.WordsUnseen):
        return _("里面有看不见的字符，重新打一遍。")
    if isinstance(refused, services.PrefixTooClose):
        return _("这个字头和用过的只差一个字母，或只是两个字母对调，核验时容易认错人。换一个。")
    if refused.field == "slug":
        return _("这个网址名已经有别的方案在用，换一个。")
    return _("这份卷已经有一个方案在发证。先停掉那个，或换一份卷。")


def _reserved(refused: services.NameReserved) -> str:
    if refused.field == "assessment":
        words = _("卷名也印在证书上，“%(name)s”由国家或别的机构认定。换一份卷。")
        return words % {"name": refused.name}
    advice = {
        "title": _("写考的是什么，例如“应急志愿者（初级）”。"),
        "heading": _("写考的是什么，例如“理论考试合格证书”。"),
        "entitles": _("“不是”“不能代替”也不用写：证书上已经印明只证明理论考试合格。"),
    }
    words = _("“%(name)s”由国家或别的机构认定，本站的证书上不能写。%(advice)s")
    return words % {"name": refused.name, "advice": advice[refused.field]}
