from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from content.pages.models import KnowledgePage
from content.pages.rendering import is_safe_address
from content.pages.services import AlreadyWithdrawn, NotWithdrawn, reinstate, withdraw
from portal.people import access
from portal.people.rights import Action


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("为什么撤下"), max_length=200, help_text=_("读者看得到，如：做法已按新规定改写"),
        error_messages={"required": _("写明原因，读者会看到。")},
    )  # fmt: skip
    replacement_url = forms.CharField(
        label=_("代替它的网址"), max_length=300, required=False,
        help_text=_("选填。本站的写 /guides/…/，外站的写全"),
    )  # fmt: skip

    def clean_replacement_url(self) -> str:
        address = str(self.cleaned_data["replacement_url"]).strip()
        # `//other/` and `/\other/` look like ours and lead elsewhere.
        is_foreign_path = address.startswith("/") and not url_has_allowed_host_and_scheme(
            address, allowed_hosts=None
        )
        if address and (
            is_foreign_path
            or not is_safe_address(address)
            or not address.startswith(("/", "http://", "https://"))
        ):
            raise forms.ValidationError(_g("网址要以 / 或 https:// 开头。"))
        return address


@access.requires(Action.GUIDE_PUBLISH)
def withdraw_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask for the reason, then withdraw; or make a withdrawn page valid again."""
    found = KnowledgePage.objects.filter(pk=page_id, live=True).first()
    page = found.specific if found is not None else None
    if page is None or not page.permissions_for_user(request.user).can_publish():
        # Another unit's page is as good as absent.
        raise Http404
    form = WithdrawForm(
        request.POST if request.method == "POST" and not page.is_withdrawn else None
    )
    if request.method == "POST":
        actor = access.person_of(request)
        try:
            if page.is_withdrawn:
                reinstate(page=page, actor=actor)
                messages.success(request, _g("已恢复，读者又能按它做。"))
                return redirect("wagtailadmin_pages:edit", page.pk)
            if form.is_valid():
                withdraw(page=page, actor=actor, **form.cleaned_data)
                messages.success(request, _g("已撤下。读者会看到日期、原因和代替它的网址。"))
                return redirect("wagtailadmin_pages:edit", page.pk)
        except (AlreadyWithdrawn, NotWithdrawn):
            messages.warning(request, _g("有人刚刚改过，请看现在的状态再决定。"))
            return redirect(request.path)
        except PermissionDenied:
            raise Http404 from None
    return render(request, "content/pages/withdraw.html", {"page": page, "form": form})


@access.signed_in
def cancel_review(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask once, then take the page out of its review; `telling.cancelled` says so to the others."""
    found = Page.objects.filter(pk=page_id).first()
    page = found.specific if found is not None else None
    if page is None or not page.permissions_for_user(request.user).can_edit():
        raise Http404
    state = page.current_workflow_state
    if state is None:
        messages.info(request, _g("这个页面不在审核中，不用取消。"))
        return redirect("wagtailadmin_pages:edit", page.pk)
    if not state.user_can_cancel(request.user):
        raise PermissionDenied(_g("这次审核要由提交的人或能发布它的人取消。"))
    if request.method == "POST":
        state.cancel(user=request.user)
        messages.success(request, _g("审核已取消。内容都在草稿里，可以再提交。"))
        return redirect("wagtailadmin_pages:edit", page.pk)
    return render(request, "content/pages/cancel_review.html", {"page": page, "state": state})
