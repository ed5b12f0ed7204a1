"""Where one stands: shares before the plan and in each of its years, and paths towards a target."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from models.basis import Basis, basis_of, digits
from models.case import Baseline, Limit
from models.critical import FIRST, critical_elements, home_country
from models.selector import Condition, SelectorError, folded, parse
from planner.explain.figures import ALL, HORIZON
from planner.explain.voice import Voice
from planner.glossary.targets import HEADINGS
from planner.outcomes.plan import LimitLine, Plan, Weight
from planner.words import Words

_EVERYTHING = Words("전체", "All")
_HEADING = Words("HS {code} {name}", "HS {code} {name}")
_IMPORTED = Words("{}, 수입만", "{}, imports only")
_WHEREVER = Words("{} (자석 함유분 포함)", "{}, magnets included")
_TRADED = Words("{} (품목의 원소 기준)", "{}, by the material's element")
_POINT = 0.01
_WEIGHT_OF_LIMIT: dict[str, Weight] = {"spend": "value", "quantity": "quantity", "reo": "reo"}


@dataclass(frozen=True)
class Standing:
    """A country's share on one basis: before the plan, newest first, and in each year of it."""

    scope: str
    weight: Weight
    country: str
    before: tuple[Baseline, ...]
    years: Mapping[str, float] = field(hash=False)

    @property
    def latest(self) -> Baseline | None:
        """The newest share before the plan."""
        return self.before[0] if self.before else None

    @property
    def last(self) -> float | None:
        """The share in the plan's last year with orders."""
        return self.years[max(self.years)] if self.years else None


