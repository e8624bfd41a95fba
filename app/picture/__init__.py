"""Pictures: charts and the one page of a report, as SVG."""
