"""The demonstration course: lessons one sitting bears, resting on known sources."""

from content.taxonomy.enums import LearningAim
from content.taxonomy.seed import AUDIENCES
from tests.samples.demonstration import COURSE, GUIDE, PHASES, clauses


def test_the_course_has_three_lessons_of_a_length_one_sitting_bears():
    assert len(COURSE["lessons"]) == 3
    total = sum(lesson["minutes"] for lesson in COURSE["lessons"])
    assert COURSE["hours"] * 45 <= total, "a class-hour is 45 minutes"
    assert set(COURSE["aims"]) <= set(LearningAim.values)
    assert set(COURSE["audiences"]) <= {slug for slug, _ in AUDIENCES}
    assert len({lesson["slug"] for lesson in COURSE["lessons"]}) == 3
    for lesson in COURSE["lessons"]:
        words = [part["value"] for part in lesson["body"] if part["type"] != "reference"]
        length = sum(len("".join(value)) for value in words)
        assert 600 <= length <= 1200, (lesson["slug"], length)
        # 300 characters a minute, and as long again for the clauses quoted and a second look.
        assert length / 300 <= lesson["minutes"] <= length / 100, lesson["slug"]
        kinds = {part["type"] for part in lesson["body"]}
        assert kinds == {"markdown", "key_points", "note", "reference"}
        markdown = [p["value"] for p in lesson["body"] if p["type"] == "markdown"]
        assert len(markdown) >= 4 and all(value.startswith("## ") for value in markdown)
        assert lesson["minutes"] > 0


def test_a_lesson_rests_on_known_sources_and_its_references_lead_somewhere():
    known = {source["code"] for source in GUIDE["sources"]}
    known |= {source["code"] for source in COURSE["sources"]} | {f"D{n}" for n in range(1, 8)}
    for lesson in COURSE["lessons"]:
        for part in lesson["body"]:
            if part["type"] != "reference":
                for code in part["basis"]:
                    stem, _, number = code.partition(" ")
                    assert number in clauses(stem) if number else code in known, code
            elif "guide" in part["value"]:
                assert part["value"]["guide"] == GUIDE["slug"]
                assert part["value"]["phase"] in PHASES
            else:
                assert part["value"]["clause_number"] in clauses(part["value"]["document"])
