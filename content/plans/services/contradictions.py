"""What the database refuses of an entry in the register, in words."""

from django.utils.translation import gettext as _


def explained(error: str) -> str:
    """What the person who sent the entry should change, of an error that names a constraint."""
    for name, message in (
        ("plan_kind_fits_family", _("种类和类别对不上，请重新选种类。")),
        ("plan_only_response_is_filed", _("规划和计划不备案，请清空备案日期和回执。")),
        (
            "plan_only_response_falls_due",
            _("规划和计划没有到期事项，请清空批准、印发、公开和评估日期。"),
        ),
        ("plan_issued_after_approval", _("批准日期不能晚于印发日期。")),
        ("plan_receipt_after_filing", _("回执日期不能没有备案日期，也不能早于它。")),
        ("plan_only_planning_has_period", _("预案没有规划期，请清空规划期。")),
        ("plan_period_order", _("规划期的止年不能早于起年。")),
        ("plan_replaced_is_historic", _("有代替文件的，效力要选“历史”。")),
        ("plan_not_replaced_by_itself", _("文件不能由自己代替。")),
    ):
        if name in error:
            return message
    return _("这些内容互相矛盾，没有保存。请检查类别、种类和日期。")
