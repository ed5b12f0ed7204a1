"""Names of elements in both languages, which people write where a symbol belongs."""

from models.selector import folded

_NAMES = {
    "La": "란타넘 란탄 란타늄 lanthanum",
    "Ce": "세륨 cerium",
    "Pr": "프라세오디뮴 프라세오디미움 praseodymium",
    "Nd": "네오디뮴 네오디뮨 네오디미움 neodymium",
    "NdPr": "네오디뮴-프라세오디뮴 네오디뮴프라세오디뮴 디디뮴 didymium pr-nd prnd nd-pr nd/pr",
    "Sm": "사마륨 samarium",
    "Eu": "유로퓸 유로피움 europium",
    "Gd": "가돌리늄 gadolinium",
    "Tb": "터븀 테르븀 terbium",
    "Dy": "디스프로슘 디스프로시움 dysprosium",
    "Ho": "홀뮴 holmium",
    "Er": "어븀 에르븀 erbium",
    "Yb": "이터븀 이테르븀 ytterbium",
    "Lu": "루테튬 lutetium",
    "Y": "이트륨 yttrium",
    "Sc": "스칸듐 scandium",
    "Li": "리튬 lithium",
    "Co": "코발트 cobalt",
    "Ni": "니켈 nickel",
    "Ga": "갈륨 gallium",
    "Ge": "저마늄 게르마늄 germanium",
    "Fe": "철 iron",
    "B": "붕소 boron",
    "W": "텅스텐 tungsten",
    "Sb": "안티모니 안티몬 antimony",
    "Mn": "망가니즈 망간 manganese",
    "Mg": "마그네슘 magnesium",
    "Ti": "타이타늄 티타늄 titanium",
}
_SYMBOLS = {name: symbol for symbol, names in _NAMES.items() for name in names.split()}


def element_called(text: str) -> str:
    """The symbol of the element with this name; empty if none is called so.

    >>> element_called("디스프로슘"), element_called("Dy")
    ('Dy', '')
    """
    return _SYMBOLS.get(folded(text), "")


def names_of_elements() -> dict[str, str]:
    """Every name, as it is compared, with its symbol."""
    return dict(_SYMBOLS)
