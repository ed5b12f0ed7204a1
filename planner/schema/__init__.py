"""What a buyer fills in: every table and column of the case workbook, declared once."""
