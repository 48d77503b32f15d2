"""What Jobr knows: rules and values for CVs, jobs, matching, accounts and plans.

Standard library only. Import from the sub-packages, for example
`from jobr_core.matching import rank`.
"""
