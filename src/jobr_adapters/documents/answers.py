"""What the server and a sandbox say to each other, apart from the document and the CV."""

from typing import Final

READY: Final = b"!"
"""A sandbox is there; one that closes without saying so was never born."""
