"""Numbers typed into the forms of a paper."""

from quizzes.papers.forms import PickForm, PoliciesForm


def test_too_many_decimals_are_refused_in_a_sentence_of_ours():
    pick = PickForm({"chosen": "on", "mark": "1.234"})
    policies = PoliciesForm({"pass_percent": "60.001"})
    assert pick.errors["mark"] == policies.errors["pass_percent"] == ["最多两位小数。"]
