"""Diagnostics as text and as JSON."""

# ruff: noqa: D103
import json
from textwrap import dedent

from hypothesis import given
from hypothesis import strategies as st

from cmr_rules.diagnostics.diagnostic import Diagnostic, Label, Severity
from cmr_rules.diagnostics.render import WIDTH, render, render_all, to_json
from cmr_rules.diagnostics.suggest import nearest
from cmr_rules.source import NOWHERE, Source, Span

TEXT = 'Statute "X".\nOld Case means that the date of convicton is before May 1, 2016.\n\tTabbed word.\n日本 word\n'
SOURCE = Source("case.statute", TEXT)


def at(words: str, source: Source = SOURCE) -> Span:
    start = source.text.index(words)
    return Span(source, start, start + len(words))


def fault(*labels: Label, hints: tuple[str, ...] = (), code: str = "CMR201") -> Diagnostic:
    return Diagnostic(code, "a conviction has no `date of convicton`", labels, hints)


def text_of(block: str) -> str:
    return dedent(block).strip("\n")


def test_the_form_of_the_style_guide() -> None:
    found = fault(Label(at("date of convicton")), hints=("did you mean `date of conviction`?",))
    assert render(found) == text_of("""
        error[CMR201]: a conviction has no `date of convicton`
         --> case.statute:2:25
          |
        2 | Old Case means that the date of convicton is before May 1, 2016.
          |                         ^^^^^^^^^^^^^^^^^
        hint: did you mean `date of conviction`?
        """)


def test_several_labels() -> None:
    other = Source("other.statute", "Super Strike means PC 187.\n")
    found = fault(
        Label(at("word.")),
        Label(at('"X"'), "the title"),
        Label(at("Tabbed"), "beside it"),
        Label(at("PC 187", other), "defined here"),
    )
    assert render(found) == text_of("""
        error[CMR201]: a conviction has no `date of convicton`
         --> case.statute:3:9
          |
        1 | Statute "X".
          |         --- the title
        ...
        3 |     Tabbed word.
          |            ^^^^^
          |     ------ beside it
         ::: other.statute:1:20
          |
        1 | Super Strike means PC 187.
          |                    ------ defined here
        """)


def test_wide_characters_take_two_columns() -> None:
    lines = render(fault(Label(at("日本")))).splitlines()
    assert lines[-2:] == ["4 | 日本 word", "  | ^^^^"]
    lines = render(fault(Label(Span(SOURCE, TEXT.index("本") + 2, TEXT.index("本") + 6)))).splitlines()
    assert lines[-1] == "  |      ^^^^"


def test_an_empty_span_is_one_caret() -> None:
    start = TEXT.index("\nOld")
    assert render(fault(Label(Span(SOURCE, start, start)))).splitlines()[-1] == "  |             ^"
    end = len(TEXT)
    assert render(fault(Label(Span(SOURCE, end, end)))).splitlines()[-2:] == ["5 |", "  | ^"]
    empty = Source("empty.statute", "")
    assert render(fault(Label(Span(empty, 0, 0)))).splitlines()[1:] == [" --> empty.statute:1:1", "  |", "1 |", "  | ^"]


def test_a_span_over_several_lines_shows_the_first() -> None:
    lines = render(fault(Label(at("before May 1, 2016.\n\tTabbed")))).splitlines()
    assert len(lines) == 5
    assert lines[-1].endswith(" " * 44 + "^" * len("before May 1, 2016."))


def test_long_lines_are_cut_around_the_underline() -> None:
    long = Source("long.statute", "a " * 400 + "wrong" + " b" * 400)
    lines = render(fault(Label(at("wrong", long)))).splitlines()
    assert all(len(line) <= WIDTH for line in lines)
    assert lines[3].startswith("1 | …")
    assert lines[3].endswith("…")
    column = lines[4].index("^")
    assert lines[3][column : column + 5] == "wrong"
    assert lines[4].count("^") == 5


