"""What the pages of studies share: the front page, the page of all points, words of points."""
