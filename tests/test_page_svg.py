"""Drawings as SVG: what is drawn is as long, as high and as far as its numbers say."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from sample_pages import ORDERS, STEPS, gallery, sample_pages

from planner.page.drawing import Chart, Down, Fan, Over, Scatter, Series, Track, XAxis
from planner.page.grid import Grid, GridCell, GridColumn
from planner.page.html.axis import Entry, Names, legend_rows, round_step, scale_of
from planner.page.html.bars import segments
from planner.page.html.canvas import lines_of, text_width
from planner.page.html.cells import Values
from planner.page.html.svg import drawn
from planner.page.look import NAVY, TEAL
from planner.page.page import grids

SVG = "{http://www.w3.org/2000/svg}"
NAMES, FIRST, SECOND = (Down("t", key) for key in ("name", "a", "b"))


def table(*rows, foot=()):
    """Names and two columns of numbers."""
    columns = (
        GridColumn("name", "Name", lambda row: row[0]),
        GridColumn("a", "A", lambda row: row[1], "n0"),
        GridColumn("b", GridCell(2030.0, format="whole"), lambda row: row[2], "n1"),
    )
    return Values([Grid("t", columns, rows, total="Total", foot=foot)], "en")


def series(values=FIRST, **own):
    return Series("Spend", NAMES, values, NAVY, **own)


def chart(*shown, **own):
    return Chart("Title", "About", shown, **own)


def parsed(drawing, values):
    return ElementTree.fromstring(drawn(drawing, values))


def rects(root, colour=None):
    """Corner and size of all bars, without the legend's."""
    found = [r.attrib for r in root.iter(f"{SVG}rect") if r.find(f"{SVG}title") is not None]
    keys = ("x", "y", "width", "height")
    return [
        tuple(float(one[key]) for key in keys) for one in found if colour in (None, one["fill"])
    ]


def texts(root):
    return [text.text for text in root.iter(f"{SVG}text")]


def dots(shape):
    return [tuple(map(float, dot.split(","))) for dot in shape.attrib["points"].split()]


def lines(root, colour, width="2"):
    found = root.iter(f"{SVG}polyline")
    look = {"stroke": colour, "stroke-width": width}
    every = [dots(one) for one in found if look.items() <= one.attrib.items()]
    return [one for one in every if one[-1][0] - one[0][0] != 14]


def sample():
    front = sample_pages("en")[0]
    return gallery(lambda ko, en: en), Values(grids(front.blocks), "en")


def test_heights_of_columns_are_as_their_values():
    root = parsed(chart(series()), table(("p", 100, 1), ("q", 50, 1), ("r", 25.5, 1)))
    heights = [bar[3] for bar in rects(root)]
    assert heights[0] / heights[1] == pytest.approx(2, rel=1e-3)
    assert heights[0] / heights[2] == pytest.approx(100 / 25.5, rel=1e-3)
    assert len({round(y + height, 1) for _, y, _, height in rects(root)}) == 1


def test_nothing_is_drawn_of_nothing():
    values = table(
        ("p", 0, 1), ("q", None, 1), ("r", float("nan"), 1), ("s", "text", 1), ("t", 3, 1)
    )
    assert len(rects(parsed(chart(series()), values))) == 1


def test_a_stack_is_as_high_as_its_sum():
    values = table(("p", 30, 20), ("q", 50, 0))
    root = parsed(chart(series(), series(SECOND), stacked="stacked"), values)
    low, high, whole = rects(root)
    assert low[3] + high[3] == pytest.approx(whole[3], abs=0.03)
    assert high[1] + high[3] == pytest.approx(low[1], abs=0.02)


def test_shares_fill_the_plot():
    look = chart(series(), series(SECOND), stacked="percent_stacked", number="0%")
    root = parsed(look, table(("p", 3, 1), ("q", 7, 0)))
    share, rest, whole = rects(root)
    assert share[3] / whole[3] == pytest.approx(0.75, rel=1e-3)
    assert share[3] + rest[3] == pytest.approx(whole[3], abs=0.03)
    assert {"0%", "100%"} <= set(texts(root))
    assert whole[1] == pytest.approx(rest[1])


def test_parts_below_zero_hang_below_it():
    values = table(("p", 30, -20))
    look = chart(series(), series(SECOND), stacked="stacked", signed=True)
    up, down = rects(parsed(look, values))
    assert up[1] + up[3] == pytest.approx(down[1], abs=0.02)
    assert up[3] / down[3] == pytest.approx(1.5, rel=1e-3)


