"""What the workbooks of studies share: the front page, the results sheet, words of points."""
