"""The texts of the vocabulary, as they are packaged."""

import pkgutil


def vocabulary_text(name: str) -> str:
    """Raises FileNotFoundError where the installation lacks it."""
    data = pkgutil.get_data(__package__, name)
    if data is None:
        raise FileNotFoundError(f"jobr_core/vocabulary/{name} is missing from this installation")
    return data.decode()
