"""What the room says to a buyer: who can be traded away, who cannot, what to say to whom."""

# ruff: noqa: E501
from collections import defaultdict
from collections.abc import Iterator

from planner.explain import speak
from planner.explain.edit_words import named_some
from planner.explain.voice import Voice
from planner.study.front.point_words import reason
from planner.study.room.carried import carried
from planner.study.room.found import Range, RoomFound, Turning
from planner.words import Words

DROPPED = 0.01
"""A supplier can go if less than this part of what is bought now must stay."""
HELD = 0.9
"""It cannot be replaced if more than this part must stay."""
_NOTICED = 1e-6
_BIG = 4
_SHOWN = 3

_ABOUT = Words(
    "총비용이 {within}({money})까지 더 들어도 된다고 보고, 공급사마다 하나씩 가장 적게, 가장 많게 사는 계획을 찾았습니다. 한 번에 하나씩이므로 모두 동시에는 아닙니다.",
    "Allowing the total cost to rise by {within} ({money}), plans were sought that buy least and most from each supplier: one at a time, not from all at once.",
)
_BASELESS = Words(
    "기준 계획이 없어 여지를 잴 수 없습니다. {why}",
    "There is no base plan to measure room from. {why}",
)
_DROPPED = Words(
    "없어도 되는 공급사: {names}. 하나를 완전히 빼도 비용은 {within} 안에서 늘어나니, 물량을 걸고 협상할 수 있습니다.",
    "Can be left out: {names}. Without any one of them the cost rises by less than {within}, so its volume can be put on the table.",
)
_NONE_DROPPED = Words(
    "지금 사는 공급사 가운데 {within} 안에서 완전히 뺄 수 있는 곳은 없습니다.",
    "None of the suppliers bought from now can be left out within {within}.",
)
_HELD = Words(
    "뺄 수 없는 공급사: {names}. {within} 안에서는 지금 물량의 90% 넘게 그대로 사야 합니다(대신할 곳이 없거나 계약과 한도 때문에). 협상력이 저쪽에 있으니 다른 공급원을 만드는 일이 먼저입니다.",
    "Cannot go: {names}. Within {within} over 90% of what is bought now must stay (nothing replaces it, or contracts and limits ask for it). They have the upper hand; a second source comes first.",
)
_NEWCOMERS = Words(
    "지금은 사지 않지만 {within} 안에서 들여올 수 있는 공급사: {names}.",
    "Not bought from now, but possible within {within}: {names}.",
)
_UP_TO = Words("{name}(최대 {most})", "{name} (up to {most})")
_COUNTRY = Words(
    "{name}에서 오는 물량은 지금 {now}이고, {within} 안에서 {least}까지 줄이거나 {most}까지 늘릴 수 있습니다.",
    "From {name} come {now} now; within {within} it can be between {least} and {most}.",
)
_LEVER = Words("{name}(구매액의 {share}): {points}.", "{name} ({share} of spending): {points}.")
_ALL_GOES = Words("지금 물량 {now}{sounded:을를} 전부 뺄 수 있습니다", "all of its {now} can go")
_MUCH_GOES = Words(
    "지금 물량 {now} 가운데 {cut}({part})까지 뺄 수 있습니다",
    "{cut} of its {now} can go ({part})",
)
_NONE_GOES = Words(
    "지금 물량 {now}{sounded:을를} 거의 뺄 수 없습니다", "hardly any of its {now} can go"
)
_RISE = Words(
    "{material} 값이 {price}({part} 인상)를 넘으면 다른 곳에서 사는 편이 낫습니다",
    "above {price} ({part} up) its {material} is better bought elsewhere",
)
_NEEDED = Words("{material}에는 대신할 곳이 없습니다", "nothing can replace its {material}")
_BOUND = Words(
    "{material}{sounded:은는} 계약 조건 때문에 값과 관계없이 삽니다",
    "its own terms keep {material} in whatever the price",
)
_RIVAL = Words(
    "{rival}의 {material}{sounded:이가} {part} 내려 {price}이 되면 계획에 들어옵니다",
    "{rival} comes in for {material} at {price}, {part} below its price now",
)
_NEAREST = Words(
    "조금만 깎으면 들어오는 조건: {offers}.",
    "Would come in for a small cut: {offers}.",
)
_WEAKEST = Words(
    "조금만 올라도 빠지는 조건: {offers}.",
    "Would drop out at a small rise: {offers}.",
)
_OFFER = Words("{supplier} {material} ({part})", "{supplier} {material} ({part})")
NEVER = {
    "free": Words("공짜여도 들어오지 않음", "not even for nothing"),
    "held": Words("계약 조건이 붙들고 있음", "held by its own terms"),
    "needed": Words("대신할 곳이 없음", "nothing can replace it"),
    "spent": Words(
        "금액 한도가 값과 함께 움직여, 들고 나는 값이 하나로 정해지지 않음",
        "a limit on spend moves with its price: no one price at which it turns",
    ),
    "floor": Words("하한 가격 때문에 못 들어옴", "kept out by its price floor"),
}
"""Why an offer does not turn at any price."""


