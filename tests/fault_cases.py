"""One spoiled workbook per kind of fault: what was typed where, and what must be said about it."""

import datetime
from typing import Any, NamedTuple

from workbooks import Percent, Sheets, put


class Spoiled(NamedTuple):
    """Cells to overwrite (``"offers!E3"`` -> value); the fault they must lead to.

    ``cell`` is where it must be reported, ``seen`` what must be quoted, ``remedy`` words of it.
    """

    name: str
    cells: dict[str, Any]
    code: str
    sheet: str
    cell: str
    remedy: str
    seen: str = ""


class Reshaped(NamedTuple):
    """A fault of sheets or key rows: the sheets are changed by ``change``."""

    name: str
    change: Any
    code: str
    sheet: str
    cell: str
    remedy: str
    seen: str = ""


def spoil(sheets: Sheets, cells: dict[str, Any]) -> Sheets:
    """Overwrite cells of a workbook."""
    for address, value in cells.items():
        sheet, _, cell = address.partition("!")
        put(sheets, sheet, cell, value)
    return sheets


LONG = "x" * 300

CELLS = (
    Spoiled("letter in number", {"offers!E3": "1O0"}, "E301", "offers", "E3", "write 100", "1O0"),
    Spoiled("word for a number", {"offers!E3": "tbd"},
            "E301", "offers", "E3", "delete the row", "tbd"),
    Spoiled("decimal comma", {"offers!E3": "400,5"}, "E302", "offers", "E3", "400.5", "400,5"),
    Spoiled("number as text", {"offers!E3": "400"}, "N303", "offers", "E3", "400", "400"),
    Spoiled("thousands", {"offers!E3": "1,400"}, "N304", "offers", "E3", "1400", "1,400"),
    Spoiled("bare percent", {"offers!G3": 5}, "E305", "offers", "G3", "0.05 or 5%", "5"),
    Spoiled("bare share", {"limits!K2": 65}, "E305", "limits", "K2", "0.65 or 65%", "65"),
    Spoiled("percent above the whole", {"offers!G3": Percent(8)},
            "E334", "offers", "G3", "8% or 0.08.*write 800%", "800%"),
    Spoiled("percent for a price", {"offers!E3": Percent(0.08)},
            "E338", "offers", "E3", "8 or 0.08", "8%"),
    Spoiled("percent for an hhi", {"limits!K3": Percent(0.25)},
            "E339", "limits", "K3", "2500", "25%"),
    Spoiled("magnitude", {"offers!E3": "3만"}, "E326", "offers", "E3", "Write 30000 alone", "3만"),
    Spoiled("magnitude in a list", {"sweeps!I2": "1만; 2만"}, "E328", "sweeps", "I2", "10000"),
    Spoiled("no limit", {"offers!K3": "무제한"}, "E335", "offers", "K3", "blank", "무제한"),
    Spoiled("no currency", {"offers!F3": "-"}, "E335", "offers", "F3", "blank", "-"),
    Spoiled("percent text", {"offers!G3": "5%"}, "N306", "offers", "G3", "0.05", "5%"),
    Spoiled("negative", {"offers!E3": -4}, "E307", "offers", "E3", "0 or more", "-4"),
    Spoiled("too high", {"licenses!C2": Percent(1.2)},
            "E308", "licenses", "C2", "1 or less", "120%"),
    Spoiled("share above one", {"origins!E2": Percent(1.4)}, "E308", "origins", "E2", "1", "140%"),
    Spoiled("not whole", {"settings!B3": 4.5}, "E309", "settings", "B3", "whole number", "4.5"),
    Spoiled("bad choice", {"materials!D2": "oxid"}, "E310", "materials", "D2", "'oxide'", "oxid"),
    Spoiled("unknown measure", {"limits!B2": "shares"},
            "E310", "limits", "B2", "'share'", "shares"),
    Spoiled("unknown stage", {"origins!C2": "mine"}, "E310", "origins", "C2", "mined", "mine"),
    Spoiled("unknown setting", {"settings!A6": "curency", "settings!B6": "USD"},
            "E310", "settings", "A6", "'currency'", "curency"),
    Spoiled("unknown op", {"scenarios!E2": "time"}, "E310", "scenarios", "E2", "'times'", "time"),
    Spoiled("unknown table", {"sweeps!B2": "offer"}, "E310", "sweeps", "B2", "'offers'", "offer"),
    Spoiled("bad flag", {"offers!T4": "maybe"}, "E311", "offers", "T4", "yes or no", "maybe"),
    Spoiled("bad period", {"offers!N2": "2027/1"}, "E312", "offers", "N2", "2027-01", "2027/1"),
    Spoiled("eight digit date", {"offers!N2": 20270103},
            "E312", "offers", "N2", "2027-01", "20270103"),
    Spoiled("country name", {"suppliers!C2": "콩고"}, "E313", "suppliers", "C2", "CD, CG", "콩고"),
    Spoiled("odd country", {"suppliers!C2": "Oz1"}, "W331", "suppliers", "C2", "AU", "Oz1"),
    Spoiled("country misspelled", {"suppliers!C2": "Austrailia"},
            "W331", "suppliers", "C2", "mean 'AU'", "Austrailia"),
    Spoiled("letters of no country", {"suppliers!C2": "ZZ"},
            "W331", "suppliers", "C2", "one country", "ZZ"),
    Spoiled("word near a choice", {"materials!D2": "산화"},
            "E310", "materials", "D2", "mean 'oxide'", "산화"),
    Spoiled("setting by its heading", {"settings!A6": "할인율", "settings!B6": 0.05},
            "E310", "settings", "A6", "mean 'discount_rate'", "할인율"),
    Spoiled("currency sign", {"offers!F3": "₩"}, "E314", "offers", "F3", "KRW", "₩"),
    Spoiled("error cell", {"offers!E3": "#N/A"},
            "E315", "offers", "E3", "Mend the formula", "#N/A"),
    Spoiled("formula without value", {"offers!E3": "=1+1"},
            "E316", "offers", "E3", "save it", "=1+1"),
    Spoiled("number as id", {"suppliers!A5": 7, "suppliers!C5": "KR"},
            "W318", "suppliers", "A5", "Text", "7"),
    Spoiled("date as id", {"suppliers!A5": datetime.date(2027, 3, 1), "suppliers!C5": "KR"},
            "W332", "suppliers", "A5", "Text", "2027-03-01"),
    Spoiled("number that is none", {"offers!E3": "nan"}, "E320", "offers", "E3", "1e15", "nan"),
    Spoiled("number too large for a list", {"sweeps!I2": 1e16}, "E320", "sweeps", "I2", "1e15"),
    Spoiled("number too long for an id", {"suppliers!A5": 12345678901234567, "suppliers!C5": "KR"},
            "E319", "suppliers", "A5", "Text"),
    Spoiled("number too large", {"offers!E3": 1e16}, "E320", "offers", "E3", "1e15"),
    *(Spoiled(f"next to nothing in {sheet}", {f"{sheet}!{cell}": 1e-300}, "E336", sheet, cell,
              "1e-09")
      for sheet, cell in (("demand", "C2"), ("offers", "E3"), ("fx", "B2"), ("tiers", "B2"),
                          ("capacity", "C2"), ("limits", "K2"), ("sweeps", "I2"))),
    *(Spoiled(f"what a subtraction leaves in {sheet}!{cell}", {f"{sheet}!{cell}": left}, "N337",
              sheet, cell, "read as 0")
      for sheet, cell, left in (("demand", "C2", 0.1 + 0.2 - 0.3), ("offers", "G3", 1e-13),
                                ("offers", "J2", 0.3 - 0.2 - 0.1), ("sweeps", "I2", 1e-17))),
    Spoiled("a currency for a bound", {"limits!O1": "currency", "limits!O2": "CNY"}, "W678",
            "limits", "O2", "USD"),
    *(Spoiled(f"a {key} beyond measure", {f"offers!{column}3": 1e12, "offers!K3": None}, "E537",
              "offers", f"{column}3", "Check its unit")
      for key, column in (("moq", "R"), ("lot", "S"))),
    *(Spoiled(f"a price beyond measure in {sheet}", {f"{sheet}!{cell}": 1e13}, "E308", sheet, cell,
              "1000000000000")
      for sheet, cell in (("offers", "E3"), ("materials", "H3"), ("tiers", "C2"),
                          ("prices", "B2"), ("stockpiles", "I2"))),
    Spoiled("a rate of what a subtraction leaves", {"fx!B2": 5.6e-17}, "E329", "fx", "B2", "0"),
    *(Spoiled(f"endless number in {sheet}", {f"{sheet}!{cell}": 1e300}, "E320", sheet, cell, "1e15")
      for sheet, cell in (("demand", "C2"), ("offers", "E3"), ("fx", "B2"), ("tiers", "B2"),
                          ("capacity", "C2"), ("sweeps", "I2"))),
    Spoiled("too many futures", {"settings!A6": "futures", "settings!B6": 10**9},
            "E308", "settings", "B6", "100000"),
    Spoiled("a lead of a billion periods", {"offers!H3": 1e9}, "E308", "offers", "H3", "1200"),
    *(Spoiled(f"start in {year}", {"settings!B2": f"{year}-01"}, "E509", "settings", "B2", "year")
      for year in ("0001", "1989", "2101", "9999")),
    Spoiled("id too long", {"suppliers!A5": LONG, "suppliers!C5": "KR"},
            "E321", "suppliers", "A5", "255"),
    Spoiled("required blank", {"offers!E3": None}, "E322", "offers", "E3", "'price'"),
    Spoiled("blank country", {"suppliers!C2": None}, "E322", "suppliers", "C2", "'country'"),
    Spoiled("sign in id", {"suppliers!A5": "a|b", "suppliers!C5": "KR"},
            "E323", "suppliers", "A5", "a_b", "a|b"),
    Spoiled("date as number", {"offers!E3": datetime.date(2027, 1, 1)},
            "E324", "offers", "E3", "Number", "2027-01-01"),
    Spoiled("true as number", {"offers!E3": True}, "E325", "offers", "E3", "number", "TRUE"),
    Spoiled("number with unit", {"offers!E3": "400 USD"}, "E326", "offers", "E3", "400", "400 USD"),
    Spoiled("bookkeeping negative", {"recipes!C2": "(1.2)"},
            "E327", "recipes", "C2", "-1.2", "(1.2)"),
    Spoiled("bad list", {"sweeps!I2": "1; x"}, "E328", "sweeps", "I2", "1", "1; x"),
    Spoiled("rate of zero", {"fx!B2": 0}, "E329", "fx", "B2", "more than 0", "0"),
    Spoiled("comma in tags", {"suppliers!F2": "a, b"}, "W330", "suppliers", "F2", ";", "a, b"),
    Spoiled("letter in a period", {"demand!D2": "1O"}, "E301", "demand", "D2", "write 10", "1O"),
)  # fmt: skip

