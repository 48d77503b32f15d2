"""Time comes in as an argument; nothing in the core looks at a clock."""

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]
"""Returns the present moment, time-zone aware, in UTC."""
