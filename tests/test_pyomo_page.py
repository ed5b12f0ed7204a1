"""What docs/pyomo.md shows is what happens."""

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parent.parent / "docs" / "pyomo.md"


def test_example_prints_what_the_page_says(capsys: pytest.CaptureFixture[str]) -> None:
    """The example of docs/pyomo.md runs as it stands, and prints what stands below it."""
    blocks = dict(re.findall(r"```(python|text)\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL))
    exec(compile(blocks["python"], str(PAGE), "exec"), {})
    assert capsys.readouterr().out == blocks["text"]