NAMES = (
    Spoiled("route twice", {f"routes!{c}3": v for c, v in zip(
                "ABCDEF", ("busan", "Gimhae", "ndpr", 0.1, 0, 30), strict=True)},
            "W406", "routes", "A3", "delete", "2"),
    Spoiled("return twice", {f"returns!{c}3": v for c, v in zip(
                "ABCDE", ("scrap", "Metal", 0.2, 1, "Gimhae"), strict=True)},
            "W406", "returns", "A3", "delete", "2"),
    Spoiled("content rule of elements that nobody has",
            {"licenses!J1": "elements", "licenses!J3": "Dy"},
            "W636", "licenses", "J3", "Match", "Dy"),
    Spoiled("no license", {"offers!I3": "없음"}, "E402", "offers", "I3", "blank", "없음"),
    Spoiled("total row", {"demand!A5": "합계", "demand!B5": "Busan", "demand!C5": 24},
            "E224", "demand", "A5", "Delete", "합계"),
    *(Spoiled(f"remark below the data: {text}", {f"{sheet}!{cell}": text},
              "E227", sheet, cell, "above the key row", text[:20])
      for sheet, cell, text in (("demand", "A6", "※ 2027년 사업계획 기준"),
                                ("offers", "A9", "* 견적 11-30"),
                                ("offers", "E9", "단위: USD/kg"), ("demand", "A6", "사업계획 기준"),
                                ("limits", "A8", "비고) 이사회 의결"))),
    Spoiled("units below the keys", {"demand!C7": "t", "demand!D7": "t"},
            "E227", "demand", "C7", "above the key row", "t"),
    Spoiled("sign in location", {"offers!D2": "Busan, Ulsan"},
            "E323", "offers", "D2", "Busan_Ulsan", "Busan, Ulsan"),
    Spoiled("no location", {"arisings!B2": "없음"}, "W333", "arisings", "B2", "blank", "없음"),
    Spoiled("dash for a location", {"arisings!B2": "-"}, "W333", "arisings", "B2", "blank", "-"),
    Spoiled("duplicate id", {"offers!A5": "LY1"}, "E401", "offers", "A5", "Rename", "LY1"),
    Spoiled("duplicate setting", {"settings!A6": "start", "settings!B6": "2027-01"},
            "E401", "settings", "A6", "delete", "start"),
    Spoiled("duplicate rate", {"fx!A3": "cny", "fx!B3": 0.15},
            "E401", "fx", "A3", "A2|delete", "cny"),
    Spoiled("unknown material", {"offers!C3": "ndpr2"}, "E402", "offers", "C3", "'ndpr'", "ndpr2"),
    Spoiled("unknown supplier", {"capacity!A2": "1ynas"},
            "E402", "capacity", "A2", "'lynas'", "1ynas"),
    Spoiled("unknown license", {"offers!I3": "mofcom"}, "E402", "offers", "I3", "'moc'", "mofcom"),
    Spoiled("word for a license", {"offers!I3": "불필요"},
            "E402", "offers", "I3", "blank if there is none.*moc", "불필요"),
    Spoiled("supplier by its name", {"offers!B3": "한빛"},
            "E402", "offers", "B3", "the name of 'hanbit'", "한빛"),
    Spoiled("material and supplier swapped", {"offers!B3": "ndpr"},
            "E402", "offers", "B3", "columns swapped", "ndpr"),
    Spoiled("two blanks in a name", {"materials!A2": "nd pr", "offers!C3": "nd  pr"},
            "E402", "offers", "C3", "Only its blanks differ", "nd pr"),
    Spoiled("tier of unknown offer", {"tiers!A2": "zz"}, "E402", "tiers", "A2", "offers", "zz"),
    Spoiled("price of unknown offer", {"prices!A2": "ba9"}, "E402", "prices", "A2", "'ba", "ba9"),
    Spoiled("open order of unknown offer", {"open_orders!A2": "ly9"},
            "E402", "open_orders", "A2", "'ly1'", "ly9"),
    Spoiled("recipe of unknown process", {"recipes!A2": "smelts", "recipes!A3": "smelt"},
            "E402", "recipes", "A2", "'smelt'", "smelts"),
    Spoiled("unknown scrap", {"returns!A2": "swarf"},
            "E402", "returns", "A2", "name of 'scrap'", "swarf"),
    Spoiled("blank location", {"offers!D3": None}, "E403", "offers", "D3", "one of them"),
    Spoiled("odd location", {"offers!D3": "Bu san"}, "W404", "offers", "D3", "'Busan'", "Bu san"),
    Spoiled("same tier twice", {"tiers!B3": 10}, "E405", "tiers", "A3", "one of the two"),
    Spoiled("same origin twice", {"origins!D3": "AU"}, "E405", "origins", "A3", "one of the two"),
)  # fmt: skip

