"""Accounts: who uses Jobr, how they sign in, what they may do."""

from jobr_core.accounts.lockout import LockoutPolicy
from jobr_core.accounts.model import Principal, Role, User, UserId

__all__ = ["LockoutPolicy", "Principal", "Role", "User", "UserId"]