class Standings:
    """Shares of a plan by scope, weight, stage, country and year, beside those of the baseline."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.case = plan, plan.case
        self.home = home_country(plan.case)
        self._by: dict[tuple[str, str, str], dict[str, dict[str, float]]] = {}
        for line in plan.shares:
            if line.what == "country":
                named = self._by.setdefault((line.scope, line.weight, line.stage), {})
                named.setdefault(line.name, {})[line.window] = line.share
        self._before: dict[tuple[str, str, str], list[Baseline]] = {}
        for row in plan.case.baseline:
            if scope := self.scope_of(row):
                key = (scope, row.weight, row.country)
                self._before.setdefault(key, []).append(row)

    @cached_property
    def bases(self) -> list[tuple[str, Weight]]:
        """All, each customs heading and critical element, by each weight they are told by.

        Of a heading that is partly bought at home, what is imported: customs count nothing else.
        """
        critical = {folded(x) for x in critical_elements(self.case)} or set(FIRST)
        known = list(dict.fromkeys((line.scope, line.weight) for line in self.plan.shares))
        in_part = {scope.split(",")[0] for scope, _ in known if "," in scope}

        def told(scope: str) -> bool:
            field, _, what = scope.partition("=")
            if field in ("contains", "element"):
                return folded(what) in critical
            whole = scope not in in_part or scope in self._told_before
            return scope == ALL or (field == "hs" and whole)

        return [(scope, weight) for scope, weight in known if told(scope)]

    @property
    def chief(self) -> list[tuple[str, Weight]]:
        """One way to count each basis: an element by its oxide wherever it sits, else by money."""
        return [
            (scope, weight)
            for scope, weight in self.bases
            if (scope.startswith("contains="), weight) in ((True, "reo"), (False, "value"))
            and not scope.startswith("element=")
        ]

    def scope_of(self, row: Baseline) -> str:
        """The scope of the plan on the same basis; empty if nothing of it is on offer."""
        basis = basis_of(row.basis)
        if basis is None:
            return ""
        known = {line.scope for line in self.plan.shares if line.weight == row.weight}
        found = list(_scopes(basis, row.weight, known))
        # Who tells of the share of home speaks of the whole market, imports or not.
        of_all = (basis, row.weight, row.year) in self._with_home
        return "" if not found else found[-1] if of_all else found[0]

    @cached_property
    def _with_home(self) -> set[tuple[Basis | None, str, int]]:
        """Baselines (basis, weight, year) that tell the share of the buyer's own country."""
        return {
            (basis_of(row.basis), row.weight, row.year)
            for row in self.case.baseline
            if row.country == self.home
        }

    @cached_property
    def _told_before(self) -> set[str]:
        """Scopes that a baseline tells of."""
        return {scope for scope, _, _ in self._before}

    def share(self, scope: str, weight: str, stage: str, country: str, window: str) -> float | None:
        """A country's share; None where nothing is ordered, 0 where it supplies nothing of it."""
        named = self._by.get((scope, weight, stage), {})
        if not any(window in windows for windows in named.values()):
            return None
        return named.get(country, {}).get(window, 0.0)

    def largest(self, scope: str, weight: str, stage: str, window: str) -> tuple[str, float] | None:
        """The foreign country with the largest share."""
        named = self._by.get((scope, weight, stage), {})
        found = [
            (windows[window], country)
            for country, windows in named.items()
            if window in windows and country != self.home
        ]
        share, country = max(found, default=(0.0, ""))
        return (country, share) if country else None

    def countries(self, scope: str, weight: str, stage: str) -> list[str]:
        """Who supplies any of it in any year or did before, the largest over the plan first."""
        named = self._by.get((scope, weight, stage), {})
        before = {c for (s, w, c) in self._before if (s, w) == (scope, weight)}
        known = {country: windows.get(HORIZON, 0.0) for country, windows in named.items()}
        rest = {country: 0.0 for country in before if stage == "direct"}
        return sorted(rest | known, key=lambda country: (-(rest | known)[country], country))

    def before(self, scope: str, weight: str, country: str) -> tuple[Baseline, ...]:
        """The country's shares before the plan, newest first."""
        found = self._before.get((scope, weight, country), [])
        return tuple(sorted(found, key=lambda row: (-row.year, row.source)))

    def standing(self, scope: str, weight: Weight, country: str) -> Standing:
        """The country's direct share before and in each year."""
        years = {
            year: share
            for year in self.years
            if (share := self.share(scope, weight, "direct", country, year)) is not None
        }
        return Standing(scope, weight, country, self.before(scope, weight, country), years)

    @cached_property
    def years(self) -> list[str]:
        """The years of the plan in which anything is ordered."""
        return sorted({line.window for line in self.plan.shares} - {HORIZON})

    def foremost(self) -> list[Standing]:
        """On each chief basis, and by weight in customs, the foreign countries that matter most.

        Who supplied most before the plan, and who supplies most in its last year.
        """
        found = []
        for scope, weight in self.bases:
            counted = scope.startswith("hs=") and weight == "quantity"
            if not (counted or (scope, weight) in self.chief or self._stood(scope, weight)):
                continue
            abroad = [c for c in self.countries(scope, weight, "direct") if c != self.home]
            every = [self.standing(scope, weight, country) for country in abroad]
            if every:
                first = max(every, key=lambda one: one.latest.share if one.latest else -1.0)
                last = max(every, key=lambda one: one.last or 0.0)
                found += [one for one in dict.fromkeys((first, last)) if one.before or one is last]
        return found

    def _stood(self, scope: str, weight: str) -> bool:
        return any((s, w) == (scope, weight) for s, w, _ in self._before)


def _scopes(basis: Basis, weight: str, known: set[str]) -> Iterator[str]:
    """Scopes of the plan on a basis: what is imported first, then all of it."""
    if basis.kind == "all":
        yield from {ALL} & known
        return
    for scope in sorted(known, key=len, reverse=True):
        field, _, what = scope.partition("=")
        code = what.partition(",")[0]
        if basis.kind == "hs" and field == "hs" and digits(code) == basis.what:
            yield scope
        wanted = "contains" if weight == "reo" else "element"
        if basis.kind == "element" and field == wanted and folded(what) == basis.what:
            yield scope