PLAN = (
    Spoiled("no start", {"settings!B2": None}, "E501", "settings", "B2", "2027-01"),
    Spoiled("start inside a quarter", {"settings!B2": "2027-02", "settings!A6": "period",
            "settings!B6": "quarter"}, "E502", "settings", "B2", "2027-01", "2027-02"),
    Spoiled("start inside a year", {"settings!B2": "2027-05", "settings!A6": "period",
            "settings!B6": "year"}, "E502", "settings", "B2", "2027-01", "2027-05"),
    Spoiled("no periods", {"settings!B3": 0}, "E307", "settings", "B3", "1 or more", "0"),
    Spoiled("too many periods", {"settings!B3": 2000}, "E503", "settings", "B3", "1200", "2000"),
    Spoiled("no rate", {"offers!F3": "EUR"}, "E504", "offers", "F3", "row EUR", "EUR"),
    Spoiled("rate for some months", {"fx!B1": "2027-01"}, "E505", "fx", "A2", "each"),
    Spoiled("rate of the plan's currency", {"fx!A3": "USD", "fx!B3": 2},
            "W506", "fx", "A3", "delete", "2"),
    Spoiled("price per a word", {"materials!F2": "bag"}, "E521", "materials", "F2", "'t'", "bag"),
    Spoiled("price in words", {"materials!F2": "원/kg"},
            "E521", "materials", "F2", "'kg'", "원/kg"),
    Spoiled("price per in words", {"materials!F2": "톤당"},
            "E521", "materials", "F2", "'t'", "톤당"),
    Spoiled("oxide of pieces", {"materials!G4": 0.3}, "E522", "materials", "G4", "kg or t", "0.3"),
    Spoiled("free shortage", {"materials!H3": 0}, "W523", "materials", "H3", "blank", "0"),
    Spoiled("unused material", {"materials!A6": "dy"}, "W524", "materials", "A6", "Delete", "dy"),
    Spoiled("no demand", {"demand!A5": "scrap", "demand!B5": "Busan"},
            "W531", "demand", "A5", "2027-01..2027-04"),
    Spoiled("no source", {"materials!A6": "dy", "demand!A5": "dy", "demand!B5": "Busan",
            "demand!C5": 1}, "W532", "demand", "A5", "shortage_cost", "dy"),
    Spoiled("lots without a stockpile", {"offers!S6": 2}, "W533", "offers", "S6", "stockpile", "2"),
    Spoiled("risk without anything uncertain", {"settings!A1": "key"}, "N691", "settings", "B5",
            "licenses", "cvar"),
)  # fmt: skip

