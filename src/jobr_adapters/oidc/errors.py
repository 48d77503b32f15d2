"""What goes wrong with a service, in words for the log; its own words are not repeated."""


class Away(Exception):
    """It does not answer, or not as it should."""


class Unbelievable(Exception):
    """What it says of somebody cannot be believed."""


class Unsigned(Unbelievable):
    """No key that is known has signed it."""
