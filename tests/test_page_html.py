"""Pages as an HTML document: everything stands in it, and text is only ever text."""

import datetime as dt
import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from sample_pages import ORDERS, list_page, sample_pages

from planner.errors import OutputError
from planner.page.conditions import Apart, Before, DataBar, Heat, Says, Signed
from planner.page.grid import Grid, GridCell, GridColumn
from planner.page.html.rules import paints
from planner.page.html.table import table_view
from planner.page.html.write import page_html, write_html
from planner.page.page import Note, Page, PageLayout, Sentences

VOID = {"meta", "link", "br", "hr", "img", "input"}
HOSTILE = "</title></style><script>alert(1)</script>{{ 7*7 }}{% x %}&amp;\"'><img src=x onerror=a>"


class Reader(HTMLParser):
    """Elements as a browser meets them; every one that is opened must be closed in its order."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.attributes, self.texts = [], [], [], []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, *one) for one in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, *one) for one in attrs]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append((self.open[-1] if self.open else "", data.strip()))

    def said(self, tag):
        return [text for element, text in self.texts if element == tag and text]


@pytest.fixture(scope="module", params=["ko", "en"])
def read(request):
    return Reader(page_html(sample_pages(request.param), request.param))


@pytest.fixture(scope="module")
def english():
    return Reader(page_html(sample_pages("en"), "en", title="A plan"))


def page(*blocks, **own):
    return Page("Name", "Title", blocks, **own)


def grid(columns, rows, **own):
    return Grid("g", tuple(columns), rows, **own)


def nth(place, key, **own):
    return GridColumn(key, key, lambda row: row[place], **own)


def words(view):
    return [[box.text for box in line] for line in (*view.head, *view.body, *view.foot)]


def test_the_document_stands_alone(read):
    assert not {"script", "link", "img", "iframe", "object", "embed", "form"} & set(read.tags)
    links = [value for _, key, value in read.attributes if key in ("href", "src")]
    assert links and all(link.startswith("#page-") for link in links)
    assert not [key for _, key, _ in read.attributes if key.startswith("on")]


def test_it_says_its_language_and_its_charset(read):
    found = {(tag, key): value for tag, key, value in read.attributes[:4]}
    assert found["html", "lang"] in ("ko", "en")
    assert ("meta", "charset", "utf-8") in read.attributes


def test_no_style_asks_for_a_file():
    text = page_html(sample_pages("ko"), "ko")
    assert "url(" not in text and "@import" not in text
    assert "@page { size: A4 landscape" in text


def test_every_block_stands_on_the_page(english):
    assert english.said("title")[0] == "A plan"
    assert english.said("h1") == [
        "Critical materials: procurement plan 2027-2030",
        "All deliveries",
    ]
    assert english.said("h2") == ["What to know", "Deliveries", "Drawings"]
    assert english.said("dt") == ["Total cost", "Bought", "Largest country", "Breaking point"]
    assert english.said("dd")[::2] == ["187.7", "6,050", "45.7%", "-"]
    assert len(english.said("li")) == 3
    assert "Demand is met and every limit is kept." in english.said("p")
    assert "x >= 0  &  y < 1" in english.said("div")
    assert english.said("figcaption")[1] == "Bought by period, t"
    assert english.tags.count("svg") == 9


def test_pages_are_linked_with_each_other(english):
    ids = [value for _, key, value in english.attributes if key == "id"]
    assert ids == ["page-1", "page-2"]
    assert english.said("a") == ["Summary", "List", "The whole list is on the next page."]
    links = [value for tag, _, value in english.attributes if tag == "a"]
    assert links == ["#page-1", "#page-2", "#page-2"]


def test_a_link_to_no_page_is_a_remark():
    read = Reader(page_html([page(Note("See there", link="Nowhere"))], "en"))
    assert "a" not in read.tags and "nav" not in read.tags
    assert "See there" in read.said("p")


def test_pages_of_one_name_have_their_own_places():
    read = Reader(page_html([page(), page()], "en"))
    assert [value for _, key, value in read.attributes if key == "id"] == ["page-1", "page-2"]


def test_what_only_serves_drawings_is_folded_away(english):
    assert english.said("summary") == ["Numbers behind the drawings"]
    assert "open" not in [key for _, key, _ in english.attributes]


def test_sums_are_worked_out(english):
    totals = english.said("td")
    assert {"3,600", "1,700", "750", "1,500", "1,800", "1,150", "1,600", "6,050"} <= set(totals)
    taken = sum(-one.spend if one.back else one.spend for one in ORDERS)
    assert f"{taken / 1e6:,.2f}" in totals


def test_a_long_list_scrolls_on_the_screen_and_is_whole_on_paper(english):
    assert english.said("td").count("Gaon Materials") == 25
    assert ("div", "class", "grid long banded pinned") in english.attributes


def test_text_is_only_ever_text():
    for language in ("ko", "en"):
        plain = Reader(page_html(sample_pages(language), language))
        read = Reader(page_html(sample_pages(language, HOSTILE), language))
        assert set(read.tags) == set(plain.tags)
        new = {one[:2] for one in read.attributes} - {one[:2] for one in plain.attributes}
        assert new <= {("text", "transform")}, "long names are turned"
        assert sum(HOSTILE in text for _, text in read.texts) > 100


def test_drawings_are_well_formed_whatever_is_typed():
    text = page_html(sample_pages("en", HOSTILE + "\x00\x0b\ud800\ufffe]]>"), "en")
    found = re.findall(r"<svg.*?</svg>", text, re.S)
    assert len(found) == 9
    for svg in found:
        root = ElementTree.fromstring(svg)
        assert {element.tag.rpartition("}")[2] for element in root.iter()} <= {
            *("svg", "title", "desc", "rect", "polyline", "polygon", "circle", "text")
        }


def test_control_signs_and_turned_writing_are_left_out():
    odd = "a\x00b\u202ec\u2066d\ud800e\x85f"
    text = page_html([page(Sentences((odd,)), about=odd)], "en")
    assert text.count("a bcd e f") == 2
    text.encode("utf-8")


def test_hostile_headings_feet_labels_and_remarks_are_text():
    columns = [GridColumn("a", HOSTILE, lambda row: GridCell(HOSTILE, rest=True)), nth(0, "b")]
    made = grid(columns, ["x"], total=HOSTILE, above=HOSTILE, remark=HOSTILE, row_sum=HOSTILE,
                summed=("b",), foot=({"a": HOSTILE},))  # fmt: skip
    read = Reader(page_html([Page(HOSTILE, HOSTILE, (made,), HOSTILE)] * 2, "en", HOSTILE))
    assert {"script", "img"}.isdisjoint(read.tags)
    assert sum(HOSTILE in text for _, text in read.texts) == 1 + 2 + 2 * 9


def test_values_stand_as_their_formats_say():
    columns = [nth(0, "name"), nth(1, "n", format="million"), nth(2, "d", format="date")]
    rows = [("x", 1_234_567, dt.date(2027, 1, 2)), (True, None, None),
            (None, GridCell(0.5, format="percent"), "-")]  # fmt: skip
    view = table_view(grid(columns, rows), "ko")
    assert words(view)[1:] == [["x", "1.23", "2027-01-02"], ["예", "", ""], ["", "50.0%", "-"]]
    kinds = [[box.classes.split()[0] for box in line] for line in view.body]
    assert kinds[0] == ["text", "number", "number"]


def test_a_cell_takes_the_rest_of_its_row():
    columns = [
        nth(0, "a"),
        GridColumn("b", "b", lambda row: GridCell("all", rest=True)),
        nth(0, "c"),
    ]
    (line,) = table_view(grid(columns, ["x"], row_sum="Sum", summed=("a",)), "en").body
    assert [(box.text, box.across) for box in line] == [("x", 1), ("all", 3)]


def test_a_heading_stands_over_all_but_the_first_column():
    top, below = table_view(
        grid([nth(0, "a"), nth(0, "b"), nth(0, "c")], [], above="Over"), "en"
    ).head
    assert [(box.text, box.across, box.down) for box in top] == [("a", 1, 2), ("Over", 2, 1)]
    assert [box.text for box in below] == ["b", "c"]


def test_a_grid_without_rows_has_a_blank_one_and_no_total():
    view = table_view(grid([nth(0, "a"), nth(0, "b")], [], total="Total"), "en")
    assert [box.across for box in view.body[0]] == [2] and not view.foot


def test_a_foot_stands_under_its_columns():
    columns = [nth(0, "a"), nth(0, "b"), nth(0, "c")]
    foot = ({"a": "last year", "c": GridCell(2.5, "bold", "n2")}, {"b": 1.0})
    view = table_view(grid(columns, ["x"], foot=foot), "en")
    assert [(box.text, box.across) for box in view.foot[0]] == [("last year", 2), ("2.50", 1)]
    assert [box.text for box in view.foot[1]] == ["", "1", ""]


def test_every_row_is_as_wide_as_the_table():
    for one in (list_page(lambda ko, en: en).blocks[0],):
        view = table_view(one, "en")
        assert {sum(box.across for box in line) for line in (*view.body, *view.foot)} == {3}


def painted(columns, rows, **own):
    made = grid(columns, rows, **own)
    return {place: one.look or one.css for place, one in paints(made, list(made.cells())).items()}


def test_words_signs_and_dates_are_coloured():
    early, late = dt.date(2027, 1, 1), dt.date(2027, 2, 1)
    columns = [
        nth(0, "said", conditions=(Says("No", "bad"),)),
        nth(1, "sign", format="n0", conditions=(Signed(),)),
        nth(2, "base", format="date"),
        nth(3, "date", format="date", conditions=(Before("base"),)),
    ]
    rows = [("no", 1, late, early), ("yes", -1, early, early), ("none", 0, None, early)]
    assert painted(columns, rows) == {
        (0, 0): "bad", (0, 1): "bad", (0, 3): "bad", (1, 1): "good",
    }  # fmt: skip


def test_numbers_apart_from_a_column_are_coloured():
    columns = [nth(0, "name"), nth(1, "base", format="n0"), nth(2, "x", format="n0"),
               nth(3, "y", format="n0")]  # fmt: skip
    rows = [("p", 100, 111, 91), ("q", 100, 109, 89)]
    found = painted(columns, rows, conditions=(Apart("base", 0.1),))
    assert found == {(0, 2): "more", (1, 3): "less"}


def test_bars_and_heat_are_as_large_as_their_numbers():
    rows = [(0.0,), (0.25,), (2.0,)]
    bars = painted([nth(0, "a", format="percent", conditions=(DataBar("#000000"),))], rows)
    assert (0, 0) not in bars and "25.0%" in bars[1, 0] and "100.0%" in bars[2, 0]
    heat = Heat("#000000", "#FFFFFF", ends=(0.0, 1.0))
    found = painted([nth(0, "a", format="n0", conditions=(heat,))], rows)
    assert [found[row, 0][-7:] for row in range(3)] == ["#000000", "#404040", "#FFFFFF"]
    own = Heat("#000000", "#FFFFFF", "#FF0000")
    found = painted([nth(0, "a", format="n0", conditions=(own,))], rows)
    assert [found[row, 0][-7:] for row in range(3)] == ["#000000", "#FF0000", "#FFFFFF"]


def test_the_first_condition_that_is_met_counts():
    column = nth(0, "a", format="n0", conditions=(Signed("good", "bad"), Signed("bad", "good")))
    assert painted([column], [(1,)]) == {(0, 0): "good"}


def test_equal_pages_give_equal_text():
    assert page_html(sample_pages("ko"), "ko") == page_html(sample_pages("ko"), "ko")


def test_the_file_is_utf_8(tmp_path):
    path = tmp_path / "쪽.html"
    write_html(sample_pages("ko"), path, "ko")
    text = path.read_bytes().decode("utf-8")
    assert text.startswith("<!DOCTYPE html>") and "가온소재" in text and "\r" not in text


def test_a_path_that_cannot_be_written_is_an_error_of_the_planner(tmp_path):
    with pytest.raises(OutputError, match="cannot be written"):
        write_html([page()], tmp_path / "none" / "plan.html", "en")


def test_no_page_at_all_is_still_a_document():
    assert Reader(page_html([], "en")).tags[:1] == ["html"]


@pytest.mark.parametrize("layout", list(PageLayout))
def test_each_layout_has_its_class(layout):
    read = Reader(page_html([page(layout=layout)], "en"))
    assert ("article", "class", f"page {layout.value}") in read.attributes