PURCHASE = (
    Spoiled("min above max", {"offers!J2": 30}, "E541", "offers", "J2", "max_per_period", "30"),
    Spoiled("min total above max total", {"offers!L2": 70},
            "E541", "offers", "L2", "max_total", "70"),
    Spoiled("from after until", {"offers!N2": "2027-05"},
            "E542", "offers", "O2", "Swap", "2027-04"),
    Spoiled("minima above total", {"offers!J2": 18}, "W543", "offers", "J2", "max_total", "18"),
    Spoiled("never orderable", {"offers!O3": "2026-12"}, "W544", "offers", "O3", "until", "ba1"),
    Spoiled("take-or-pay alone", {"offers!P2": None},
            "E545", "offers", "Q2", "contract_per_year", "0.5"),
    Spoiled("contract alone", {"offers!Q2": None}, "N546", "offers", "P2", "take_or_pay", "30"),
    Spoiled("arrives too late", {"offers!H3": 4}, "W547", "offers", "H3", "periods", "4"),
    Spoiled("moq above max", {"offers!R4": 50}, "W548", "offers", "R4", "moq", "50"),
    Spoiled("lot above max", {"offers!S4": 50}, "W548", "offers", "S4", "lot", "50"),
    Spoiled("tier out of reach", {"tiers!B3": 20}, "W549", "tiers", "B3", "from_quantity", "20"),
    Spoiled("falling tier", {"tiers!C2": 60}, "N550", "tiers", "C2", "longer", "60"),
    Spoiled("per t instead of per kg", {"offers!E3": 430000},
            "W551", "offers", "E3", "per kg", "430000"),
    Spoiled("spot without risk", {"settings!B5": "none"},
            "N552", "offers", "T4", "risk_measure", "yes"),
    Spoiled("path per t instead of per kg", {"prices!C2": 402_000},
            "W555", "prices", "C2", "per kg", "402000"),
    Spoiled("path in other money", {"prices!F1": "currency", "prices!F2": "USD", "fx!B2": 0.001},
            "W555", "prices", "B2", "per kg", "1000"),
    Spoiled("empty price path", {"prices!B2": None, "prices!C2": None, "prices!D2": None,
            "prices!E2": None}, "W554", "prices", "A2", "own price", "ba1"),
    Spoiled("part of a quarter's capacity", {"settings!A6": "period", "settings!B6": "quarter",
            "capacity!C1": "2027-01"}, "E561", "capacity", "C2", "all months"),
    Spoiled("part of a quarter's runs", {"settings!A6": "period", "settings!B6": "quarter",
            "processes!G1": "2027-02", "processes!G2": 9}, "E561", "processes", "G2", "all months"),
    Spoiled("mixed units", {"materials!E2": "kg", "offers!C4": "scrap"},
            "E562", "capacity", "A3", "Write t"),
    Spoiled("units that never mix", {"offers!B7": "baotou"}, "E563", "capacity", "A3", "per unit"),
    Spoiled("route of every material", {"routes!C2": None}, "E563", "routes", "A2", "per unit"),
    Spoiled("capacity of nothing", {"capacity!B2": "metal"}, "W564", "capacity", "A2", "supplier"),
    Spoiled("minima above capacity", {"capacity!C2": 0.5}, "W565", "capacity", "A2", "no plan"),
    Spoiled("open order outside", {"open_orders!B2": "2026-12", "open_orders!D2": None},
            "W566", "open_orders", "B2", "opening stock", "2026-12"),
)  # fmt: skip

MAKING = (
    Spoiled("opening above capacity", {"stockpiles!E2": 60},
            "E581", "stockpiles", "E2", "capacity", "60"),
    Spoiled("closing above capacity", {"stockpiles!G2": 60},
            "E581", "stockpiles", "G2", "capacity", "60"),
    Spoiled("government closing", {"stockpiles!G3": 9},
            "E582", "stockpiles", "G3", "8 or less", "9"),
    Spoiled("cover without cost", {"stockpiles!I2": None},
            "W583", "stockpiles", "H2", "cover_min", "1"),
    Spoiled("cost without cover", {"stockpiles!H2": None},
            "W584", "stockpiles", "I2", "cover_target", "3"),
    Spoiled("government end value", {"stockpiles!J3": 5}, "W585", "stockpiles", "J3", "blank", "5"),
    Spoiled("stock is emptied",
            {"stockpiles!G2": None, "stockpiles!H2": None, "stockpiles!I2": None},
            "W586", "stockpiles", "E2", "end_value", "10"),
    Spoiled("no recipe", {"processes!A3": "mill", "processes!C3": "Busan"},
            "E591", "processes", "A3", "recipes", "mill"),
    Spoiled("only uses", {"recipes!C3": -1}, "W592", "processes", "A2", "positive", "smelt"),
    Spoiled("two maxima", {"processes!G1": "each", "processes!G2": 9},
            "N593", "processes", "E2", "clearer", "30"),
    Spoiled("recipe of zero", {"recipes!A4": "smelt", "recipes!B4": "scrap", "recipes!C4": 0},
            "N594", "recipes", "C4", "negative"),
    Spoiled("not scrap", {"materials!D5": "other"}, "W601", "returns", "A2", "form scrap", "scrap"),
    Spoiled("rate above one", {"returns!C2": 60}, "W602", "returns", "C2", "0.6", "60"),
    Spoiled("returns itself", {"returns!A2": "metal"}, "W603", "returns", "A2", "scrap", "metal"),
    Spoiled("route to itself", {"routes!B2": "busan"},
            "E611", "routes", "B2", "different", "busan"),
    Spoiled("route min above max", {"routes!E2": 31},
            "E541", "routes", "E2", "max_per_period", "31"),
    Spoiled("process ends after the plan", {"processes!F2": 9},
            "W612", "processes", "F2", "periods", "9"),
)  # fmt: skip