def scope_said(scope: str, voice: Voice) -> str:
    """``HS 2846 rare earth compounds``, ``Dy, magnets included``, ``All``."""
    if scope == ALL:
        return voice.say(_EVERYTHING)
    field, _, what = scope.partition("=")
    if field == "hs":
        code, _, imports = what.partition("*")
        name = voice.say(HEADINGS[code[:4]]) if code[:4] in HEADINGS else ""
        said = voice.say(_HEADING, code=code, name=name).strip()
        return voice.say(_IMPORTED, said) if imports else said
    if field == "contains":
        return voice.say(_WHEREVER, what)
    return voice.say(_TRADED, what)


@dataclass(frozen=True)
class Path:
    """A share limit whose bound moves from year to year; ``lines`` are its years in order."""

    limit: Limit
    lines: tuple[LimitLine, ...]
    before: tuple[Baseline, ...]

    @property
    def latest(self) -> Baseline | None:
        """Where it stood before the plan, on the limit's own weight if that is known."""
        return self.before[0] if self.before else None

    @property
    def weight(self) -> Weight:
        """What its shares are counted by."""
        return _WEIGHT_OF_LIMIT[self.limit.weight]


def point_costs(line: LimitLine) -> float | None:
    """Money that one percentage point tighter costs by the shadow price; None if not known.

    An estimate: the bound multiplies what is ordered, so the cost need not be convex in it. With
    less than a point of headroom a shadow price of 0 tells nothing of a whole point.
    """
    if line.dual is None:
        return None
    free = line.headroom is None or line.headroom >= _POINT
    return abs(line.dual) * _POINT if line.dual or free else None


def paths(plan: Plan) -> list[Path]:
    """Yearly share limits whose bound moves: one row with ``value_to``, or a row for each step."""
    standings = Standings(plan)
    groups: dict[tuple[str, ...], list[tuple[Limit, LimitLine]]] = {}
    limits = {limit.limit: limit for limit in plan.case.limits}
    for line in plan.limits:
        limit = limits.get(line.limit)
        if limit and limit.measure == "share" and limit.window == "year":
            key = (limit.of, limit.among, limit.weight, limit.stage, limit.sense, limit.kind)
            groups.setdefault(key, []).append((limit, line))
    found = []
    for pairs in groups.values():
        moves = len({line.bound for _, line in pairs}) > 1
        if moves and len({line.window for _, line in pairs}) == len(pairs):
            lines = tuple(sorted((line for _, line in pairs), key=lambda line: line.window))
            first = limits[lines[0].limit]
            found.append(Path(first, lines, _stood(standings, first)))
    return found


def _stood(standings: Standings, limit: Limit) -> tuple[Baseline, ...]:
    """Where a limit on one country stood before: the same basis, its own weight if there is one."""
    country, among = _only(limit.of, "country"), _only(limit.among, "contains", "element", "hs")
    if not country or (among is None and folded(limit.among) not in ("", "all")):
        return ()
    rows = [
        row
        for row in standings.case.baseline
        if folded(row.country) == country.values[0] and _same(basis_of(row.basis), among)
    ]
    own = _WEIGHT_OF_LIMIT[limit.weight]
    return tuple(sorted(rows, key=lambda row: (row.weight != own, -row.year, row.source)))


def _only(text: str, *fields: str) -> Condition | None:
    """The one condition of a selector, if it is on one value of such a field."""
    try:
        conditions = parse(text).conditions
    except SelectorError:
        return None
    one = conditions[0] if len(conditions) == 1 else None
    if one is None or one.negated or len(one.values) != 1 or one.field not in fields:
        return None
    return one


def _same(basis: Basis | None, among: Condition | None) -> bool:
    if basis is None:
        return False
    if among is None:
        return basis.kind == "all"
    if among.field == "hs":
        return basis.kind == "hs" and digits(among.values[0]) == basis.what
    return basis.kind == "element" and among.values[0] == basis.what
