"""Releases of O*NET and ESCO, and what is installed of one."""
