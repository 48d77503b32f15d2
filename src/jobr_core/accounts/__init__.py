"""Accounts: who uses Jobr, how they sign in, what they may do."""

from jobr_core.accounts.model import Principal, Role, User, UserId

__all__ = ["Principal", "Role", "User", "UserId"]
