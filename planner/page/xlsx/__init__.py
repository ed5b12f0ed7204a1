"""Pages written as an Excel workbook: places, cells, tables, charts, paper."""
