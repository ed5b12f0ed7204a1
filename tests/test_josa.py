"""Korean particles fit what stands before them, however it is read aloud."""

import pytest

from planner.words.josa import Josa


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("가격", "은 이 을 과 으로"),
        ("단위", "는 가 를 와 로"),
        ("100", "은 이 을 과 으로"),
        ("5", "는 가 를 와 로"),
        ("8", "은 이 을 과 로"),
        ("120%", "는 가 를 와 로"),
        ("kg", "은 이 을 과 으로"),
        ("t", "는 가 를 와 로"),
        ("서울", "은 이 을 과 로"),
        ("한빛(주)", "는 가 를 와 로"),
    ],
)
def test_particles_follow_the_last_sound(word, expected):
    """Digits, units and brackets are read as they are spoken."""
    template = "{w:은는} {w:이가} {w:을를} {w:과와} {w:으로}"
    assert template.format(w=Josa(word)) == expected


def test_any_other_format_is_the_text():
    """Without a pair of particles the text itself is printed."""
    assert f"{Josa('가')}" == "가"
    assert f"{Josa('가'):>3}" == "  가"
