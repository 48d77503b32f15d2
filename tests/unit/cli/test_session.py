"""Where commands get Jobr from."""

import gc

import pytest

from jobr_cli import session


def test_garbage_is_looked_for_again_once_all_is_loaded() -> None:
    with pytest.raises(ImportError), session._loading():
        assert not gc.isenabled()
        raise ImportError
    assert gc.isenabled()
