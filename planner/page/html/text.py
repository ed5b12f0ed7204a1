"""Text that stays text: what a user typed can neither break a document nor turn its neighbours."""

import re

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# An unseen sign that turns the writing's direction would show later figures backwards.
_TURNING = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """Return the text without control signs, half characters and signs that turn its direction."""
    if text.isascii() and text.isprintable():
        return text
    return _TURNING.sub("", _UNPRINTABLE.sub(" ", text))