def test_bars_stand_in_the_order_of_rows_and_are_as_long_as_their_values():
    values = table(("first", 40, 0), ("second", 10, 0))
    root = parsed(chart(series(labels="#,##0.0"), kind="bar"), values)
    first, second = rects(root)
    assert first[1] < second[1]
    assert first[2] / second[2] == pytest.approx(4, rel=1e-3)
    assert [text for text in texts(root) if text in ("40.0", "10.0")] == ["40.0", "10.0"]
    assert "0" not in texts(root), "bars without a scale have no axis"


def test_signed_bars_lie_to_both_sides_and_over_each_other():
    values = table(("first", 40, -20), ("second", -10, 30))
    look = chart(series(), series(SECOND), kind="bar", signed=True, scale=True)
    right, left, back, forth = rects(parsed(look, values))
    assert right[0] == pytest.approx(left[0] + left[2], abs=0.02)
    assert right[1] == back[1] or right[1] == forth[1]
    assert right[2] / left[2] in (pytest.approx(2, rel=1e-3), pytest.approx(4, rel=1e-3))


def test_a_hidden_part_lifts_and_is_not_seen():
    drawings, values = sample()
    root = parsed(drawings[5], values)
    before, price, volume, after = sorted(rects(root))
    scale = before[3] / STEPS[0][4]
    assert price[3] == pytest.approx(30 * scale, abs=0.05)
    assert price[1] + price[3] == pytest.approx(before[1], abs=0.05), (
        "it stands on the level before"
    )
    assert price[1] == pytest.approx(volume[1], abs=0.05)
    assert volume[1] + volume[3] == pytest.approx(after[1], abs=0.05)


def test_limits_cut_columns_off():
    values = table(("p", 120, 0), ("q", 110, 0))
    long, short = rects(parsed(chart(series(), limits=(100.0, None)), values))
    assert long[3] / short[3] == pytest.approx(2, rel=1e-3)


def test_each_column_may_have_its_own_colour():
    root = parsed(chart(series(points=(TEAL, NAVY))), table(("p", 1, 0), ("q", 2, 0)))
    assert len(rects(root, TEAL)) == len(rects(root, NAVY)) == 1


def test_a_line_over_columns_stands_in_their_middle_and_as_high():
    look = chart(series(), series(SECOND, line=True))
    root = parsed(replace(look, legend=False), table(("p", 40, 40), ("q", 20, 10)))
    bars, (line,) = rects(root), lines(root, NAVY)
    assert line[0] == pytest.approx((bars[0][0] + bars[0][2] / 2, bars[0][1]), abs=0.02)
    assert line[1][1] == pytest.approx(bars[1][1] + bars[1][3] / 2, abs=0.02)


def test_a_blank_leaves_a_gap_in_a_line():
    rows = [
        (str(i), value, 0) for i, value in enumerate([1, 2, None, "text", 4, 5, float("inf"), 7])
    ]
    root = parsed(chart(series(line=True), legend=False), table(*rows))
    assert [len(line) for line in lines(root, NAVY)] == [2, 2, 1]


def test_labels_are_the_formatted_numbers():
    code = '[>=10]+#,##0;[<=-10]-#,##0;""'
    values = table(("p", 1234.5, 0), ("q", -50, 0), ("r", 3, 0))
    root = parsed(
        chart(series(labels=code), signed=True, number="General", limits=(None, None)), values
    )
    assert [text for text in texts(root) if text[0] in "+-" and text != "-500"] == ["+1,235", "-50"]


def test_labels_of_a_stack_stand_where_they_have_room():
    values = table(("p", 1000, 1))
    look = chart(
        series(labels="0"), series(SECOND, labels="0.0"), stacked="stacked", limits=(0.0, 1001.0)
    )
    assert "1000" in texts(parsed(look, values))
    assert "1.0" not in texts(parsed(look, values))


@pytest.mark.parametrize("place", range(8))
def test_every_drawing_says_what_it_shows(place):
    drawings, values = sample()
    root = parsed(drawings[place], values)
    assert root.attrib["role"] == "img"
    assert root.find(f"{SVG}title").text == drawings[place].title
    assert root.find(f"{SVG}desc").text == drawings[place].about
    assert root.attrib["viewBox"].split()[2:] == [str(size) for size in drawings[place].size]


