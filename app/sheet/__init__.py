"""Workbooks: the writer of the three tables with live formulas."""
