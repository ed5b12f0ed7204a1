"""The words of choices that many speak of: stages, weights, forms, what a limit is and how it is.

A choice is said in results as it is offered in the template, unless a comment says why not.
"""

from planner.words import Words

FORMS = {
    "ore": Words("광석", "ore"),
    "concentrate": Words("정광", "concentrate"),
    "carbonate": Words("탄산염", "carbonate"),
    "oxide": Words("산화물", "oxide"),
    "metal": Words("금속", "metal"),
    "alloy": Words("합금", "alloy"),
    "magnet": Words("자석", "magnet"),
    "scrap": Words("스크랩", "scrap"),
    "other": Words("기타", "other"),
}
# The template explains direct (the seller's country) and any (the largest stage) to whoever
# chooses them; a table of shares has room for a name only.
STAGES = {
    "direct": Words("직접 구매", "direct"),
    "mined": Words("채굴", "mined"),
    "separated": Words("분리", "separated"),
    "metal": Words("금속", "metal"),
    "magnet": Words("자석", "magnet"),
    "any": Words("모든 단계", "any stage"),
}
WEIGHTS = {
    "quantity": Words("수량", "quantity"),
    "reo": Words("산화물 환산량", "oxide equivalent"),
    "spend": Words("금액", "spend"),
}
COUNTED = {
    "value": Words("금액", "value"),
    "quantity": Words("수량", "quantity"),
    "reo": Words("산화물 환산량", "oxide equivalent"),
}
"""What shares are counted by on a page and in a baseline."""
BY = {
    "country": Words("국가", "country"),
    "supplier": Words("공급사", "supplier"),
    "group": Words("그룹", "group"),
}
OWNERS = {"company": Words("회사", "company"), "government": Words("정부", "government")}
SENSES = {"max": Words("이하", "at most"), "min": Words("이상", "at least")}
SENSE_SIGNS = {
    **dict.fromkeys(
        ("<=", "<", "=<", "≤", "≦", "⩽", "최대", "상한", "미만", "up to", "below"), "max"
    ),
    **dict.fromkeys((">=", ">", "=>", "≥", "≧", "⩾", "최소", "하한", "초과", "above"), "min"),
}
"""What people write for a sense though the template does not offer it."""
KINDS = {"hard": Words("필수", "required"), "soft": Words("권장", "recommended")}
BASES = {"policy": Words("방침", "policy"), "fact": Words("사실", "fact")}