POLICY = (
    Spoiled("shares not one", {"origins!E3": 0.5},
            "E621", "origins", "E2", "add up to 1", "E2, E3"),
    Spoiled("p90 below p50", {"licenses!E2": 30}, "E631", "licenses", "E2", "swapped", "30"),
    Spoiled("license nobody needs", {"licenses!A4": "eu", "licenses!B4": "DE"},
            "W632", "licenses", "A4", "license", "eu"),
    Spoiled("p90 alone", {"licenses!D2": None}, "E633", "licenses", "D2", "both"),
    Spoiled("p50 alone", {"licenses!E2": None}, "W635", "licenses", "E2", "nine of ten", "45"),
    Spoiled("p50 alone of an event", {"events!E2": None}, "E633", "events", "E2", "both"),
    Spoiled("half a content rule", {"licenses!I3": None}, "E634", "licenses", "I3", "content_min"),
    Spoiled("license ends before it begins", {"licenses!F2": "2028", "licenses!G2": "2027"},
            "E542", "licenses", "G2", "Swap", "2027"),
    Spoiled("event without factor", {"events!F2": "slow"}, "E641", "events", "G2", "1.5"),
    Spoiled("event that never comes", {"events!C2": None}, "W642", "events", "C2", "per_year"),
    Spoiled("event of no length", {"events!D2": None, "events!E2": None},
            "W643", "events", "D2", "months_p50"),
    Spoiled("event without effect", {"events!F2": None}, "W644", "events", "F2", "stop"),
    Spoiled("demand that nobody has",
            {"events!F2": "demand", "events!G2": 1.3, "events!B2": "form=scrap"},
            "W648", "events", "B2", "material=ndpr", "form=scrap"),
    Spoiled("uncertain demand without a stockpile",
            {"events!F2": "demand", "events!G2": 1.3, "events!B2": "element=NdPr,form=metal"},
            "W677", "events", "B2", "stockpile of 'metal'", "metal"),
    Spoiled("demand times one", {"events!F2": "demand", "events!G2": 1},
            "W649", "events", "G2", "1.3"),
    Spoiled("demand times a percentage", {"events!F2": "demand", "events!G2": 130},
            "W650", "events", "G2", "1.3", "130"),
    Spoiled("demand of a percentage", {"events!F2": "demand", "events!G2": Percent(0.3)},
            "W640", "events", "G2", "1.3", "30%"),
    Spoiled("demand event without factor", {"events!F2": "demand"}, "E641", "events", "G2", "1.5"),
    Spoiled("license of elements nobody sells", {"licenses!J1": "elements", "licenses!J2": "Tb"},
            "W636", "licenses", "J2", "clear the cell", "Tb"),
    Spoiled("event selector", {"events!B2": "CN"}, "E651", "events", "B2", "country=CN", "CN"),
    Spoiled("months crossed", {"events!E2": 1}, "E631", "events", "E2", "swapped", "1"),
)  # fmt: skip

LIMITS = (
    Spoiled("selector syntax", {"limits!C2": "country CN"},
            "E651", "limits", "C2", "field=value", "country CN"),
    Spoiled("selector field", {"limits!C2": "county=CN"},
            "E652", "limits", "C2", "'country'", "county"),
    Spoiled("selector field by its heading", {"limits!C2": "국가=중국"},
            "E652", "limits", "C2", "country=CN", "국가"),
    Spoiled("selector over two lines", {"limits!C2": "country=CN\nkind=refiner"},
            "E651", "limits", "C2", "country=CN,kind=refiner"),
    Spoiled("offer field for stock", {"limits!C5": "supplier=lynas"},
            "E652", "limits", "C5", "stockpile", "supplier"),
    Spoiled("matches nothing", {"limits!C2": "supplier=lynax"},
            "W653", "limits", "C2", "'lynas'", "lynax"),
    Spoiled("hhi out of reach", {"limits!K3": 4000}, "W654", "limits", "K3", "5000", "4000"),
    Spoiled("hhi min", {"limits!J3": "min"}, "E655", "limits", "J3", "max", "min"),
    Spoiled("average of what", {"limits!F4": None}, "E656", "limits", "F4", "carbon"),
    Spoiled("unknown attribute", {"limits!F4": "carbn"},
            "E657", "limits", "F4", "'carbon'", "carbn"),
    Spoiled("offer lacks attribute", {"offers!V3": None},
            "E658", "offers", "V3", "limit's of", "ba1"),
    Spoiled("attribute is text", {"offers!V3": "low"}, "E301", "offers", "V3", "number", "low"),
    Spoiled("soft without penalty", {"limits!N4": None}, "E659", "limits", "N4", "penalty"),
    Spoiled("penalty on hard", {"limits!N2": 5}, "W660", "limits", "N2", "soft", "5"),
    Spoiled("window", {"limits!I2": "rolling:x"}, "E661", "limits", "I2", "rolling:3", "rolling:x"),
    Spoiled("forms added up", {"limits!D2": "unit=t"}, "E652", "limits", "D2", "element", "unit"),
    Spoiled("oxide and metal", {"limits!D2": "element=NdPr,material!=magnet", "limits!L2": "t"},
            "W662", "limits", "A2", "reo", "metal, oxide"),
    Spoiled("oxide of magnets", {"limits!D2": "material=magnet", "limits!G2": "reo",
            "limits!C2": "country=KR"}, "E663", "limits", "G2", "quantity", "reo"),
    Spoiled("limit with units that never mix", {"limits!D2": "all"},
            "E563", "limits", "L2", "unit"),
    Spoiled("hhi range", {"limits!K3": 20000}, "E664", "limits", "K3", "2500"),
    Spoiled("hhi of 0.6", {"limits!K3": 0.6}, "W665", "limits", "K3", "6000", "0.6"),
    Spoiled("window of stock", {"limits!I5": "year"}, "W666", "limits", "I5", "blank", "year"),
    Spoiled("limit outside", {"limits!O1": "from", "limits!O2": "2030"},
            "W667", "limits", "O2", "until"),
    Spoiled("stage without country", {"limits!H3": "mined"},
            "W668", "limits", "H3", "country=CN", "mined"),
    Spoiled("share of all", {"limits!C2": None}, "W669", "limits", "C2", "country=CN"),
    Spoiled("of in an hhi", {"limits!C3": "country=CN"},
            "E672", "limits", "C3", "blank", "country=CN"),
    Spoiled("attribute of a share", {"limits!F2": "carbon"},
            "E672", "limits", "F2", "average", "carbon"),
    Spoiled("stock among", {"limits!D5": "material=metal"},
            "E672", "limits", "D5", "blank", "material=metal"),
    Spoiled("stock by", {"limits!E5": "group"}, "E672", "limits", "E5", "hhi", "group"),
    Spoiled("stock weighed", {"limits!G5": "reo"}, "E672", "limits", "G5", "blank", "reo"),
    Spoiled("stock of a stage", {"limits!H5": "mined"}, "E672", "limits", "H5", "blank", "mined"),
    Spoiled("by of a share", {"limits!E2": "supplier"}, "E672", "limits", "E2", "hhi", "supplier"),
    Spoiled("factor of a stop", {"events!G2": 1.5}, "E672", "events", "G2", "slow, price", "1.5"),
)  # fmt: skip