def test_nothing_is_drawn_outside():
    drawings, values = sample()
    for drawing in drawings:
        root = parsed(drawing, values)
        places = [dot for shape in root.iter() if "points" in shape.attrib for dot in dots(shape)]
        places += [(x + w, y + h) for x, y, w, h in rects(root)]
        assert all(0 <= x <= drawing.size[0] and 0 <= y <= drawing.size[1] for x, y in places)


def scatter(*tracks, **own):
    return Scatter("Title", "About", tracks, XAxis("x", **own), limits=(0.0, None))


def test_points_of_a_scatter_stand_where_their_numbers_say():
    values = table(("p", 0, 10), ("q", 5, 20), ("r", 10, 40))
    root = parsed(scatter(Track("T", FIRST, SECOND, NAVY)), values)
    (line,) = lines(root, NAVY)
    assert line[1][0] - line[0][0] == pytest.approx(line[2][0] - line[1][0], abs=0.05)
    assert (line[1][1] - line[2][1]) / (line[0][1] - line[1][1]) == pytest.approx(2, rel=1e-2)


def test_a_reversed_axis_has_the_largest_at_the_left():
    values = table(("p", 0, 10), ("q", 10, 20))
    (line,) = lines(parsed(scatter(Track("T", FIRST, SECOND, NAVY), reverse=True), values), NAVY)
    assert line[1][0] < line[0][0]


def test_marks_drop_to_the_axis():
    values = table(("p", 1, 10), ("q", 3, 20))
    track = Track("T", FIRST, SECOND, TEAL, 0, "circle", 6, drop=True)
    root = parsed(scatter(track), values)
    drops = lines(root, TEAL, "0.75")
    assert [drop[0][0] == drop[1][0] for drop in drops] == [True, True]
    assert drops[0][1][1] == drops[1][1][1] > drops[0][0][1] > drops[1][0][1]
    hints = [mark.find(f"{SVG}title").text for mark in list(root.iter(f"{SVG}circle"))[:2]]
    assert hints == ["T: 1, 10", "T: 3, 20"]


def test_bands_of_a_fan_lie_on_each_other():
    drawings, values = sample()
    fan = drawings[-1]
    assert isinstance(fan, Fan)
    root = parsed(fan, values)
    outer, inner, upper = (dots(shape) for shape in root.iter(f"{SVG}polygon"))
    assert outer[7] == inner[0] and inner[7] == upper[0]
    height = [outer[0][1] - outer[7][1], inner[0][1] - inner[7][1], upper[0][1] - upper[7][1]]
    assert height[0] / height[1] == pytest.approx(30 / 35, rel=1e-2)
    assert height[2] / height[1] == pytest.approx(25 / 35, rel=1e-2)
    (median,) = lines(root, NAVY)
    assert len(median) == 4
    assert inner[7][1] < median[0][1] < inner[0][1]
    assert all(name in texts(root) for name in fan.named)


def test_a_fan_of_one_period_is_seen():
    columns = [GridColumn(key, key, lambda row: 5.0, "n0") for key in "abcdefg"]
    a, *bands, median, target = (Down("t", key) for key in "abcdefg")
    fan = Fan("Title", "About", a, tuple(bands), median, target, ("o", "i", "m", "t"))
    root = parsed(fan, Values([Grid("t", tuple(columns), [0])], "en"))
    outer = dots(next(root.iter(f"{SVG}polygon")))
    assert outer[1][0] - outer[0][0] > 50 and outer[0][1] - outer[2][1] > 20
    assert len(list(root.iter(f"{SVG}circle"))) == 2


def test_what_is_pointed_at_is_named():
    values = table(("p", 3, 1), ("q", None, 2))
    look = chart(series(), series(SECOND, line=True), number="0.0")
    hints = [one.find(f"{SVG}title").text for one in parsed(look, values) if len(one)]
    assert hints == ["Spend, p: 3.0", "Spend, p: 1.0", "Spend, q: 2.0"]
    shares = chart(series(), series(SECOND), stacked="percent_stacked", number="0%")
    hints = [one.find(f"{SVG}title").text for one in parsed(shares, values) if len(one)]
    assert hints == ["Spend, p: 75%", "Spend, p: 25%", "Spend, q: 100%"]


