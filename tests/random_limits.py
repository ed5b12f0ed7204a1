"""Random limits: any measure, window, stage, weight, hard or soft."""

from dataclasses import replace

from random_numbers import KILOGRAMS, USD, Numbers

from models.case import Limit
from planner.schema.tables import TABLES

MEASURES = TABLES["limits"].reads


class Limits(Numbers):
    """The limits of a random case."""

    def limits(self, stocked: bool) -> list[Limit]:
        measures = ("share", "amount", "average", "stock_limit", "hhi")
        names = [name for name in measures if self.has(name)]
        names += [name for name in names if self.chance.random() < 0.4]
        rows = [_read(self._limit(f"l{i}", name)) for i, name in enumerate(names)]
        return [row for row in rows if row.measure != "stock" or stocked]

    def _limit(self, name: str, feature: str) -> Limit:
        measure = feature.removesuffix("_limit")
        soft = self.chance.random() < 0.6
        sense = self.chance.choice(("max", "max", "min")) if measure != "hhi" else "max"
        weight = self.chance.choice(("quantity", "reo"))
        if self.has("spend", 0.6) and measure != "stock":
            weight = "spend"
        stage = self.chance.choice(("direct", "direct", "mined", "separated", "metal", "any"))
        if measure == "stock" or (measure == "hhi" and stage == "any" and soft):
            stage = "direct"
        unit = self.chance.choice(("kg", "t"))
        late = self.chance.random() < 0.2
        return Limit(
            name,
            measure,  # type: ignore[arg-type]
            of=self._of(measure),
            among=self._among(measure),
            by=self.chance.choice(("country", "supplier", "group")),
            attribute="grade" if measure == "average" else "",
            weight=weight,  # type: ignore[arg-type]
            stage=stage,  # type: ignore[arg-type]
            window=self.chance.choice(("horizon", "year", "period", "rolling:2", "rolling:3")),
            sense=sense,  # type: ignore[arg-type]
            value=self._value(measure, sense, weight, unit),
            unit="" if weight == "spend" else unit,
            kind="soft" if soft else "hard",
            penalty=self._penalty(measure, weight, unit) if soft else None,
            from_=self.month() if late else None,
            until=None,
        )

    def _of(self, measure: str) -> str:
        if measure == "stock":
            return self.chance.choice(("all", "material=m0", "owner=company", "element=Nd|Dy"))
        return self.chance.choice(
            ("country=CN", "country!=CN", "country=CN|MM", "supplier=s0", "tag=green|union",
             "element=Nd,country=AU", "country=CN,kind!=trader", "supplier=s*,material!=m1")
        )  # fmt: skip

    def _among(self, measure: str) -> str:
        if measure == "stock":
            return "all"
        return self.chance.choice(("all", "all", "element=Nd", "form=oxide|metal", "country!=US"))

    def _value(self, measure: str, sense: str, weight: str, unit: str) -> float:
        high = sense == "max"
        if measure == "share":
            return self.chance.choice((0.4, 0.65) if high else (0.1, 0.25))
        if measure == "average":
            return self.number(17, 24)
        if measure == "hhi":
            return self.chance.choice((3700.0, 5200.0, 6800.0, 9000.0))
        size = 1 / KILOGRAMS[unit] if weight != "spend" else 50 / USD[self.money]
        return self.number(50, 200) * size if high else self.number(5, 40) * size

    def _penalty(self, measure: str, weight: str, unit: str) -> float:
        if weight == "spend":
            return self.number(0.05, 2)
        each = self.number(1, 60) * KILOGRAMS[unit] / USD[self.money]
        return float(f"{each / (20 if measure == 'average' else 1):.3g}")


def _read(limit: Limit) -> Limit:
    """The limit with nothing in a column that its measure does not read, as in a workbook."""
    blank = Limit("", limit.measure)
    unread = MEASURES.unread(limit.measure)
    return replace(limit, **{key: getattr(blank, key) for key in unread})