KNOWN = (
    Spoiled("known twice", {"scenarios!G1": "known_from", "scenarios!G2": "2027-02",
            "scenarios!A3": "no china", "scenarios!B3": "offers", "scenarios!C3": "country=AU",
            "scenarios!D3": "price", "scenarios!E3": "times", "scenarios!F3": 1.1,
            "scenarios!G3": "2027-03"}, "E697", "scenarios", "G3", "one row", "2027-02"),
    Spoiled("known after the plan", {"scenarios!G1": "known_from", "scenarios!G2": "2029-02"},
            "E699", "scenarios", "G2", "a period of the plan", "2029-02"),
)  # fmt: skip

STUDIES = (
    Spoiled("unknown column", {"scenarios!D2": "prise"},
            "E681", "scenarios", "D2", "'price'", "prise"),
    Spoiled("edit of blank cells", {"scenarios!D2": "moq", "scenarios!C2": "offer=hb1",
            "scenarios!E2": "times", "scenarios!F2": 2}, "W698", "scenarios", "D2", "use set"),
    Spoiled("bad where", {"scenarios!C2": "CN"}, "E651", "scenarios", "C2", "country=CN", "CN"),
    Spoiled("unknown where field", {"scenarios!C2": "land=CN"},
            "E652", "scenarios", "C2", "country", "land"),
    Spoiled("word times", {"scenarios!F2": "half"}, "E682", "scenarios", "F2", "number", "half"),
    Spoiled("low above high", {"sweeps!F2": 2}, "E683", "sweeps", "F2", "Swap", "2"),
    Spoiled("sweep of nothing", {"sweeps!H2": None}, "E684", "sweeps", "H2", "steps"),
    Spoiled("edits no row", {"scenarios!C2": "offer=ba9"}, "W685", "scenarios", "C2", "'ba", "ba9"),
    Spoiled("times of a license", {"scenarios!D2": "license", "scenarios!E2": "times"},
            "E687", "scenarios", "E2", "set", "times"),
    Spoiled("months without each", {"scenarios!G1": "from", "scenarios!G2": "2027-02"},
            "E688", "scenarios", "G2", "each", "max_per_period"),
    Spoiled("edit of the start", {"scenarios!B2": "settings", "scenarios!C2": None,
                                  "scenarios!D2": "start", "scenarios!F2": "2028-01"},
            "E689", "scenarios", "D2", "copy", "start"),
    Spoiled("finer than the plan", {"settings!A6": "period", "settings!B6": "quarter",
                                    "scenarios!B2": "demand", "scenarios!C2": None,
                                    "scenarios!D2": "2027-02"},
            "E692", "scenarios", "D2", "2027-Q1", "2027-02"),
    Spoiled("edit to an unknown place", {"scenarios!D2": "to", "scenarios!F2": "Busam"},
            "E693", "scenarios", "F2", "'Busan'", "Busam"),
    Spoiled("edit outside the plan", {"scenarios!B2": "capacity", "scenarios!C2": None,
                                      "scenarios!D2": "each", "scenarios!G1": "from",
                                      "scenarios!G2": "2030"},
            "W694", "scenarios", "G2", "months", "2027-04"),
    Spoiled("edit of a replaced price", {"scenarios!C2": "offer=ba1", "scenarios!D2": "price"},
            "W695", "scenarios", "D2", "prices.each where offer=ba1", "price"),
)  # fmt: skip

ABSENT = (
    Spoiled("edits two with a semicolon", {"scenarios!C2": "offer=ba1;ba2"},
            "W685", "scenarios", "C2", r"'ba1\|ba2'", "ba1;ba2"),
    Spoiled("license of a past year", {"licenses!G2": "2026"},
            "N639", "licenses", "G2", "until", "2027-01..2027-04"),
    Spoiled("one offer unlicensed", {"offers!I4": None},
            "N638", "offers", "I4", "Name it", ""),
    Spoiled("amount of all", {"limits!B5": "amount", "limits!C5": None,
            "limits!D5": "material=ndpr|metal"}, "N677", "limits", "C5", "under of"),
    Spoiled("rate upside down", {"fx!B2": 7.1}, "W507", "fx", "B2", "0.140845", "7.1"),
    Spoiled("rate of a hundred", {"fx!B2": 70}, "W508", "fx", "B2", "100 units", "70"),
    Spoiled("demand in kg", {"offers!E7": 4, "offers!L7": None, "offers!K7": 2, "demand!C4": 9000},
            "W535", "demand", "A4", "kg"),
    Spoiled("one month in kg", {"demand!D3": 5000}, "W536", "demand", "D3", "kg", "5000"),
    Spoiled("cheaper to lack", {"materials!H3": 0.5}, "W525", "materials", "H3", "per kg", "0.5"),
    Spoiled("share over scrap", {"offers!A8": "hb3", "offers!B8": "hanbit", "offers!C8": "scrap",
            "offers!D8": "Busan", "offers!E8": 1, "limits!D2": "material=ndpr|scrap",
            "limits!G2": "reo"}, "W676", "limits", "D2", "material=ndpr", "scrap"),
    Spoiled("name for an id", {"limits!C2": "supplier=Baotou;lynas"},
            "E673", "limits", "C2", "supplier=baotou|lynas", "baotou;lynas"),
    Spoiled("one value of nobody", {"limits!C2": "supplier=lynas|baotau"},
            "W674", "limits", "C2", "'baotou'", "baotau"),
    Spoiled("nothing within", {"limits!C2": "country=KR"},
            "W675", "limits", "C2", "within among"),
    Spoiled("content of nobody", {"licenses!H3": "RU"},
            "W637", "licenses", "H3", "content_country", "RU"),
    Spoiled("blank demand", {"demand!D2": None}, "W534", "demand", "D2", "or 0"),
    Spoiled("blank price", {"prices!C2": None}, "N556", "prices", "C2", "differs"),
    Spoiled("capacity of one month", {"capacity!C1": "2027-01"}, "W567", "capacity", "A2", "one"),
    Spoiled("arisings of one month", {"arisings!C1": "2027-01"}, "N587", "arisings", "A2", "0"),
    Spoiled("column before the plan", {"prices!F1": "2026-12", "prices!F2": 400},
            "N220", "prices", "F1", "start", "2026-12"),
)  # fmt: skip

