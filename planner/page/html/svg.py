"""Drawings as SVG, one well-formed element each."""

from planner.page.drawing import Chart, Drawing, Scatter
from planner.page.html.cells import Values
from planner.page.html.chart import draw_chart
from planner.page.html.fan import draw_fan
from planner.page.html.points import draw_scatter


def drawn(drawing: Drawing, values: Values) -> str:
    """The drawing with its title and what it shows for a reader who cannot see it.

    ``values``: the grids of its page. Raises KeyError if it names a grid or column they have not.
    """
    if isinstance(drawing, Chart):
        return draw_chart(drawing, values).svg()
    if isinstance(drawing, Scatter):
        return draw_scatter(drawing, values).svg()
    return draw_fan(drawing, values).svg()
