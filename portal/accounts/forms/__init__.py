from portal.accounts.forms.codes import (
    ConfirmEmailCodeForm,
    ConfirmLoginCodeForm,
    ConfirmPhoneCodeForm,
    RequestCodeForm,
)
from portal.accounts.forms.contact import AddEmailForm, ChangeEmailForm, ChangePhoneForm
from portal.accounts.forms.factors import (
    ActivateTOTPForm,
    AddPasskeyForm,
    AuthenticateForm,
    AuthenticatePasskeyForm,
    EditPasskeyForm,
    MFAReauthenticateForm,
    ReauthenticatePasskeyForm,
    ResetFactorForm,
    SignInPasskeyForm,
)
from portal.accounts.forms.passwords import (
    ChangePasswordForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from portal.accounts.forms.profile import DeleteAccountForm, ProfileForm
from portal.accounts.forms.sign_in import SignInForm
from portal.accounts.forms.sign_up import SignUpForm

__all__ = [
    "ActivateTOTPForm",
    "AddEmailForm",
    "AddPasskeyForm",
    "AuthenticateForm",
    "AuthenticatePasskeyForm",
    "ChangeEmailForm",
    "ChangePasswordForm",
    "ChangePhoneForm",
    "ConfirmEmailCodeForm",
    "ConfirmLoginCodeForm",
    "ConfirmPhoneCodeForm",
    "DeleteAccountForm",
    "EditPasskeyForm",
    "MFAReauthenticateForm",
    "ProfileForm",
    "ReauthenticateForm",
    "ReauthenticatePasskeyForm",
    "RequestCodeForm",
    "ResetFactorForm",
    "ResetPasswordForm",
    "ResetPasswordKeyForm",
    "SetPasswordForm",
    "SignInForm",
    "SignInPasskeyForm",
    "SignUpForm",
]
