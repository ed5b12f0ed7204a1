"""What can be wrong with origins, licenses, events and limits (E62x to E67x, N691)."""

from planner.workbook.faults import kind

SHARES_NOT_ONE = kind(
    "E621",
    (
        "'{supplier}'의 {stage} 단계 비율 합이 1이 아니라 {sum}입니다({cells}).",
        "The {stage} shares of '{supplier}' add up to {sum}, not 1 ({cells}).",
    ),
    ("합이 1(100%)이 되게 고치세요.", "Make them add up to 1 (100%)."),
)
QUANTILES_CROSSED = kind(
    "E631",
    (
        "{low_key} {low}{low:이가} {high_key} {high}보다 큽니다.",
        "{low_key} {low} is more than {high_key} {high}.",
    ),
    (
        "90% 값은 중앙값 이상이어야 합니다. 두 값을 바꾸어 적지 않았나요?",
        "The 90% value cannot be below the median; were they swapped?",
    ),
)
UNUSED_LICENSE = kind(
    "W632",
    (
        "허가 '{seen}'{seen:을를} 쓰는 공급조건이 없습니다.",
        "No offer needs the license '{seen}'.",
    ),
    (
        "offers의 license 열에 적거나 content_country와 content_min을 적으세요.",
        "Name it under license in offers, or fill in content_country and content_min.",
    ),
)
ONE_QUANTILE = kind(
    "E633",
    ("{other}{other:이가} 비어 있습니다.", "{other} is blank."),
    (
        "{key}{key:과와} {other}{other:을를} 모두 적거나 모두 비우세요.",
        "Fill in both {key} and {other}, or neither.",
    ),
)
CERTAIN_DELAY = kind(
    "W635",
    (
        "days_p90이 비어 있어 모든 신청이 꼭 {days}일 걸린다고 보았습니다.",
        "days_p90 is blank: every application is taken to last exactly {days} days.",
    ),
    (
        "열에 아홉이 끝나는 일수를 days_p90에 적으세요.",
        "Write under days_p90 within how many days nine of ten are granted.",
    ),
)
CONTENT_RULE_INCOMPLETE = kind(
    "E634",
    (
        "함유 규칙에 {other}{other:이가} 없습니다.",
        "The content rule lacks {other}.",
    ),
    (
        "content_country와 content_min을 함께 적으세요.",
        "Fill in both content_country and content_min.",
    ),
)
EVENT_WITHOUT_FACTOR = kind(
    "E641",
    (
        "영향이 {effect}인데 배수(factor)가 없습니다.",
        "The effect {effect} needs a factor.",
    ),
    ("factor에 1.5처럼 적으세요.", "Write one, such as 1.5, under factor."),
)
EVENT_NEVER = kind(
    "W642",
    (
        "연 확률이 없어 이 충격은 일어나지 않습니다.",
        "Without per_year this event never happens.",
    ),
    ("per_year에 0.1처럼 적으세요.", "Write a probability such as 0.1 under per_year."),
)
EVENT_WITHOUT_LENGTH = kind(
    "W643",
    (
        "지속 개월이 없어 이 충격은 바로 끝나고 아무 영향이 없습니다.",
        "Without months_p50 and months_p90 this event ends at once and changes nothing.",
    ),
    (
        "months_p50과 months_p90에 2와 6처럼 적으세요.",
        "Write months such as 2 and 6 under months_p50 and months_p90.",
    ),
)
EVENT_WITHOUT_EFFECT = kind(
    "W644",
    (
        "효과가 없어 이 충격은 아무것도 바꾸지 않습니다.",
        "Without an effect this event changes nothing.",
    ),
    (
        "effect에서 stop, slow, price 중 하나를 고르세요.",
        "Choose stop, slow or price under effect.",
    ),
)
ELEMENTS_OF_NO_OFFER = kind(
    "W636",
    (
        "이 허가를 쓰는 공급조건에 원소가 '{seen}'인 품목이 없어 허가가 걸리지 않습니다.",
        "No offer that names this license is of the elements '{seen}': it covers nothing.",
    ),
    (
        "elements를 materials의 element와 맞추거나 비우세요.",
        "Match the elements with those under materials, or clear the cell.",
    ),
)
SELECTOR_SYNTAX = kind(
    "E651",
    (
        "조건 '{seen}'의 '{part}' 부분을 읽을 수 없습니다.",
        "'{part}' in the selector '{seen}' cannot be read.",
    ),
    (
        "항목=값으로 적고, 그리고는 쉼표, 또는은 |로 이으세요. 예: country=CN|VN,element=NdPr",
        "Write field=value, with , for and, | for or: country=CN|VN,element=NdPr",
    ),
)
SELECTOR_FIELD = kind(
    "E652",
    (
        "조건 '{seen}'의 '{part}'{part:은는} 고를 수 있는 항목이 아닙니다.",
        "'{part}' in the selector '{seen}' is no field.",
    ),
    (
        "{hint_ko} 쓸 수 있는 항목: {fields}.",
        "{hint_en} Fields: {fields}.",
    ),
)
SELECTS_NOTHING = kind(
    "W653",
    ("조건 '{seen}'에 맞는 것이 없습니다.", "The selector '{seen}' matches nothing."),
    ("{hint_ko} 값의 철자를 확인하세요.", "{hint_en} Check how its values are spelled."),
)
HHI_OUT_OF_REACH = kind(
    "W654",
    (
        "집중도 {seen}{seen:은는} 지킬 수 없습니다. {count}곳뿐이면 가장 낮아도 {least}입니다.",
        "An hhi of {seen} cannot be kept: with {count} sources the lowest is {least}.",
    ),
    (
        "{least} 이상으로 적거나 공급조건을 늘리세요.",
        "Write {least} or more, or add offers.",
    ),
)
HHI_MIN = kind(
    "E655",
    (
        "집중도(hhi)에는 min을 쓸 수 없습니다.",
        "An hhi cannot have a minimum (the problem would not be convex).",
    ),
    ("sense를 max로 바꾸세요.", "Set sense to max."),
)
AVERAGE_WITHOUT_ATTRIBUTE = kind(
    "E656",
    ("평균(average)을 낼 속성이 없습니다.", "The average has no attribute."),
    (
        "attribute에 offers 시트의 attr: 열 이름을 적으세요. {hint_ko}",
        "Write the NAME of an attr:NAME column of offers under attribute. {hint_en}",
    ),
)
UNKNOWN_ATTRIBUTE = kind(
    "E657",
    (
        "offers 시트에 'attr:{seen}' 열이 없습니다.",
        "There is no column 'attr:{seen}' in offers.",
    ),
    ("{hint_ko} 열을 추가하거나 이름을 고치세요.", "{hint_en} Add the column, or mend the name."),
)
OFFER_LACKS_ATTRIBUTE = kind(
    "E658",
    (
        "한도 '{limit}'의 평균에 드는 공급조건 '{offer}'에 속성 '{attribute}' 값이 없습니다.",
        "Offer '{offer}' counts in the average '{limit}' but has no value for '{attribute}'.",
    ),
    (
        "값을 적거나 한도의 of 조건에서 이 공급조건을 빼세요.",
        "Fill it in, or leave the offer out of the limit's of.",
    ),
)
SOFT_WITHOUT_PENALTY = kind(
    "E659",
    ("soft 한도에 벌칙이 없습니다.", "A soft limit needs a penalty."),
    (
        "penalty에 넘는 1단위당 비용을 적거나 kind를 hard로 바꾸세요.",
        "Write the cost per unit beyond it under penalty, or set kind to hard.",
    ),
)
PENALTY_ON_HARD = kind(
    "W660",
    (
        "hard 한도라 벌칙 {seen}{seen:은는} 효과가 없습니다.",
        "The penalty {seen} has no effect on a hard limit.",
    ),
    ("넘을 수 있으면 kind를 soft로 바꾸세요.", "Set kind to soft if it may be exceeded."),
)
BAD_WINDOW = kind(
    "E661",
    ("'{seen}'{seen:은는} 구간이 아닙니다.", "'{seen}' is not a window."),
    (
        "horizon, year, period, rolling:3 가운데 하나로 적으세요.",
        "Write horizon, year, period or rolling:3 (any number of periods).",
    ),
)
FORMS_ADDED_UP = kind(
    "W662",
    (
        "형태가 다른 품목({forms})을 수량으로 더합니다.",
        "It adds up quantities of different forms ({forms}).",
    ),
    (
        "산화물 환산으로 재려면 weight에 reo를 적으세요.",
        "Write reo under weight to count oxide equivalents.",
    ),
)
REO_OF_NO_MASS = kind(
    "E663",
    (
        "단위가 질량이 아닌 품목({materials})은 산화물(reo)로 잴 수 없습니다.",
        "{materials} cannot be counted as reo: the unit is not a mass.",
    ),
    (
        "of나 among에서 빼거나 weight를 quantity로 바꾸세요.",
        "Leave them out of the selector, or set weight to quantity.",
    ),
)
HHI_RANGE = kind(
    "E664",
    ("집중도 {seen}{seen:은는} 0~10000 밖입니다.", "An hhi lies between 0 and 10,000."),
    ("2500처럼 적으세요.", "Write it like 2500."),
)
HHI_AS_FRACTION = kind(
    "W665",
    (
        "집중도 {seen}{seen:은는} 0~1로 적은 것 같습니다.",
        "The hhi {seen} looks as if it were written on a scale of 0 to 1.",
    ),
    ("{repair}{repair:을를} 뜻하셨나요?", "Did you mean {repair}?"),
)
STOCK_WINDOW = kind(
    "W666",
    (
        "재고 한도는 늘 기간마다 재므로 구간 '{seen}'{seen:은는} 효과가 없습니다.",
        "A stock limit is tested in every period; the window '{seen}' has no effect.",
    ),
    ("비우세요.", "Leave it blank."),
)
LIMIT_OUTSIDE = kind(
    "W667",
    (
        "한도가 계획 기간({plan}) 밖에 있습니다.",
        "The limit lies outside the plan ({plan}).",
    ),
    ("from과 until을 확인하세요.", "Check from and until."),
)
STAGE_WITHOUT_COUNTRY = kind(
    "W668",
    (
        "조건에 country=가 없어 단계 '{seen}'{seen:은는} 효과가 없습니다.",
        "The stage '{seen}' has no effect without country= in a selector.",
    ),
    ("of에 country=CN처럼 적으세요.", "Write a country under of, such as country=CN."),
)
SHARE_OF_ALL = kind(
    "W669",
    (
        "비율의 대상(of)이 없어 언제나 100%입니다.",
        "Without of, the share is always 100%.",
    ),
    ("of에 country=CN처럼 적으세요.", "Write what is measured under of, such as country=CN."),
)
OF_WITHOUT_EFFECT = kind(
    "W670",
    (
        "집중도(hhi)는 among만 보므로 of '{seen}'{seen:은는} 효과가 없습니다.",
        "An hhi looks at among only; of '{seen}' has no effect.",
    ),
    ("among에 적으세요.", "Write it under among."),
)
ATTRIBUTE_WITHOUT_EFFECT = kind(
    "W671",
    (
        "척도 {measure}에는 attribute '{seen}'{seen:이가} 효과가 없습니다.",
        "attribute '{seen}' has no effect on a limit of measure {measure}.",
    ),
    (
        "가중평균을 제한하려면 measure를 average로, 아니면 attribute를 비우세요.",
        "Set measure to average if a mean is meant; else leave attribute blank.",
    ),
)
NO_UNCERTAINTY = kind(
    "N691",
    (
        "위험 척도가 {seen}인데 허가도 충격도 없어 모든 미래가 같습니다.",
        "risk_measure is {seen}, but without licenses and events all futures are the same.",
    ),
    (
        "licenses나 events 시트를 채우거나 none으로 바꾸세요.",
        "Fill in licenses or events, or set it to none.",
    ),
)
