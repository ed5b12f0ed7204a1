"""A made-up case: 14 offers of five materials over 24 months, for tests of what a buyer reads."""

from models.calendar import month_of
from models.case import (
    STAGES,
    Case,
    Demand,
    Limit,
    Material,
    Offer,
    Origin,
    Process,
    Recipe,
    Settings,
    Stockpile,
    Supplier,
)
from planner.explain.voice import Voice
from planner.outcomes.plan import InputSheet

T = 24
CASE = Case(
    settings=Settings(
        start=month_of(2027, 1), periods=T, title="영구자석 원료 조달 2027-2028", language="ko"
    ),
    materials=(
        Material("NdPr_ox", "NdPr 산화물", "NdPr", "oxide", "t", "kg", hold_cost=0.4),
        Material("Dy_ox", "Dy 산화물", "Dy", "oxide", "kg", "kg", shortage_cost=2500, hold_cost=1),
        Material("Tb_ox", "Tb 산화물", "Tb", "oxide", "kg", "kg", shortage_cost=5000, hold_cost=3),
        Material("NdPr_metal", "NdPr 금속", "NdPr", "metal", "t", "kg", reo=1.17, hold_cost=0.5),
        Material("magnet", "NdFeB 자석", "NdPr", "magnet", "t", "kg", reo=0.38, shortage_cost=900),
    ),
    suppliers=(
        Supplier("lynas", "Lynas Rare Earths", "AU", kind="miner"),
        Supplier("arafura", "Arafura", "AU", kind="miner"),
        Supplier("mp", "MP Materials", "US", kind="miner"),
        Supplier("shenghe", "Shenghe Resources", "CN", "성허", "refiner"),
        Supplier("northern", "China Northern Rare Earth", "CN", kind="refiner"),
        Supplier("jlmag", "JL MAG", "CN", kind="magnet"),
        Supplier("proterial", "Proterial", "JP", kind="magnet"),
        Supplier("neo", "Neo Performance", "EE", kind="refiner"),
        Supplier("seonglim", "성림첨단산업", "KR", kind="magnet"),
        Supplier("vnmetal", "VTRE 베트남 금속", "VN", kind="metal"),
    ),
    offers=(
        Offer("lynas_ndpr", "lynas", "NdPr_ox", price=98, freight=1.2, lead=2),
        Offer("mp_ndpr", "mp", "NdPr_ox", price=104, freight=1.5, lead=2),
        Offer("arafura_ndpr", "arafura", "NdPr_ox", price=112, freight=1.5, lead=2),
        Offer("neo_ndpr", "neo", "NdPr_ox", price=109, freight=1.8, lead=3),
        Offer("shenghe_ndpr", "shenghe", "NdPr_ox", price=82, freight=0.8, duty=0.05, lead=1),
        Offer("shenghe_dy", "shenghe", "Dy_ox", price=290, freight=3, lead=2, license="cn_mid"),
        Offer("lynas_dy", "lynas", "Dy_ox", price=640, freight=4, lead=2),
        Offer("northern_tb", "northern", "Tb_ox", price=1250, freight=6, lead=2, license="cn_mid"),
        Offer("lynas_tb", "lynas", "Tb_ox", price=2900, freight=8, lead=2),
        Offer("northern_metal", "northern", "NdPr_metal", price=101, freight=0.9, lead=1),
        Offer("vn_metal", "vnmetal", "NdPr_metal", price=118, freight=0.9, lead=1),
        Offer("jlmag_mag", "jlmag", "magnet", price=63, freight=1.1, duty=0.08, lead=1),
        Offer("proterial_mag", "proterial", "magnet", price=94, freight=0.7, lead=1),
        Offer("seonglim_mag", "seonglim", "magnet", price=88, freight=0.2, lead=0),
    ),
    demand=(
        Demand("NdPr_metal", "창원", tuple(9.0 + 0.1 * t for t in range(T))),
        Demand("magnet", "창원", tuple(42.0 + 6.0 * (t % 6 == 4) + 0.5 * t for t in range(T))),
        Demand("Dy_ox", "창원", tuple(380.0 + 4.0 * t for t in range(T))),
        Demand("Tb_ox", "창원", tuple(90.0 + 1.0 * t for t in range(T))),
    ),
    stockpiles=(
        Stockpile("ndpr_yard", "NdPr_ox", "창원", opening=20, cover_target=1, cover_cost=2),
        Stockpile("dy_yard", "Dy_ox", "창원", opening=900, cover_target=2, cover_cost=9),
        Stockpile("tb_yard", "Tb_ox", "창원", opening=160, cover_target=2, cover_cost=20),
        Stockpile("metal_yard", "NdPr_metal", "창원", opening=12, cover_target=1, cover_cost=2),
        Stockpile("magnet_yard", "magnet", "창원", opening=70, cover_target=1, cover_cost=1),
        Stockpile("kores_dy", "Dy_ox", "군산", owner="government", opening=500, release_price=700),
    ),
    processes=(Process("reduction", "NdPr 금속 환원", "창원", "KR", cost=14000, max_per_period=6),),
    recipes=(Recipe("reduction", "NdPr_ox", -1.22), Recipe("reduction", "NdPr_metal", 1.0)),
    origins=(
        Origin("lynas", "", "separated", "MY", 1.0),
        Origin("neo", "", "mined", "AU", 0.6),
        Origin("neo", "", "mined", "CN", 0.4),
        Origin("vnmetal", "", "mined", "CN", 0.7),
        Origin("vnmetal", "", "mined", "VN", 0.3),
        Origin("vnmetal", "", "separated", "CN", 1.0),
        *(Origin("proterial", "", stage, "CN", 0.8) for stage in ("mined", "separated")),
        *(Origin("proterial", "", stage, "AU", 0.2) for stage in ("mined", "separated")),
        *(Origin("seonglim", "", stage, "CN", 0.5) for stage in STAGES[:3]),
        *(Origin("seonglim", "", stage, "AU", 0.5) for stage in STAGES[:3]),
    ),
    limits=(
        Limit("cn_cap", "share", "country=CN", weight="reo", window="year", value=0.5),
        Limit("cn_deep", "share", "country=CN", weight="reo", stage="any", window="year"),
        Limit("one_supplier", "share", "supplier=shenghe", weight="spend", value=0.35),
        Limit("hhi_country", "hhi", weight="spend", value=4000),
        Limit("dy_outside", "share", "country!=CN", "material=Dy_ox", sense="min", value=0.2),
        Limit("magnet_stock", "stock", "material=magnet", sense="min", value=40, kind="soft"),
    ),
    locations=("창원", "군산"),
)
VOICES = {language: Voice.of(CASE, language) for language in ("ko", "en")}
INPUTS = (
    InputSheet(
        "settings",
        "설정",
        ("key", "value"),
        (("start", "2027-01"), ("periods", 24), ("note", None)),
    ),
    InputSheet(
        "offers",
        "공급조건",
        ("offer", "supplier", "material", "price", "lead", "spot", "note"),
        tuple((o.offer, o.supplier, o.material, o.price, o.lead, o.spot, "") for o in CASE.offers),
    ),
)
RUN = {
    "input": "korea_magnets.xlsx",
    "input_sha256": "9f2b" * 16,
    "versions": {"planner": "0.1.0", "highspy": "1.15.0", "python": "3.11.9"},
    "engine": "highs",
    "options": {"time_limit": 600, "threads": 2},
    "seed": 1,
    "seconds": {"read": 0.41, "build": 0.02, "solve": 0.19, "check": 0.01},
    "started": "2026-11-21T09:30:00",
    "integers": False,
    "size": {"columns": 1204, "rows": 911, "entries": 5120},
}
