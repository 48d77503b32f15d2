"""How a failure is told to an operator: what and where, without the values involved.

Messages of foreign errors may carry addresses or words of a CV, so they are not repeated; the log
has the whole trace.
"""

from jobr_core.shared.errors import JobrError


def reason_of(error: BaseException) -> str:
    """One line: our own errors in their words, others by type and place."""
    if isinstance(error, JobrError):
        return f"{error.code}: {error}"
    return f"{type(error).__name__} at {_place(error)}"


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    if trace is None:
        return "an unknown place"
    while trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}"
