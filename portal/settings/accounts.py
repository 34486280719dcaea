"""How people sign up, sign in and prove who they are (django-allauth 65).

Only `ALLAUTH_TRUSTED_PROXY_COUNT` and `ACCOUNT_HALL_SIZE` come from the environment:
an installation may not soften anything else by mistake.
"""

from datetime import timedelta

from portal.settings import env

# Sign-in ----------------------------------------------------------------------

AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    # Signs nobody in: opens the content admin to whoever holds a right to keep content.
    "content.pages.backends.RightsBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/me/"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "portal.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email", "phone"}
# The e-mail carries a star because allauth asks for it beside mandatory verification;
# `portal.accounts.forms.SignUpForm` lets any one of the first three stand alone.
ACCOUNT_SIGNUP_FIELDS = ["phone", "email*", "username", "password1*", "password2*"]
ACCOUNT_FORMS = {
    "login": "portal.accounts.forms.SignInForm",
    "signup": "portal.accounts.forms.SignUpForm",
    "request_login_code": "portal.accounts.forms.RequestCodeForm",
    "confirm_login_code": "portal.accounts.forms.ConfirmLoginCodeForm",
    "confirm_email_verification_code": "portal.accounts.forms.ConfirmEmailCodeForm",
    "verify_phone": "portal.accounts.forms.ConfirmPhoneCodeForm",
    "change_phone": "portal.accounts.forms.ChangePhoneForm",
    "change_email": "portal.accounts.forms.ChangeEmailForm",
    "add_email": "portal.accounts.forms.AddEmailForm",
    "change_password": "portal.accounts.forms.ChangePasswordForm",
    "set_password": "portal.accounts.forms.SetPasswordForm",
    "reset_password": "portal.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "portal.accounts.forms.ResetPasswordKeyForm",
    "reauthenticate": "portal.accounts.forms.ReauthenticateForm",
}
ACCOUNT_USERNAME_MIN_LENGTH = 3
ACCOUNT_USERNAME_BLACKLIST = [
    "admin", "administrator", "root", "system", "anlan", "staff", "support", "security",
    "管理员", "系统", "安澜", "客服", "应急管理局", "应急局",
]  # fmt: skip
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # the other sessions end, this one goes on
ACCOUNT_SESSION_REMEMBER = False  # ends with the browser: offices and halls share machines
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = int(timedelta(minutes=5).total_seconds())
PASSWORD_RESET_TIMEOUT = int(timedelta(hours=1).total_seconds())

# Codes: six digits, because elders type them from a phone; ASVS 6.5.4 asks for 20 bits,
# 6.5.5 for at most ten minutes. Three tries, then a new code.
ALLAUTH_USER_CODE_FORMAT = {"length": 6, "numeric": True, "dashed": False}
_CODE_SECONDS = 300
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = _CODE_SECONDS
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PHONE_VERIFICATION_ENABLED = True
ACCOUNT_PHONE_VERIFICATION_MAX_ATTEMPTS = 3
ACCOUNT_PHONE_VERIFICATION_TIMEOUT = _CODE_SECONDS
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 2 * _CODE_SECONDS  # mail is slower than SMS
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
PHONE_DEFAULT_REGION = "CN"

# Limits -----------------------------------------------------------------------
# An examination hall signs in from one address. What protects an account is the limit
# on that account ("key": whichever name was typed, `AccountAdapter` counts the person; for
# wrong passwords the person at one address, or anybody could keep anybody out from afar);
# the limits for one address only have to stop a flood, so they follow the hall's size.

ACCOUNT_HALL_SIZE = env.integer("ACCOUNT_HALL_SIZE", 200)
_HALL = max(ACCOUNT_HALL_SIZE, 20)
ACCOUNT_RATE_LIMITS = {
    # Five wrong passwords in five minutes for one account at one address. For one address twice the
    # hall a minute, since every attempt counts until it succeeds, and five halls an hour
    # against one guess at very many accounts.
    "login_failed": f"5/5m/key,{2 * _HALL}/m/ip,{5 * _HALL}/h/ip",
    # And from everywhere: more than one address alone can send (60), no more than NIST
    # SP 800-63B allows.
    "login_failed_anywhere": "100/h/key",
    "login": f"{3 * _HALL}/m/ip",
    "signup": f"{_HALL}/m/ip",
    # A code may be guessed three times, so 20 a day leave 60 guesses in a million.
    "request_login_code": f"1/30s/key,5/h/key,20/d/key,{_HALL}/m/ip",
    "verify_phone": f"1/30s/key,5/h/key,20/d/key,{_HALL}/m/ip",
    "confirm_email": "1/30s/key,5/h/key,20/d/key",
    "reset_password": f"1/30s/key,5/h/key,{_HALL}/m/ip",
    "reset_password_from_key": f"{_HALL}/m/ip",
    "change_password": "5/m/user",
    "change_phone": "3/m/user",
    "manage_email": "10/m/user",
    "reauthenticate": "10/m/user",
}
# Typed certificate numbers, for each address; QR codes are not limited. A hall may check
# everybody once, and what one address reads in a day stays a small part of a register.
CERTIFICATE_RATE_LIMITS = {"look_up": f"{_HALL}/10m/ip,{2 * _HALL}/d/ip"}
# Errors that readers report without an account, for each address: a class may report what it
# found, one address alone fills neither a clause (20 that wait shut its form, for everybody) nor
# a plan (300).
ERROR_REPORT_RATE_LIMITS = {
    "report": f"{_HALL // 10}/10m/ip,{_HALL // 5}/d/ip",
    "report_of_a_clause": "3/d/ip",
}
# How many proxies of ours stand in front. 0: X-Forwarded-For is ignored, because
# anybody can send it.
ALLAUTH_TRUSTED_PROXY_COUNT = env.integer("ALLAUTH_TRUSTED_PROXY_COUNT", 0)

# Second factor ------------------------------------------------------------------

SECOND_FACTOR_FOR_STAFF = True
MFA_ADAPTER = "portal.accounts.mfa.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "portal.accounts.forms.AuthenticateForm",
    "reauthenticate": "portal.accounts.forms.MFAReauthenticateForm",
    "activate_totp": "portal.accounts.forms.ActivateTOTPForm",
    "add_webauthn": "portal.accounts.forms.AddPasskeyForm",
    "authenticate_webauthn": "portal.accounts.forms.AuthenticatePasskeyForm",
    "login_webauthn": "portal.accounts.forms.SignInPasskeyForm",
    "reauthenticate_webauthn": "portal.accounts.forms.ReauthenticatePasskeyForm",
    "edit_webauthn": "portal.accounts.forms.EditPasskeyForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False  # fido2 itself admits http://localhost, nothing else
MFA_TOTP_ISSUER = "安澜"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODE_COUNT = 10
MFA_REAUTHENTICATION_REQUIRED = True
MFA_RATE_LIMITS = {"webauthn_login": f"{2 * _HALL}/m/ip"}
USERSESSIONS_TRACK_ACTIVITY = False  # a write on every request

# Passwords ----------------------------------------------------------------------

PASSWORD_HASHERS = [
    "portal.accounts.hashers.PortalArgon2",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
PASSWORD_MINIMUM_LENGTH = 8
PASSWORD_MINIMUM_LENGTH_STAFF = 15
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "portal.accounts.validators.LengthValidator"},
    {"NAME": "portal.accounts.validators.PersonalValidator"},
    {"NAME": "portal.accounts.validators.ContextWordValidator"},
    {"NAME": "portal.accounts.validators.CommonPasswordValidator"},
]
