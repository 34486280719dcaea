"""Write side of accounts. Import from the module that has the use case."""

from portal.accounts.services.consent import agree_to_account_notice, withdraw_consent
from portal.accounts.services.demonstration import (
    Credentials,
    create_demonstration_account,
    write_credentials_file,
)
from portal.accounts.services.erasure import ErasureRefused, erase_account
from portal.accounts.services.factors import (
    Reset,
    ResetReason,
    ResetRefused,
    refuse_reset,
    reset_second_factor,
)
from portal.accounts.services.profile import update_profile
from portal.accounts.services.sessions import end_all_sessions, end_other_sessions, end_session

__all__ = [
    "Credentials",
    "ErasureRefused",
    "Reset",
    "ResetReason",
    "ResetRefused",
    "agree_to_account_notice",
    "create_demonstration_account",
    "end_all_sessions",
    "end_other_sessions",
    "end_session",
    "erase_account",
    "refuse_reset",
    "reset_second_factor",
    "update_profile",
    "withdraw_consent",
    "write_credentials_file",
]
