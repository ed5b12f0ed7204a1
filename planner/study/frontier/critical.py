"""What is traded where nobody says it: a critical element's share of the country it comes from."""

from models.case import Case
from models.critical import critical_elements, main_country, watched_country


def usual_trade(case: Case) -> str:
    """Cost against the share, wherever it sits, of a critical element from its main country."""
    element = next(iter(critical_elements(case)), None)
    if element is None:
        return f"cost, share country={watched_country(case)} stage=any"
    country = main_country(case, element)
    return f"cost, share country={country} among contains={element} stage=any weight=reo"
