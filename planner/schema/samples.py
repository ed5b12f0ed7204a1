"""One worked line per table: shown on the template's first sheet and in the manual, not data."""

from typing import Any

SAMPLES: dict[str, dict[str, Any]] = {
    "settings": {"key": "start", "value": "2027-01"},
    "materials": {
        "material": "ndpr_oxide", "element": "NdPr", "form": "oxide", "unit": "t",
        "price_per": "kg", "hold_cost": 0.15,
    },
    "contents": {"material": "ndfeb_magnet", "element": "Dy", "content": "3%"},
    "suppliers": {"supplier": "lynas", "name": "Lynas", "country": "AU", "kind": "refiner"},
    "offers": {
        "offer": "lynas_ndpr", "supplier": "lynas", "material": "ndpr_oxide", "price": 108,
        "currency": "USD", "freight": 0.6, "duty": "5%", "lead": 1.3,
    },
    "tiers": {"offer": "lynas_ndpr", "from_quantity": 60, "price": 112},
    "prices": {"offer": "lynas_ndpr", "2027": 108, "2028": 101},
    "capacity": {"supplier": "lynas", "material": "ndpr_oxide", "each": 40},
    "demand": {"material": "ndpr_oxide", "2027-01": 32, "2027-02": 32},
    "stockpiles": {
        "stockpile": "plant_store", "material": "ndpr_oxide", "opening": 60, "cover_target": 3,
        "cover_cost": 2,
    },
    "processes": {"process": "metal_making", "cost": 8600, "max_per_period": 30, "lead": 1},
    "recipes": {"process": "metal_making", "material": "ndpr_oxide", "per_run": -1.213},
    "returns": {"material": "swarf", "of": "ndfeb_alloy", "rate": 0.25, "lag": 2},
    "arisings": {"material": "old_motors", "2027": 5, "2028": 12},
    "routes": {"from": "Busan", "to": "Daegu", "material": "ndpr_oxide", "cost": 0.05},
    "origins": {"supplier": "lynas", "stage": "separated", "country": "MY", "share": "100%"},
    "licenses": {
        "license": "cn_heavy", "country": "CN", "grant": "85%", "days_p50": 63, "days_p90": 120,
        "elements": "Dy;Tb",
    },
    "events": {
        "event": "cn_stop", "of": "country=CN", "per_year": 0.25, "months_p50": 2,
        "months_p90": 6, "effect": "stop",
    },
    "limits": {
        "limit": "china_share", "measure": "share", "of": "country=CN", "among": "element=NdPr",
        "stage": "mined", "window": "year", "sense": "max", "value": "65%",
    },
    "open_orders": {"offer": "lynas_ndpr", "arrives": "2027-02", "quantity": 20},
    "baseline": {
        "basis": "2805.30", "country": "CN", "share": "79.8%", "year": 2024, "source": "KITA",
    },
    "fx": {"currency": "KRW", "each": 0.00068},
    "scenarios": {
        "scenario": "china_stop", "table": "capacity", "where": "supplier=cn_*",
        "column": "each", "op": "set", "value": 0, "from": "2027-07", "until": "2027-12",
    },
    "sweeps": {
        "sweep": "china_price", "table": "offers", "where": "country=CN", "column": "price",
        "op": "times", "low": 0.8, "high": 1.6, "steps": 5,
    },
}  # fmt: skip
