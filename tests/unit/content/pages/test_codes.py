from content.pages.domain.codes import codes_in


def test_a_line_names_each_code_once_however_it_divides_them():
    assert codes_in(" K8、Q3， Q3;general-plan\nK8 ") == ["K8", "Q3", "general-plan"]
    assert codes_in(" 、") == []