def test_cells_are_looked_up_by_grid_and_column():
    values = table(("p", 1, 2), ("q", 3, 4), foot=({"a": 7.0, "b": GridCell(8.0, format="n2")},))
    assert values.numbers(FIRST) == [1, 3]
    assert values.numbers(Down("t", "a", 1)) == [3]
    assert values.numbers(Down("t", "a", 0, 9)) == [1, 3]
    assert values.numbers(Down("t", "a", 2, 1)) == [7], "behind the rows stands the foot"
    assert values.numbers(Over("t", 1, "a", "b")) == [3, 4]
    assert values.numbers(Over("t", 2, "a", "b")) == [7, 8]
    assert values.names(Over("t", 2, "a", "b")) == ["7", "8.00"]
    assert values.names(Over("t", None, "name", "b")) == ["Name", "A", "2,030"]
    assert values.names(SECOND) == ["2.0", "4.0"]


def test_a_grid_or_column_that_is_not_there_is_an_error():
    with pytest.raises(KeyError, match="no grid 'u'"):
        table().numbers(Down("u", "a"))
    with pytest.raises(KeyError, match="no column 'c'"):
        table().numbers(Down("t", "c"))


def test_a_drawing_of_no_rows_is_still_drawn():
    for kind in ("column", "bar"):
        assert parsed(chart(series(labels="0"), kind=kind), table()) is not None
    assert parsed(chart(), table()) is not None
    assert parsed(scatter(Track("T", FIRST, SECOND, NAVY)), table()) is not None


@pytest.mark.parametrize(
    ("values", "limits", "ends"),
    [
        ([0, 1234], (0.0, None), (0, 1500)),
        ([98, 104], (None, None), (96, 106)),
        ([3, 104], (None, None), (0, 125)),
        ([-5, 5], (None, None), (-6, 6)),
        ([0.2, 0.9], (0.0, 1.0), (0, 1)),
        ([0], (0.0, None), (0, 1)),
        ([1e-9, 2e-9], (0.0, None), (0, 2.5e-9)),
        ([7], (None, None), (0, 8)),
    ],
)
def test_axes_are_round_and_hold_their_values(values, limits, ends):
    scale = scale_of(values, limits)
    assert (scale.low, scale.high) == pytest.approx(ends)
    assert 3 <= len(scale.ticks()) <= 9
    assert all(
        tick / scale.step == pytest.approx(round(tick / scale.step)) for tick in scale.ticks()
    )


def test_steps_are_round():
    assert [round_step(least) for least in (0.9, 1, 1.1, 2.1, 2.6, 7, 30)] == [
        1,
        1,
        2,
        2.5,
        5,
        10,
        50,
    ]


def test_names_that_would_overlap_are_turned_shortened_or_left_out():
    few = Names.fitted(["Gaon", "Arctic"], 100)
    assert not few.turned and few.every == 1
    long = Names.fitted(["Santa Cruz Mining and Refining of Rare Earths"] * 6, 50)
    assert long.turned and all(text_width(name[0]) < 120 for name in long.lines)
    months = Names.fitted([f"2027-{i:02d}" for i in range(1, 37)], 14)
    assert not months.turned and months.every * 14 >= text_width("2027-01")


def test_long_texts_are_broken_into_lines_with_room():
    assert lines_of("one two", 500) == ["one two"]
    assert all(text_width(line) <= 70 for line in lines_of("a name of very many words", 70))
    assert lines_of("", 70) == [""]


def test_a_legend_takes_as_many_rows_as_it_needs():
    rows = legend_rows([Entry("Supplier with a name", NAVY)] * 6, 400)
    assert sum(map(len, rows)) == 6 and len(rows) >= 3


def test_segments_of_clustered_columns_do_not_touch_the_next_name():
    found = segments(chart(series(), series()), [[1.0], [2.0]])
    assert found[0].side + found[0].width == pytest.approx(found[1].side)
    assert found[1].side + found[1].width < 1


def test_sums_of_the_sample_are_drawn():
    drawings, values = sample()
    stack = drawings[0]
    assert isinstance(stack, Chart)
    root = parsed(stack, values)
    heights = {}
    for x, _, _, height in rects(root):
        heights[x] = heights.get(x, 0.0) + height
    sums = [sum(one.amounts[i] or 0.0 for one in ORDERS if not one.back) for i in range(4)]
    tall = [height for _, height in sorted(heights.items())]
    assert [height / tall[0] for height in tall] == pytest.approx(
        [total / sums[0] for total in sums], rel=1e-3
    )
