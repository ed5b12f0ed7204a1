"""Whether cheap materials carry the range of a country."""

from collections import defaultdict
from collections.abc import Iterator

from models.terms.units import in_kg, is_mass, oxide_in_kg
from planner.explain import speak
from planner.explain.edit_words import named_some
from planner.explain.voice import Voice
from planner.outcomes.point import Point
from planner.study.front.cheap import cheap_carriers
from planner.study.room.found import Range, RoomFound
from planner.words import Words

_CARRIED = Words(
    "주의: 그 폭의 {moved}는 {country} 구매비의 {spent}밖에 되지 않는 값싼 품목이 만듭니다: "
    "{names}. 비싼 품목의 의존은 그만큼 줄지 않습니다.",
    "Mind: {moved} of that range is made by cheap materials that are {spent} of the spending "
    "there: {names}. Dependence on dearer ones does not fall by as much.",
)
_MOVES = Words("{name} {least}~{most}", "{name} {least} to {most}")


def carried(one: Range, study: RoomFound, voice: Voice) -> Iterator[str]:
    """A warning where a country's range is mainly of materials that cost next to nothing."""
    ends = {end.name: end for end in study.extremes}
    least, most = (ends.get(f"{one.name} {end}") for end in ("least", "most"))
    if least is None or most is None:
        return
    low, high = (_bought(end, one.name) for end in (least, most))
    sizes = {m: _size(study, m, one.unit) for m in sorted({*low, *high})}
    moved = {m: abs(high.get(m, 0.0) - low.get(m, 0.0)) * size for m, size in sizes.items()}
    spent: dict[str, float] = defaultdict(float)
    for row in study.base.bought:
        if row.country == one.name:
            spent[row.material] += row.spend
    found = cheap_carriers(moved, spent)
    if found is None:
        return
    moves = []
    for material in found.materials:
        unit = study.case.material[material].unit
        moves.append(
            voice.say(
                _MOVES,
                name=voice.material(material),
                least=speak.quantity(low.get(material, 0.0), unit),
                most=speak.quantity(high.get(material, 0.0), unit),
            )
        )
    yield voice.say(
        _CARRIED,
        moved=speak.percent(found.moved),
        country=voice.country(one.name),
        spent=speak.percent(found.spent),
        names=named_some(moves, voice),
    )


def _bought(point: Point, country: str) -> dict[str, float]:
    """What a plan orders in a country, by material, in its own unit."""
    sums: dict[str, float] = defaultdict(float)
    for row in point.bought:
        if row.country == country:
            sums[row.material] += row.quantity
    return sums


def _size(study: RoomFound, material: str, unit: str) -> float:
    """What one unit of a material is in what the range is told in, up to a constant factor."""
    own = study.case.material[material].unit
    if unit == "t REO":
        return oxide_in_kg(study.case, material)
    return in_kg(own) if is_mass(own) else 1.0
