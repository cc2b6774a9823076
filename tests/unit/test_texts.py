"""Small values as text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmr_rules.dates import Period
from cmr_rules.records import texts
from cmr_rules.records.values import PartialDate

numbers = st.integers(0, 10**15)


class TestTexts:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("05/12/2009", date(2009, 5, 12)),
            ("5/1/2009", date(2009, 5, 1)),
            ("May 12, 2009", date(2009, 5, 12)),
            ("Sept. 3 2009", date(2009, 9, 3)),
            ("may 2009", PartialDate(2009, 5)),
            ("2009", PartialDate(2009)),
        ],
    )
    def test_dates_are_read_as_people_write_them(self, text: str, value: object) -> None:
        assert texts.read_date(text) == value

    @pytest.mark.parametrize("text", ["13/05/2009", "5/1/09", "Mai 12, 2009", "soon", "02/30/2009", "٠٥/١٢/٢٠٠٩", ""])
    def test_other_dates_are_not_guessed(self, text: str) -> None:
        with pytest.raises(ValueError, match=r"^(is|lies)"):
            texts.read_date(text)

    @given(numbers)
    def test_weights_and_money_are_exact(self, number: int) -> None:
        assert texts.read_weight(texts.weight_text(number)) == number
        assert texts.read_money(texts.money_text(number)) == number

    @given(st.integers(0, 9999), st.integers(0, 99_999))
    def test_periods_read_back(self, months: int, number: int) -> None:
        assert texts.read_period(str(Period(months, number))) == Period(months, number)

    @pytest.mark.parametrize(
        "text", ["two years", "1 year 1 year", "1 year and 1 year", "-3 days", "1.5 years", "5", ""]
    )
    def test_other_periods_are_not_guessed(self, text: str) -> None:
        with pytest.raises(ValueError, match="length of time"):
            texts.read_period(text)

    def test_a_weight_finer_than_a_nanogram_is_refused(self) -> None:
        with pytest.raises(ValueError, match="billionth"):
            texts.read_weight("0.0000000001 grams")
        assert texts.read_weight("1,000 g") == 1000 * 10**9
        assert texts.weight_text(10**9) == "1 gram"

    @pytest.mark.parametrize(
        ("text", "kind", "value"),
        [
            ("Y", "yes or no", True),
            ("May 12, 2009", "date", date(2009, 5, 12)),
            ("1,200", "number", 1200),
            ("1 oz", "weight", 28_349_523_125),
            ("$5", "money", 500),
            ("18 months", "period", "1 year and 6 months"),
            ("Felony", "level", "felony"),
            ("HS 11357(A)", "offense", "HS 11357(a)"),
            (" words ", "text", "words"),
        ],
    )
    def test_facts_are_read_by_their_kind(self, text: str, kind: str, value: object) -> None:
        assert texts.read_fact(text, kind) == value

    @pytest.mark.parametrize(
        ("text", "kind"), [("perhaps", "yes or no"), ("2009", "date"), ("few", "number"), ("x", "level")]
    )
    def test_other_facts_are_refused(self, text: str, kind: str) -> None:
        with pytest.raises(ValueError, match=r"^is "):
            texts.read_fact(text, kind)

    def test_offenses_may_name_their_form(self) -> None:
        assert [texts.read_offense(t).form for t in ("attempted PC 459", "conspiracy to commit PC 459", "PC 459")] == [
            "attempt",
            "conspiracy",
            "completed",
        ]

    def test_counties_may_lack_the_word(self) -> None:
        assert texts.read_county(" CONTRA  costa") == "Contra Costa County"
        with pytest.raises(ValueError, match="not a county"):
            texts.read_county("Atlantis")
