"""Names can be searched for: no class name stands twice."""

import ast
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_no_class_name_stands_twice() -> None:
    """In planner and models together."""
    names = Counter(
        node.name
        for folder in ("planner", "models")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    )
    assert {name for name, count in names.items() if count > 1} == set()