def room_sentences(study: RoomFound, voice: Voice) -> list[str]:
    """Who can be traded away, who cannot be replaced, what to say to each big supplier."""
    base = study.base.objective
    if base is None:
        why = reason(study.base, voice)
        return [voice.say(_BASELESS, why=why).strip()]
    about = voice.say(
        _ABOUT, within=speak.percent(study.within), money=voice.money(study.within * abs(base))
    )
    return [
        about,
        *_ranges(study, voice),
        *_country(study, voice),
        *_levers(study, voice),
        *_offers(study, voice),
    ]


def suppliers(study: RoomFound) -> list[Range]:
    """Ranges of suppliers, the one with the largest spending first."""
    spent = spending(study)
    own = [one for one in study.ranges if one.kind == "supplier"]
    return sorted(own, key=lambda one: (-spent.get(one.name, 0.0), -one.most, one.name))


def countries(study: RoomFound) -> list[Range]:
    """Ranges of countries, the largest first."""
    own = [one for one in study.ranges if one.kind == "country"]
    return sorted(own, key=lambda one: (-one.now, -one.most, one.name))


def spending(study: RoomFound) -> dict[str, float]:
    """Share of the plan's spending by supplier."""
    sums: dict[str, float] = defaultdict(float)
    for row in study.base.bought:
        sums[row.supplier] += row.spend
    whole = sum(sums.values()) or 1.0
    return {ident: money / whole for ident, money in sums.items()}


def verdict(one: Range) -> str:
    """``out`` (can be left out), ``part``, ``held`` (cannot be replaced), ``new``, ``idle``."""
    scale = max(one.most, one.now)
    if one.now <= _NOTICED * scale or scale <= 0.0:
        return "new" if one.most > _NOTICED else "idle"
    if one.least <= DROPPED * one.now:
        return "out"
    return "held" if one.least >= HELD * one.now else "part"


def cut(turning: Turning) -> float | None:
    """The change of its price as a fraction, at which an offer turns; None if never."""
    if turning.change is None or not turning.price:
        return None
    return turning.change / turning.price


def turning_price(turning: Turning) -> float | None:
    """The price at which an offer turns."""
    return None if turning.change is None else turning.price + turning.change


def idle(study: RoomFound) -> list[Turning]:
    """Offers not used, the smallest cut first, those that never enter last."""
    own = [one for one in study.turnings if not one.used]
    return sorted(own, key=_nearness)


def used(study: RoomFound) -> list[Turning]:
    """Offers used, the smallest rise first, those that never leave last."""
    own = [one for one in study.turnings if one.used]
    return sorted(own, key=_nearness)


def price_words(turning: Turning, price: float | None) -> str:
    """Say a price: ``112.4 USD/kg``."""
    return f"{speak.number(price or 0.0, 4)} {turning.currency}/{turning.price_per}"


def _nearness(turning: Turning) -> tuple[bool, float, str]:
    part = cut(turning)
    return part is None, abs(part or 0.0), turning.offer


def _ranges(study: RoomFound, voice: Voice) -> Iterator[str]:
    found: dict[str, list[Range]] = defaultdict(list)
    for one in suppliers(study):
        found[verdict(one)].append(one)
    within = speak.percent(study.within)

    def names(kind: str) -> str:
        return ", ".join(voice.supplier(one.name) for one in found[kind])

    if found["out"]:
        yield voice.say(_DROPPED, names=names("out"), within=within)
    else:
        yield voice.say(_NONE_DROPPED, within=within)
    if found["held"]:
        yield voice.say(_HELD, names=names("held"), within=within)
    if found["new"]:
        most = sorted(found["new"], key=lambda one: (-one.most, one.name))
        said = (
            voice.say(
                _UP_TO, name=voice.supplier(one.name), most=speak.quantity(one.most, one.unit)
            )
            for one in most
        )
        yield voice.say(_NEWCOMERS, names=named_some(said, voice), within=within)


