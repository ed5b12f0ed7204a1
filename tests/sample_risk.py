"""A made-up risk of the made-up plan: round numbers that tests can check by eye."""

import dataclasses

from sample_case import CASE, T

from models.futures.drawn import Drawn
from models.rolling.estimate import Estimate
from planner.outcomes.risk import (
    ArrivalLine,
    FanLine,
    FutureLine,
    Judged,
    LateLine,
    MaterialShort,
    RiskView,
    ShortageRisk,
    Unseen,
)

LABEL = [CASE.calendar.label(t) for t in range(T)]
OWN = tuple(float(50e6 + 1e5 * w) for w in range(40))
RISKLESS = tuple(float(48e6 + 4e5 * w) for w in range(40))


def judged(name: str, costs: tuple[float, ...], shortage: float, service: float) -> Judged:
    """Figures of equally likely costs, by plain arithmetic."""
    ordered = sorted(costs)
    mean = sum(ordered) / len(ordered)
    spread = sum((cost - mean) ** 2 for cost in ordered) / (len(ordered) - 1)
    return Judged(
        name=name,
        mean=mean,
        cvar=sum(ordered[-4:]) / 4,
        p5=ordered[2],
        p50=ordered[20],
        p95=ordered[37],
        worst=ordered[-1],
        standard_error=(spread / len(ordered)) ** 0.5,
        shortage_probability=shortage,
        service_level=service,
    )


def sample_risk() -> RiskView:
    """This plan is dearer at its best and much better at its worst than the plan without risk."""
    own, riskless = judged("own", OWN, 0.1, 0.9987), judged("riskless", RISKLESS, 0.45, 0.981)
    return RiskView(
        measure="cvar",
        level=0.9,
        weight=0.5,
        futures=40,
        seed=1,
        value=0.5 * (own.mean + own.cvar),
        bound=0.5 * (own.mean + own.cvar) - 50_000,
        gap=0.00095,
        own=own,
        riskless=riskless,
        promised=49e6,
        premium=own.mean - 49e6,
        vss=0.5 * (riskless.mean + riskless.cvar - own.mean - own.cvar),
        evpi=900_000.0,
        evpi_error=60_000.0,
        service=(("Dy_ox", 0.995), ("NdPr_metal", 1.0), ("Tb_ox", 0.9987), ("magnet", 1.0)),
        arrivals=_arrivals(),
        late=(
            LateLine("shenghe", "CN", 71.0, 118.0, 0.15),
            LateLine("northern", "CN", 64.5, 103.0, 0.12),
            LateLine("lynas", "AU", 2.5, 0.0, 0.0),
        ),
        shortages=(
            ShortageRisk("Dy_ox", "창원", "2027-07", 0.1, 12.5, 160.0, "kg"),
            ShortageRisk("Dy_ox", "창원", "2027-08", 0.05, 4.0, 40.0, "kg"),
            ShortageRisk("Tb_ox", "창원", "2027-08", 0.025, 0.5, 0.0, "kg"),
        ),
        fan=_fan(),
        worst=(
            FutureLine(
                12,
                OWN[-1],
                310_000.0,
                "cn_stop 2027-03..2027-08; cn_stop 2028-02..2028-04; refused 12%",
            ),
            FutureLine(3, OWN[-2], 0.0, ""),
        ),
        licenses=(
            Drawn("cn_mid", "CN", 72, 0.85, 0.854, 45.0, 45.2, 90.0, 89.1),
            Drawn("rule", "CN", 24, 0.8, 0.8, 45.0, 44.9, 90.0, 91.0),
        ),
        histogram=(OWN, RISKLESS),
        following=tuple((label, max(40 - 6 * t, 4)) for t, label in enumerate(LABEL)),
        unseen=_unseen(own, riskless),
    )


def _unseen(own: Judged, riskless: Judged) -> Unseen:
    """A little dearer than in the futures it was made for, and still better in the tail."""
    dearer, other = (
        dataclasses.replace(one, mean=one.mean + 1e6, cvar=one.cvar + 2e6, cvar_error=400_000.0)
        for one in (own, riskless)
    )
    return Unseen(
        futures=100,
        seed=1_000_004,
        own=dearer,
        riskless=other,
        mean=Estimate(dearer.mean - other.mean, 90_000.0),
        tail=Estimate(dearer.cvar - other.cvar, 350_000.0),
        measure=Estimate(0.5 * (dearer.mean + dearer.cvar - other.mean - other.cvar), 200_000.0),
        compared=100,
        short=(
            MaterialShort("Dy_ox", Estimate(0.12, 0.032), 12.5, "kg", 31_000.0),
            MaterialShort("Tb_ox", Estimate(0.03, 0.017), 0.5, "kg", 900.0),
        ),
    )


def _arrivals() -> tuple[ArrivalLine, ...]:
    licensed = ArrivalLine(
        offer="shenghe_dy",
        supplier="shenghe",
        material="Dy_ox",
        period="2027-01",
        quantity=310.0,
        unit="kg",
        license="cn_mid",
        planned="2027-05",
        mean="2027-05-14",
        p90="2027-07-20",
        refused=0.15,
        confidence=0.9,
        order_by="2026-11-12",
        apply_by="2026-11-12",
    )
    free = ArrivalLine(
        offer="lynas_dy",
        supplier="lynas",
        material="Dy_ox",
        period="2027-01",
        quantity=88.0,
        unit="kg",
        license="",
        planned="2027-03",
        mean="2027-03-01",
        p90="2027-03-01",
        refused=0.0,
        confidence=0.9,
        order_by="2027-01-31",
        apply_by="",
    )
    never = ArrivalLine(
        offer="northern_tb",
        supplier="northern",
        material="Tb_ox",
        period="2027-02",
        quantity=70.0,
        unit="kg",
        license="cn_mid",
        planned="2027-06",
        mean="",
        p90="",
        refused=1.0,
        confidence=0.9,
        order_by="",
        apply_by="",
    )
    return licensed, free, never


def _fan() -> tuple[FanLine, ...]:
    return tuple(
        FanLine(
            *(pile.stockpile, pile.material, label),
            p5=10.0 + t,
            p25=20.0 + t,
            p50=30.0 + t,
            p75=45.0 + t,
            p95=70.0 + t,
            target=25.0 if pile.cover_target else None,
            unit=CASE.material[pile.material].unit,
        )
        for pile in CASE.stockpiles
        if pile.owner == "company"
        for t, label in enumerate(LABEL)
    )
