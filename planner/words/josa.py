"""Korean particles that fit the word before them: 100을, 50를 would be wrong.

A value wrapped in ``Josa`` prints its particle when a message asks for it:
``"'{seen}'{seen:은는}".format(seen=Josa("100"))`` gives ``'100'은``.
"""

_PAIRS = {
    "은는": ("은", "는"),
    "이가": ("이", "가"),
    "을를": ("을", "를"),
    "과와": ("과", "와"),
    "으로": ("으로", "로"),
}
# How digits and Latin letters end when read aloud in Korean: "ㄹ" sounds count apart for 으로.
_CLOSED = set("036lmnLMN") | set("178")
_ENDS_IN_RIEUL = set("178lL")
_READ_OUT = {"%": (False, False), "kg": (True, False)}
"""Signs and units that are read as a word: 퍼센트, 킬로그램."""
_FIRST_SYLLABLE, _LAST_SYLLABLE, _FINALS, _RIEUL = 0xAC00, 0xD7A3, 28, 8


class Josa(str):
    """Text that knows its particles; any other format is the text itself."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        """The particle alone if ``spec`` names a pair of them."""
        if spec not in _PAIRS:
            return super().__format__(spec)
        after_consonant, after_vowel = _PAIRS[spec]
        closed, rieul = _ending(self)
        if spec == "으로" and rieul:
            return after_vowel
        return after_consonant if closed else after_vowel


def _ending(text: str) -> tuple[bool, bool]:
    """Whether the last sound has a final consonant, and whether that is ㄹ."""
    for sign, ending in _READ_OUT.items():
        if text.endswith(sign):
            return ending
    last = next((sign for sign in reversed(text) if sign.isalnum()), "")
    if last and _FIRST_SYLLABLE <= ord(last) <= _LAST_SYLLABLE:
        final = (ord(last) - _FIRST_SYLLABLE) % _FINALS
        return final != 0, final == _RIEUL
    return last in _CLOSED, last in _ENDS_IN_RIEUL