def _country(study: RoomFound, voice: Voice) -> Iterator[str]:
    """The country most is bought from."""
    for one in countries(study)[:1]:
        if one.now > 0.0:
            name = voice.country(one.name)
            yield voice.say(
                _COUNTRY,
                name=name,
                within=speak.percent(study.within),
                now=speak.quantity(one.now, one.unit),
                least=speak.quantity(one.least, one.unit),
                most=speak.quantity(one.most, one.unit),
            )
            yield from carried(one, study, voice)


def _levers(study: RoomFound, voice: Voice) -> Iterator[str]:
    """For each of the biggest suppliers: its volume, the most to accept, its nearest rival."""
    spent = spending(study)
    known = {one.name: one for one in suppliers(study)}
    ranked = sorted(spent, key=lambda ident: (-spent[ident], ident))
    for ident in ranked[:_BIG]:
        points = [_volume(known[ident], voice)] if ident in known else []
        points += [*_limit(ident, study, voice), *_rival(ident, study, voice)]
        if points:
            yield voice.say(
                _LEVER,
                name=voice.supplier(ident),
                share=speak.percent(spent[ident]),
                points="; ".join(points),
            )


def _volume(one: Range, voice: Voice) -> str:
    goes = one.now - one.least
    now, kind = speak.quantity(one.now, one.unit), verdict(one)
    words = {"out": _ALL_GOES, "part": _MUCH_GOES}.get(kind, _NONE_GOES)
    return voice.say(
        words,
        now=now,
        sounded=speak.sounded(now),
        cut=speak.quantity(goes, one.unit),
        part=speak.percent(goes / one.now) if one.now else "-",
    )


def _limit(ident: str, study: RoomFound, voice: Voice) -> Iterator[str]:
    """Up to what price a supplier's main material is bought; else why at any."""
    order = _sold(ident, study)
    own = [one for one in used(study) if one.supplier == ident and one.material in order]
    for one in sorted(own, key=lambda one: order.index(one.material))[:1]:
        name = voice.material(one.material)
        part = cut(one)
        if part is not None:
            yield voice.say(
                _RISE,
                material=name,
                price=price_words(one, turning_price(one)),
                part=speak.percent(part),
            )
        elif one.never in ("needed", "held"):
            words = _NEEDED if one.never == "needed" else _BOUND
            yield voice.say(words, material=name, sounded=speak.sounded(name))


def _rival(ident: str, study: RoomFound, voice: Voice) -> Iterator[str]:
    """The nearest offer of somebody else for a supplier's main material, or its next."""
    order = _sold(ident, study)
    rivals = [
        one
        for one in idle(study)
        if one.material in order and one.supplier != ident and cut(one) is not None
    ]
    for one in sorted(rivals, key=lambda one: order.index(one.material))[:1]:
        name = voice.material(one.material)
        yield voice.say(
            _RIVAL,
            rival=voice.supplier(one.supplier),
            material=name,
            sounded=speak.sounded(name),
            part=speak.percent(abs(cut(one) or 0.0)),
            price=price_words(one, turning_price(one)),
        )


def _sold(ident: str, study: RoomFound) -> list[str]:
    """What is bought from a supplier, the material with most spending first."""
    own = [row for row in study.base.bought if row.supplier == ident]
    return [row.material for row in sorted(own, key=lambda row: (-row.spend, row.material))]


def _offers(study: RoomFound, voice: Voice) -> Iterator[str]:
    for words, turnings in ((_NEAREST, idle(study)), (_WEAKEST, used(study))):
        known = [one for one in turnings if cut(one) is not None][:_SHOWN]
        if known:
            said = ", ".join(_offer(one, voice) for one in known)
            yield voice.say(words, offers=said)


def _offer(turning: Turning, voice: Voice) -> str:
    return voice.say(
        _OFFER,
        supplier=voice.supplier(turning.supplier),
        material=voice.material(turning.material),
        part=f"{100 * (cut(turning) or 0.0):+.1f}%",
    )