RUNNING = (
    Spoiled("path without years", {"limits!O1": "value_to", "limits!O2": 0.5},
            "E679", "limits", "O2", "first year under from", "0.5"),
    Spoiled("ordered after it comes", {"open_orders!D2": "2027-02"},
            "E568", "open_orders", "D2", "Swap", "2027-02"),
    Spoiled("pending of no period", {"open_orders!E1": "granted", "open_orders!E2": "pending",
            "open_orders!D2": None},
            "E569", "open_orders", "D2", "2026-11"),
    Spoiled("pending for an age", {"open_orders!E1": "granted", "open_orders!E2": "pending",
            "open_orders!D2": "1901-01"}, "E573", "open_orders", "D2", "year", "1901-01"),
    Spoiled("open order that counts nowhere", {"open_orders!D2": None},
            "W571", "open_orders", "D2", "under ordered"),
    Spoiled("ordered before it counts", {"open_orders!D2": "2026-11"},
            "W572", "open_orders", "D2", "counts_from", "2026-11"),
    Spoiled("counts from after the start", {"settings!A6": "counts_from", "settings!B6": "2027-02"},
            "E571", "settings", "B6", "first month of the year", "2027-02"),
    Spoiled("counts from an age ago", {"settings!A6": "counts_from", "settings!B6": "1901-01"},
            "E572", "settings", "B6", "year", "1901-01"),
)  # fmt: skip

DOCUMENTS = (
    Spoiled("licenses in a circle", {"licenses!J1": "otherwise", "licenses!K1": "valid_until",
            "licenses!L1": "renew", "licenses!J2": "rule", "licenses!J3": "moc",
            "licenses!K2": "2027-02", "licenses!K3": "2027-02", "licenses!L2": 0.5,
            "licenses!L3": 0.5}, "E639", "licenses", "J2", "blank", "rule"),
    Spoiled("two memories of one ministry", {"licenses!J1": "persistence", "licenses!J2": 0.5},
            "E645", "licenses", "J3", "same value"),
    Spoiled("renewal of what never ends", {"licenses!J1": "renew", "licenses!J2": 0.5},
            "W646", "licenses", "J2", "valid_until", "0.5"),
    Spoiled("otherwise of what is renewed", {"licenses!J1": "otherwise", "licenses!J3": "moc",
            "licenses!K1": "valid_until", "licenses!K3": "2027-02"},
            "W647", "licenses", "J3", "renew", "moc"),
)  # fmt: skip

INSIDE = (
    Spoiled("more than the whole", {"contents!C2": 0.8, "contents!A3": "metal", "contents!B3": "Dy",
            "contents!C3": 0.3}, "E525", "contents", "C2", "oxide under basis", "0.8"),
    Spoiled("own element not inside", {"contents!B2": "Dy", "materials!G3": None},
            "W528", "materials", "C3", "Add a row of 'NdPr'", "NdPr"),
    Spoiled("reo not the sum", {"materials!G3": 1.4}, "E526", "materials", "G3", "blank", "1.4"),
    Spoiled("element in words", {"contents!A2": "magnet", "contents!B2": "neodymium"},
            "W527", "contents", "B2", "symbol", "neodymium"),
    Spoiled("origin of no element", {"origins!F1": "element", "origins!F2": "Dy",
            "origins!F3": "Dy"}, "W625", "origins", "F2", "Match", "Dy"),
    Spoiled("value without a price", {"licenses!J1": "content_by", "licenses!J3": "value",
            "contents!A3": "metal", "contents!B3": "Dy", "contents!C3": 0.001},
            "E628", "licenses", "J3", "oxide"),
    Spoiled("of without a rule", {"licenses!J1": "of", "licenses!J2": "country=CN"},
            "W629", "licenses", "J2", "content_country", "country=CN"),
)  # fmt: skip

BEFORE = (
    Spoiled("share of a word", {"baseline!A2": "compounds"},
            "E613", "baseline", "A2", "2846 or 8505.11", "compounds"),
    Spoiled("share of a bare element", {"baseline!A2": "Dy"},
            "E613", "baseline", "A2", "Did you mean 'element:Dy'", "Dy"),
    Spoiled("share of an element in Korean", {"baseline!A2": "디스프로슘"},
            "E613", "baseline", "A2", "Did you mean 'element:Dy'", "디스프로슘"),
    Spoiled("share of a selector", {"baseline!A2": "contains=dy"},
            "E613", "baseline", "A2", "Did you mean 'element:dy'", "contains=dy"),
    Spoiled("share of a heading as plans print it", {"baseline!A2": "HS 2846"},
            "E613", "baseline", "A2", "Did you mean '2846'", "HS 2846"),
    Spoiled("share of an element by its name", {"baseline!A2": "원소:디스프로슘"},
            "W615", "baseline", "A2", "Did you mean 'element:Dy'", "원소:디스프로슘"),
    Spoiled("the same share in other signs", {"baseline!A4": "전체", "baseline!C4": "CN",
            "baseline!D4": 0.1, "baseline!E4": 2024},
            "E405", "baseline", "A4", "one of the two", "A3"),
    Spoiled("more than all of it", {"baseline!A4": "전체", "baseline!C4": "JP", "baseline!D4": 0.6,
            "baseline!E4": 2024}, "E614", "baseline", "A3", "another year or weight", "all"),
    Spoiled("heading of nothing", {"baseline!A2": 9999},
            "W615", "baseline", "A2", "hs_code", "9999"),
    Spoiled("element of nothing", {"baseline!A2": "element:Gd"},
            "W615", "baseline", "A2", "hs_code", "element:Gd"),
    Spoiled("year to come", {"baseline!E2": 2027},
            "W616", "baseline", "E2", "a year that is over", "2027"),
    Spoiled("share without a year", {"baseline!E2": None},
            "E322", "baseline", "E2", "delete the whole row"),
    Spoiled("share with a decimal comma", {"baseline!D2": "79,8%"},
            "E302", "baseline", "D2", "write 79.8%", "79,8%"),
    Spoiled("share of a range", {"baseline!D2": "70~80%"},
            "E301", "baseline", "D2", "write 70%, 80%", "70~80%"),
    Spoiled("no share", {"baseline!D2": "-"}, "E301", "baseline", "D2", "delete the row", "-"),
    Spoiled("bare share before", {"baseline!D2": 80},
            "E305", "baseline", "D2", "0.8 or 80%", "80"),
)  # fmt: skip