def test_a_very_long_line_is_quickly_shown() -> None:
    long = Source("long.statute", "a " * 500_000 + "wrong" + " b" * 500_000)
    lines = render(fault(Label(at("wrong", long)))).splitlines()
    assert lines[3].startswith("1 | …")
    assert lines[3].endswith("…")
    assert lines[3][lines[4].index("^") :].startswith("wrong")


def test_a_fault_without_a_place() -> None:
    assert render(fault(Label(NOWHERE), hints=("write it",))) == (
        "error[CMR201]: a conviction has no `date of convicton`\nhint: write it"
    )
    assert to_json(fault(Label(NOWHERE)))["line"] is None


def test_characters_that_move_the_cursor_are_not_printed() -> None:
    source = Source("x", "a \x1b[2J\u202e b")
    text = render(Diagnostic("CMR123", "not `\x1b[2J`\nhere", (Label(Span(source, 2, 3)),)))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert text.splitlines()[0] == "error[CMR123]: not `\N{REPLACEMENT CHARACTER}[2J` here"


def test_rows_of_records_are_not_shown() -> None:
    source = Source("records.csv", "id,name\n7,Sample Person\n")
    found = Diagnostic("CMR501", "row 2 has 2 fields, not 3", (Label(at("Sample Person", source)),))
    assert render(found) == "error[CMR501]: row 2 has 2 fields, not 3\n --> records.csv:2:3"
    assert "Sample" not in json.dumps(to_json(found))


def test_color_only_adds() -> None:
    found = fault(Label(at("date of convicton")), hints=("did you mean `date of conviction`?",))
    colored = render(found, color=True)
    assert colored != render(found)
    plain = colored
    for code in ("1;31", "1;33", "1;36", "34", "1", "0"):
        plain = plain.replace(f"\x1b[{code}m", "")
    assert plain == render(found)


def test_all_with_the_count() -> None:
    one = fault(Label(at("date of convicton")))
    warning = Diagnostic("CMR205", "`X` is never used", (Label(at('"X"')),), severity=Severity.WARNING)
    text = render_all((one, one, warning))
    assert text.endswith("\n\n2 faults, 1 warning")
    assert "warning[CMR205]: `X` is never used" in text
    assert render_all((one,)).endswith("\n\n1 fault")
    assert render_all((warning, warning)).endswith("\n\n2 warnings")
    assert render_all(()) == "no faults"


def test_json() -> None:
    found = fault(Label(at("date of convicton")), Label(at('"X"'), "the title"), hints=("look",))
    assert to_json(found) == {
        "code": "CMR201",
        "slug": "unknown-fact",
        "severity": "error",
        "message": "a conviction has no `date of convicton`",
        "file": "case.statute",
        "line": 2,
        "column": 25,
        "end_line": 2,
        "end_column": 42,
        "text": "date of convicton",
        "hints": ["look"],
        "related": [
            {"file": "case.statute", "line": 1, "column": 9, "end_line": 1, "end_column": 12}
            | {"text": '"X"', "message": "the title"}
        ],
        "page": "diagnostics/CMR201-unknown-fact",
    }


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 300))
def test_any_text_can_be_shown(text: str, first: int, second: int) -> None:
    start, end = sorted((min(first, len(text)), min(second, len(text))))
    found = fault(Label(Span(Source("any", text), start, end)))
    assert "^" in render(found)
    assert json.dumps(to_json(found))


def test_nearest_ignores_case_and_is_bounded() -> None:
    known = ("date of offense", "date of conviction", "level")
    assert nearest("date of convicton", known, most=1) == ("date of conviction",)
    assert nearest("super strike", ("Marijuana Offense", "Super Strike")) == ("Super Strike",)
    assert nearest("x" * 61, ("x" * 61,)) == ()
    assert nearest("", ("a",)) == ()
    assert nearest("word", (f"other{number}" for number in range(10**9))) == ()
    assert len(nearest("terma", (f"term{letter}" for letter in "abcdef"), most=2)) == 2
    assert nearest("terma", (f"term{letter}" for letter in "abcdef"), most=2)[0] == "terma"
