"""What an answer was made by."""

import platform
from importlib.metadata import PackageNotFoundError, version

DISTRIBUTION = "critical-materials-planner"
LIBRARIES = ("highspy", "numpy", "scipy", "openpyxl", "xlsxwriter", "pulp", "pyomo")


def versions() -> dict[str, str]:
    """Versions of the planner, Python and the libraries that shape the answer."""
    found = {"planner": _version(DISTRIBUTION), "python": platform.python_version()}
    return found | {name: _version(name) for name in LIBRARIES}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"