SPOILED = (
    *CELLS,
    *NAMES,
    *PLAN,
    *PURCHASE,
    *MAKING,
    *POLICY,
    *LIMITS,
    *STUDIES,
    *KNOWN,
    *ABSENT,
    *INSIDE,
    *BEFORE,
    *RUNNING,
    *DOCUMENTS,
)


def _renamed(old: str, new: str) -> Any:
    def change(sheets: Sheets) -> None:
        sheets[new] = sheets.pop(old)

    return change


def _without(sheet: str) -> Any:
    return lambda sheets: sheets.pop(sheet)


def _cells(**cells: Any) -> Any:
    return lambda sheets: spoil(sheets, {k.replace("_at_", "!"): v for k, v in cells.items()})


def _copied(sheet: str, new: str) -> Any:
    def change(sheets: Sheets) -> None:
        sheets[new] = [list(row) for row in sheets[sheet]]

    return change


def _emptied(sheet: str) -> Any:
    def change(sheets: Sheets) -> None:
        del sheets[sheet][1:]

    return change


RESHAPED = (
    Reshaped("unknown sheet", lambda s: s.update({"rout": [["x"]], "routes": [["from"]]}),
             "W201", "rout", "", "'[Rr]outes'", "rout"),
    *(Reshaped(f"table {old} named {new}", _renamed(old, new),
               "W223", new, "", f"rename the sheet to '{old}'", new)
      for old, new in (("limits", "한도"), ("limits", "Sheet1"), ("capacity", "capa 2027"),
                       ("origins", "원산지 (2)"), ("tiers", "rout"))),
    Reshaped("a copy of a sheet", _copied("limits", "limits (2)"),
             "N214", "limits (2)", "", "not read"),
    Reshaped("misnamed sheet", _renamed("offers", "Bids 2027"),
             "E202", "Bids 2027", "", "'offers'"),
    Reshaped("missing sheet", _without("suppliers"), "E203", "", "", "'suppliers'", "suppliers"),
    Reshaped("empty settings", lambda s: s.update(settings=[]),
             "E203", "", "", "start|key", "settings"),
    Reshaped("no key row", lambda s: s.update(routes=[["a", "b"], [1, 2]]),
             "E204", "routes", "", "from, to"),
    Reshaped("another workbook", lambda s: (s.clear(), s.update(Sheet1=[["name"], ["Kim"]])),
             "E221", "", "", "name the case workbook"),
    Reshaped("key row twice", lambda s: s.update(capacity=[*s["capacity"], *s["capacity"]]),
             "E220", "capacity", "A4", "Delete row 4", ""),
    Reshaped("missing column", _cells(recipes_at_C1=None), "E205", "recipes", "A1", "per_run"),
    Reshaped("unknown column", _cells(offers_at_W1="colour"),
             "W206", "offers", "W1", "not read", "colour"),
    *(Reshaped(f"column left out: {key}", _cells(offers_at_W1=key, offers_at_W2=3),
               "W226", "offers", "W1", f"'{meant}'", key)
      for key, meant in (("운임", "freight"), ("oder_cost", "order_cost"),
                         ("price floor", "price_floor"))),
    Reshaped("numbers under a name", _cells(demand_at_G1="eech", demand_at_G2=4),
             "E219", "demand", "G1", "'each'", "eech"),
    Reshaped("numbers under an id", _cells(capacity_at_D1="suplier2", capacity_at_D2="4"),
             "E219", "capacity", "D1", "clear this cell", "suplier2"),
    Reshaped("texts under a name", _cells(demand_at_G1="who", demand_at_G2="Kim"),
             "W206", "demand", "G1", "not read", "who"),
    Reshaped("attribute elsewhere", _cells(demand_at_G1="attr:co2", demand_at_G2=4),
             "W206", "demand", "G1", "not read", "attr:co2"),
    Reshaped("misspelled column", _cells(offers_at_E1="prise"),
             "E207", "offers", "E1", "'price'", "prise"),
    Reshaped("column twice", _cells(offers_at_W1="Price "),
             "E208", "offers", "W1", "Delete", "Price"),
    Reshaped("attribute twice", _cells(offers_at_W1="attr:Carbon"),
             "E208", "offers", "W1", "Delete", "attr:Carbon"),
    Reshaped("period twice", _cells(demand_at_G1=datetime.date(2027, 1, 15)),
             "E209", "demand", "G1", "one column", "2027-01-15"),
    Reshaped("period written otherwise", _cells(demand_at_C1="2027.1"),
             "E210", "demand", "C1", "2027-01", "2027.1"),
    Reshaped("two-digit year", _cells(demand_at_C1="Jan-27"), "E210", "demand", "C1", "2027-Q1",
             "Jan-27"),
    Reshaped("month word", _cells(demand_at_C1="Jan 2027"),
             "E210", "demand", "C1", "2027", "Jan 2027"),
    Reshaped("periods outside", _cells(settings_at_B2="2030-01"),
             "W211", "demand", "C1", "start", "2027-01"),
    Reshaped("same table twice", _copied("routes", "운송경로"),
             "E212", "운송경로", "", "Keep one", "routes"),
    Reshaped("another sheet", lambda s: s.update({"zzz": [["x"]]}), "N214", "zzz", "", "not read"),
    Reshaped("values without key", _cells(offers_at_X3="see mail"),
             "W215", "offers", "X3", "key", "see mail"),
    Reshaped("keys below the twentieth row",
             lambda s: s.update({"offers": [[None]] * 25 + s["offers"]}),
             "E204", "offers", "", "row 26: delete rows above"),
    Reshaped("no rows", _emptied("demand"), "W216", "demand", "", "below the key row", "demand"),
)  # fmt: skip
