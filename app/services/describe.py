"""A report and its findings as the JSON of the contract."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path

from app.model.form import Form
from app.model.report import Report
from app.rules.assess import Assessment
from app.rules.figures import Values
from app.rules.finding import Finding
from app.services.compose import effective_title

Json = dict[str, object]


def describe_report(form: Form, report: Report, values: Values) -> Json:
    """What `show --json` prints; blanks are null, never 0."""
    printed = {a: figure for a in form.derived if (figure := report.printed(a)) is not None}
    inputs = {a: report.figure(a) for a in form.addresses if a not in form.derived}
    signature = None
    if report.signature_unit or report.signature_date:
        day = report.signature_date
        signature = {"unit": report.signature_unit, "date": day.isoformat() if day else None}
    return {
        "format": form.tables["disclosure"].form if "disclosure" in form.tables else form.id,
        "forms": {key: table.form for key, table in form.tables.items()},
        "unit": report.unit,
        "year": report.year,
        "doc_title": effective_title(form, report),
        "scope": report.scope or None,
        "signature": signature,
        "sections": [{"id": s.id, "title": s.title, "text": s.text} for s in report.sections],
        "preamble": report.preamble,
        "contact": report.contact,
        "cells": {str(address): _number(value) for address, value in values.items()},
        "printed": {str(address): _number(figure.value) for address, figure in printed.items()},
        "raw": {str(a): f.raw for a, f in (inputs | printed).items() if f.raw is not None},
        "doubts": [
            {"message": d.message, "cells": [str(a) for a in d.cells], "quote": d.quote}
            for d in report.doubts
        ],
    }


def describe_check(path: Path, report: Report, form: Form, assessment: Assessment) -> Json:
    """One entry of `files` in what `check --json` prints; findings set aside come last."""
    return {
        "file": _shown(path),
        "unit": report.unit,
        "year": report.year,
        "format": form.tables["disclosure"].form if "disclosure" in form.tables else form.id,
        "unreadable": None,
        "findings": [
            *(_describe_finding(finding) for finding in assessment.findings),
            *(_describe_finding(a.finding, a.reason) for a in assessment.set_aside),
        ],
    }


def describe_unreadable(path: Path, sentence: str) -> Json:
    """The entry of a file that could not be read."""
    return {
        "file": _shown(path),
        "unit": None,
        "year": None,
        "format": None,
        "unreadable": _whole(sentence),
        "findings": [],
    }


def _shown(path: Path) -> str:
    """A path as text; bytes of a name that are no UTF-8 become replacement characters."""
    return _whole(os.fspath(path))


def _whole(text: str) -> str:
    """A text that can be encoded: JSON knows no half characters."""
    return os.fsencode(text).decode("utf-8", "replace")


def _describe_finding(finding: Finding, set_aside: str | None = None) -> Json:
    return {
        "rule": finding.rule.id,
        "severity": finding.severity,
        "section": finding.section,
        "message": finding.message,
        "cells": [str(address) for address in finding.cells],
        "quote": finding.quote,
        "expected": _number(finding.expected),
        "actual": _number(finding.actual),
        **({} if set_aside is None else {"set_aside": set_aside}),
    }


def _number(value: Decimal | None) -> Decimal | int | None:
    """Whole numbers as JSON integers, amounts with their own decimals."""
    if value is None:
        return None
    return int(value) if value.as_tuple().exponent == 0 else value
