"""Where the planner's own data lie: worked examples, and templates and reference figures.

An installed wheel carries them inside the package (``planner/examples``, ``planner/inputs``); in a
checkout they are folders beside it.
"""

from importlib.resources import files
from pathlib import Path


def examples_folder() -> Path:
    """Return the folder with one worked case per subfolder. Raises FileNotFoundError."""
    return _data("examples")


def inputs_folder() -> Path:
    """Return the folder of templates and reference figures. Raises FileNotFoundError."""
    return _data("inputs")


def _data(name: str) -> Path:
    package = Path(str(files("planner")))
    for folder in (package / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(name)
