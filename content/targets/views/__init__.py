"""Public pages (`public`), the ledger of targets (`desk`) and what they count (`indicators`)."""
