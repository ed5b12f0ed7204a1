"""What can be wrong with the file itself (E1xx, W1xx)."""

from planner.workbook.faults import kind

MISSING_FILE = kind(
    "E101",
    ("'{file}' 파일이 없습니다.", "There is no file '{file}'."),
    ("경로와 파일 이름을 확인하세요.{hint_ko}", "Check the folder and the name.{hint_en}"),
)
FOLDER = kind(
    "E102",
    ("'{file}'{file:은는} 폴더입니다.", "'{file}' is a folder."),
    ("폴더 안의 .xlsx 파일을 지정하세요.", "Name a .xlsx file in it."),
)
OWNER_FILE = kind(
    "E103",
    (
        "'{file}'{file:은는} Excel이 만든 임시 파일이며 통합 문서가 아닙니다.",
        "'{file}' is the marker Excel leaves while a workbook is open, not the workbook.",
    ),
    ("앞의 '~$'가 없는 파일을 지정하세요.", "Name the file without the leading '~$'."),
)
EMPTY_FILE = kind(
    "E104",
    ("'{file}' 파일이 비어 있습니다(0바이트).", "'{file}' is empty (0 bytes)."),
    (
        "Excel에서 다시 저장하거나 원본을 다시 받으세요.",
        "Save it again from Excel, or fetch it again.",
    ),
)
OLD_EXCEL = kind(
    "E105",
    (
        "'{file}'{file:은는} 예전 Excel 97-2003(.xls) 형식입니다.",
        "'{file}' is in the old Excel 97-2003 format (.xls).",
    ),
    (
        "Excel에서 열어 '다른 이름으로 저장 > Excel 통합 문서(.xlsx)'로 저장하세요.",
        "Open it in Excel and use Save As > Excel Workbook (.xlsx).",
    ),
)
ENCRYPTED = kind(
    "E106",
    (
        "'{file}'에 암호 또는 문서 보안(DRM)이 걸려 있습니다.",
        "'{file}' is protected by a password or by document security (DRM).",
    ),
    (
        "암호나 보안을 해제한 사본을 저장하여 사용하세요.",
        "Save a copy without the password or protection and use that.",
    ),
)
TEXT_FILE = kind(
    "E107",
    (
        "'{file}'{file:은는} 글자만 든 파일(CSV, HTML 등)이며 Excel 통합 문서가 아닙니다.",
        "'{file}' is a text file (CSV, HTML, ...), not an Excel workbook.",
    ),
    (
        "Excel에서 열어 '다른 이름으로 저장 > Excel 통합 문서(.xlsx)'로 저장하세요. "
        "이름만 .xlsx로 바꾸면 안 됩니다.",
        "Open it in Excel and use Save As > Excel Workbook (.xlsx); renaming is not enough.",
    ),
)
NOT_A_WORKBOOK = kind(
    "E108",
    ("'{file}'{file:은는} Excel 통합 문서가 아닙니다.", "'{file}' is not an Excel workbook."),
    (
        "'planner template'으로 만든 .xlsx 파일이나 Excel에서 저장한 .xlsx 파일을 지정하세요.",
        "Name a .xlsx file made by 'planner template' or saved by Excel.",
    ),
)
HALF_COPIED = kind(
    "E109",
    (
        "'{file}' 파일이 끝까지 저장되지 않았거나 손상되었습니다.",
        "'{file}' is cut short or damaged.",
    ),
    (
        "원본을 다시 복사하거나 내려받으세요. 동기화(OneDrive)가 끝났는지도 확인하세요.",
        "Copy or download it again; check that syncing (OneDrive) has finished.",
    ),
)
TOO_LARGE = kind(
    "E110",
    (
        "'{file}' 파일이 너무 큽니다({what_ko}).",
        "'{file}' is too large ({what_en}).",
    ),
    (
        "값만 새 통합 문서에 붙여 넣어 저장하세요. 빈 셀의 서식과 그림을 지우면 줄어듭니다.",
        "Paste the values into a new workbook; drop formatted empty cells and pictures.",
    ),
)
DTD = kind(
    "E111",
    (
        "'{file}' 안의 '{part}'에 Excel이 쓰지 않는 문서 선언(DTD)이 있어 읽지 않았습니다.",
        "'{part}' in '{file}' holds a document type declaration, which Excel never writes.",
    ),
    (
        "보낸 사람에게 확인하고, Excel에서 새로 저장한 파일을 사용하세요.",
        "Ask whoever sent it, and use a file saved by Excel itself.",
    ),
)
UNSAFE_PACKAGE = kind(
    "E112",
    (
        "'{file}' 파일의 내부 구조가 안전하지 않습니다({what_ko}: '{part}').",
        "'{file}' is put together in an unsafe way ({what_en}: '{part}').",
    ),
    (
        "보낸 사람에게 확인하고, Excel에서 새로 저장한 파일을 사용하세요.",
        "Ask whoever sent it, and use a file saved by Excel itself.",
    ),
)
STRICT = kind(
    "E113",
    (
        "'{file}'{file:은는} 'Strict Open XML' 형식으로 저장되어 있습니다.",
        "'{file}' was saved as Strict Open XML.",
    ),
    (
        "'다른 이름으로 저장'에서 'Strict'가 붙지 않은 'Excel 통합 문서(.xlsx)'를 고르세요.",
        "Use Save As and choose Excel Workbook (.xlsx), without 'Strict'.",
    ),
)
BROKEN_PART = kind(
    "E114",
    (
        "'{file}' 안의 '{part}' 부분이 손상되어 읽을 수 없습니다.",
        "'{part}' in '{file}' is damaged and cannot be read.",
    ),
    (
        "Excel에서 열어 복구한 다음 다시 저장하세요.",
        "Open the file in Excel, let it repair it, and save it again.",
    ),
)
BINARY_WORKBOOK = kind(
    "E115",
    (
        "'{file}'{file:은는} Excel 바이너리 통합 문서(.xlsb)입니다.",
        "'{file}' is an Excel binary workbook (.xlsb).",
    ),
    (
        "'다른 이름으로 저장 > Excel 통합 문서(.xlsx)'로 저장하세요.",
        "Use Save As > Excel Workbook (.xlsx).",
    ),
)
OPEN_DOCUMENT = kind(
    "E116",
    (
        "'{file}'{file:은는} OpenDocument(.ods) 형식입니다.",
        "'{file}' is an OpenDocument spreadsheet (.ods).",
    ),
    ("Excel 통합 문서(.xlsx)로 저장하세요.", "Save it as Excel Workbook (.xlsx)."),
)
CANNOT_OPEN = kind(
    "E117",
    (
        "'{file}' 파일을 열 수 없습니다({reason}).",
        "'{file}' cannot be opened ({reason}).",
    ),
    (
        "다른 프로그램(Excel 등)에서 열려 있으면 닫고, 읽기 권한을 확인하세요.",
        "Close it in other programs (Excel), and check that you may read it.",
    ),
)
TOO_MANY_CELLS = kind(
    "E118",
    (
        "'{file}'에 값이 든 셀이 {limit}개보다 많습니다.",
        "'{file}' has more than {limit} filled cells.",
    ),
    (
        "계획에 쓰지 않는 시트를 다른 파일로 옮기세요.",
        "Move the sheets the plan does not use to another file.",
    ),
)
BAD_ADDRESS = kind(
    "E119",
    (
        "'{cell}'{cell:은는} Excel 시트 밖의 셀 주소입니다.",
        "'{cell}' is not a cell of an Excel sheet.",
    ),
    (
        "Excel에서 새로 저장한 파일을 사용하세요(마지막 셀은 XFD1048576).",
        "Use a file saved by Excel itself (the last cell is XFD1048576).",
    ),
)
HUGE_AREA = kind(
    "E120",
    (
        "병합된 셀이나 하이퍼링크 범위가 너무 넓습니다({area}).",
        "A merged area or a hyperlink spans too many cells ({area}).",
    ),
    (
        "시트를 모두 선택해 셀 병합과 하이퍼링크를 해제하세요.",
        "Select the whole sheet, unmerge the cells and remove the hyperlinks.",
    ),
)
WRONG_NAME = kind(
    "E121",
    (
        "'{file}'{file:은는} .xlsx 파일이 아닙니다.",
        "'{file}' is not a .xlsx file by its name.",
    ),
    ("파일 이름이 .xlsx로 끝나야 합니다.", "The name must end in .xlsx."),
)
MACROS = kind(
    "W122",
    ("통합 문서에 매크로가 있습니다.", "The workbook holds macros."),
    ("매크로는 실행하지 않고 값만 읽었습니다.", "They were not run; only values were read."),
)
OPEN_IN_EXCEL = kind(
    "W123",
    (
        "이 파일이 지금 Excel에서 열려 있는 것 같습니다{user_ko}.",
        "This file seems to be open in Excel{user_en}.",
    ),
    (
        "저장하지 않은 내용은 반영되지 않습니다. Excel에서 저장한 뒤 다시 실행하세요.",
        "What has not been saved is not in the plan; save it there and run again.",
    ),
)
