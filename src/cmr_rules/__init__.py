"""Record-clearance law as text: load a statute or policy, decide a person's convictions, explain every decision.

Example:
    >>> from datetime import date
    >>> import cmr_rules
    >>> policy = cmr_rules.load("ca/policies/contra-costa")
    >>> policy.decide(cmr_rules.Person("nobody"), as_of=date(2019, 7, 1))
    ()
"""

from cmr_rules.citations import Offense, Section, parse_section
from cmr_rules.dates import Period
from cmr_rules.decisions.decision import Decision, MissingFact, Status
from cmr_rules.decisions.provisions import Coverage, ProvisionCoverage
from cmr_rules.decisions.relief import after_relief
from cmr_rules.decisions.sequence import Step
from cmr_rules.diagnostics.diagnostic import Diagnostic
from cmr_rules.engine import (
    LANGUAGE_VERSION,
    NotFoundError,
    OptionError,
    Program,
    RuleError,
    check_file,
    coverage,
    load,
    load_text,
    run_scenarios,
)
from cmr_rules.in_order import InOrder, in_order
from cmr_rules.records.person import Case, Charge, CourtAction, Event, Person, RecordSource, Sentence
from cmr_rules.records.values import NOT_APPLICABLE, NOT_YET, UNKNOWN, DataError, Level, PartialDate

__all__ = [
    "LANGUAGE_VERSION",
    "NOT_APPLICABLE",
    "NOT_YET",
    "UNKNOWN",
    "Case",
    "Charge",
    "CourtAction",
    "Coverage",
    "DataError",
    "Decision",
    "Diagnostic",
    "Event",
    "InOrder",
    "Level",
    "MissingFact",
    "NotFoundError",
    "Offense",
    "OptionError",
    "PartialDate",
    "Period",
    "Person",
    "Program",
    "ProvisionCoverage",
    "RecordSource",
    "RuleError",
    "Section",
    "Sentence",
    "Status",
    "Step",
    "after_relief",
    "check_file",
    "coverage",
    "in_order",
    "load",
    "load_text",
    "parse_section",
    "run_scenarios",
]
