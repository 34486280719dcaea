from portal.accounts.views.factors import reset_second_factor
from portal.accounts.views.me import dashboard, profile, security
from portal.accounts.views.memberships import leave_membership
from portal.accounts.views.privacy import (
    delete_account,
    deleted,
    export_data,
    export_file,
    new_notice,
    privacy,
    withdraw_consent,
)
from portal.accounts.views.sessions import end_session

__all__ = [
    "dashboard",
    "delete_account",
    "deleted",
    "end_session",
    "export_data",
    "export_file",
    "leave_membership",
    "new_notice",
    "privacy",
    "profile",
    "reset_second_factor",
    "security",
    "withdraw_consent",
]
