"""Questions from draft to retirement, and what a change of their source does."""

import re
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from content.pages import anchors
from content.pages.anchors import Anchor
from portal.foundation.append_only import AppendOnly
from quizzes.bank import release, services
from quizzes.bank.domain.lifecycle import QuestionStepRefused, SourceMoved, SourceUnknown
from quizzes.bank.domain.questions import Key, QuestionNotWellFormed
from quizzes.bank.enums import QuestionState
from quizzes.bank.models import AnswerKey, Question, QuestionVersion

ROOT = Path(__file__).resolve().parents[4]
KEY = f"testtext:{UUID(int=7)}"


@pytest.fixture
def source(monkeypatch):
    """A citable text that the test can change: `source["hash"] = …`."""
    state = {"hash": "a" * 64, "status": "current"}

    def resolve(ids):
        for each in ids:
            yield Anchor(
                key=f"testtext:{each}",
                title="4.2 先期处置",
                path=("安澜县总体预案",),
                text="接报后 30 分钟内口头报告。",
                url="/plans/anlan/",
                content_hash=state["hash"],
                status=state["status"],
            )

    monkeypatch.setitem(anchors._resolvers, "testtext", resolve)
    return state


def wording(**extra):
    from quizzes.bank.domain.questions import Option, new_option_id

    options = tuple(Option(new_option_id(), text) for text in ("30 分钟", "2 小时"))
    fields = {
        "kind": "single",
        "stem": "接报后多久口头报告？",
        "options": options,
        "key": Key(correct=frozenset({options[0].id})),
        "explanation": "预案写明 30 分钟。",
        **extra,
    }
    return services.Wording(**fields)


def create(world, **extra):
    return services.create_question(
        by=world.editor,
        owner_unit=world.town,
        wording=wording(**extra),
        filing=services.Filing(aim="avoidance"),
        creation_key=uuid4(),
    )


@pytest.mark.django_db
class TestLife:
    def test_one_form_makes_one_question_however_often_it_is_sent(self, world):
        key = uuid4()
        made = {
            services.create_question(
                by=world.editor,
                owner_unit=world.town,
                wording=wording(),
                filing=services.Filing(aim="avoidance"),
                creation_key=key,
            ).pk
            for _ in range(2)
        }
        assert len(made) == 1 and QuestionVersion.objects.count() == 1

    def test_a_badly_made_question_leaves_nothing_behind(self, world):
        with pytest.raises(QuestionNotWellFormed):
            create(world, key=Key())
        assert not Question.objects.exists() and not AnswerKey.objects.exists()

    def test_a_question_goes_from_draft_by_review_to_use(self, world):
        question = create(world)
        with pytest.raises(QuestionStepRefused):
            services.publish(question=question, by=world.reviewer)
        services.submit_for_review(question=question, by=world.editor)
        services.publish(question=question, by=world.reviewer)
        assert question.state == QuestionState.PUBLISHED
        assert question.published_version.number == 1
        assert services.publish(question=question, by=world.reviewer).state == "published"

    def test_a_new_version_waits_for_review_while_the_old_one_is_used(self, world):
        question = create(world)
        services.submit_for_review(question=question, by=world.editor)
        services.publish(question=question, by=world.reviewer)
        services.new_version(
            question=question,
            by=world.editor,
            wording=wording(stem="接到报告后多久口头报告？"),
            filing=services.Filing(aim="avoidance"),
        )
        question.refresh_from_db()
        assert question.published_version.number == 1
        services.submit_for_review(question=question, by=world.editor)
        services.return_to_author(question=question, by=world.reviewer, reason="太长")
        assert (question.published_version.number, question.returned_reason) == (1, "太长")
        services.submit_for_review(question=question, by=world.editor)
        services.publish(question=question, by=world.reviewer)
        assert (question.published_version.number, question.returned_reason) == (2, "")

    def test_the_same_wording_again_is_no_new_version(self, world):
        same = wording()
        question = services.create_question(
            by=world.editor,
            owner_unit=world.town,
            wording=same,
            filing=services.Filing(aim="avoidance"),
            creation_key=uuid4(),
        )
        for _ in range(2):
            services.new_version(
                question=question,
                by=world.editor,
                wording=same,
                filing=services.Filing(aim="prevention"),
            )
        assert question.versions.count() == 1

    def test_a_retired_question_stays_retired(self, world):
        question = create(world)
        services.retire(question=question, by=world.reviewer, reason="过时")
        with pytest.raises(QuestionStepRefused):
            services.submit_for_review(question=question, by=world.editor)
        with pytest.raises(QuestionStepRefused):
            services.new_version(
                question=question,
                by=world.editor,
                wording=wording(),
                filing=services.Filing(aim="avoidance"),
            )

    def test_what_a_version_said_and_its_key_stay_as_they_were(self, world):
        question = create(world)
        for row in (QuestionVersion.objects.get(), AnswerKey.objects.get()):
            with pytest.raises(AppendOnly):
                row.save()
            table, pk = row._meta.db_table, row._meta.pk.column
            for sql in (f"UPDATE {table} SET {pk} = {pk}", f"DELETE FROM {table}"):
                with (
                    pytest.raises(IntegrityError),
                    transaction.atomic(),
                    connection.cursor() as cursor,
                ):
                    cursor.execute(sql)
        with pytest.raises(AppendOnly):
            question.delete()


@pytest.mark.django_db
class TestSource:
    def published(self, world):
        question = create(world, source_key=KEY)
        services.submit_for_review(question=question, by=world.editor)
        return services.publish(question=question, by=world.reviewer)

    def test_a_version_remembers_what_its_source_said(self, world, source):
        question = self.published(world)
        assert question.published_version.source_hash == "a" * 64

    def test_a_changed_source_sends_its_questions_to_review_and_out_of_new_papers(
        self, world, source
    ):
        from datetime import date

        cited, other = self.published(world), create(world)
        assert Question.objects.usable_on(date.today()).filter(pk=cited.pk).exists()
        anchors.changed.send(
            sender=None, key=KEY, old_hash="a" * 64, new_hash="b" * 64, withdrawn=False
        )
        cited.refresh_from_db()
        other.refresh_from_db()
        assert cited.needs_review and "原文已改" in cited.review_reason
        assert not other.needs_review
        assert not Question.objects.usable_on(date.today()).filter(pk=cited.pk).exists()

    def test_a_reviewer_confirms_that_the_question_still_agrees(self, world, source):
        question = self.published(world)
        source["hash"] = "b" * 64
        services.send_to_review_for_source(key=KEY, withdrawn=False)
        question.refresh_from_db()
        services.confirm_source(question=question, by=world.reviewer, read_hash="b" * 64)
        assert not question.needs_review and question.confirmed_hash == "b" * 64

    def test_a_draft_on_a_text_that_changed_meanwhile_is_not_published(self, world, source):
        question = create(world, source_key=KEY)
        services.submit_for_review(question=question, by=world.editor)
        source["hash"] = "b" * 64
        with pytest.raises(SourceMoved):
            services.publish(question=question, by=world.reviewer)
        services.confirm_source(question=question, by=world.reviewer, read_hash="b" * 64)
        assert services.publish(question=question, by=world.reviewer).state == "published"

    def test_an_unknown_or_withdrawn_source_is_refused(self, world, source):
        for key in ("nonsense", f"nokind:{UUID(int=1)}"):
            with pytest.raises(SourceUnknown):
                create(world, source_key=key)
        source["status"] = "withdrawn"
        with pytest.raises(SourceMoved):
            create(world, source_key=KEY)


@pytest.mark.django_db
class TestScreens:
    def client(self, person):
        client = Client()
        client.force_login(person)
        return client

    def form(self, world, **extra):
        return {
            "stem": "接报后多久口头报告？",
            "text_1": "30 分钟",
            "text_2": "2 小时",
            "right": "1",
            "explanation": "预案写明。",
            "owner_unit": world.town.pk,
            "aim": "avoidance",
            "pool": "certification",
            "creation_key": str(uuid4()),
            **extra,
        }

    def test_an_editor_makes_a_question_beside_its_clause(self, world, source):
        client = self.client(world.editor)
        address = f"{reverse('bank:new')}?source={KEY}"
        page = client.get(address).content.decode()
        assert "接报后 30 分钟内口头报告" in page and "据此出一道单选题" in page
        made = client.post(address, self.form(world, source_key=KEY))
        question = Question.objects.get()
        assert made.url == question.get_absolute_url()
        assert question.versions.get().source_key == KEY
        shown = client.get(made.url).content.decode()
        assert "正确答案 A" in shown and "送审" in shown

    @pytest.mark.parametrize(
        ("kind", "fields"),
        [
            ("multiple", {"right": ["1", "2"]}),
            ("true_false", {"truth": "false"}),
            ("fill_in", {"stem": "___ 分钟内报告", "blanks": "30|三十"}),
        ],
    )
    def test_the_other_kinds_are_made_by_plain_forms_too(self, world, kind, fields):
        client = self.client(world.editor)
        made = client.post(f"{reverse('bank:new')}?kind={kind}", self.form(world, **fields))
        assert made.status_code == 302
        question = Question.objects.get()
        assert question.kind == kind
        edit = client.get(reverse("bank:edit", args=[question.public_id]))
        assert edit.status_code == 200

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"stem": ""}, "写题干"),
            ({"text_2": ""}, "至少写 2 个选项，现在是 1 个"),
            ({"right": "3"}, "勾成正确答案的选项没有文字"),
            ({"text_2": "30分钟"}, "第 1 个和第 2 个选项一样"),
            ({"stem": "长" * 2001}, "题干最多 2000 个字，现在是 2001 个"),
            ({"valid_from": "2026-05-02", "valid_to": "2026-05-01"}, "停用日期要晚于起用日期"),
        ],
    )
    def test_a_fault_is_said_in_words_and_what_was_typed_stays(self, world, fields, words):
        answer = self.client(world.editor).post(
            reverse("bank:new"), self.form(world, explanation="留着我", **fields)
        )
        page = answer.content.decode()
        assert answer.status_code == 422 and words in page and "留着我" in page
        assert not Question.objects.exists()

    def test_option_ids_survive_an_edit(self, world):
        client = self.client(world.editor)
        client.post(reverse("bank:new"), self.form(world))
        question = Question.objects.get()
        before = [option["id"] for option in question.versions.get().options]
        address = reverse("bank:edit", args=[question.public_id])
        page = client.get(address).content.decode()
        ids = dict(re.findall(r'name="(id_\d)"(?: value="([^"]*)")?', page))
        client.post(address, self.form(world, text_1="三十分钟", **ids))
        latest = question.versions.order_by("-number").first()
        assert latest.number == 2
        assert [option["id"] for option in latest.options] == before

    def test_another_units_question_does_not_exist_for_an_editor(self, world):
        question = create(world)
        client = self.client(world.other_editor)
        for name in ("question", "edit"):
            address = reverse(f"bank:{name}", args=[question.public_id])
            assert client.get(address).status_code == 404
        for name in ("submit", "publish", "retire", "send_back", "confirm"):
            address = reverse(f"bank:{name}", args=[question.public_id])
            assert client.post(address, {"reason": "x"}).status_code in {403, 404}
        question.refresh_from_db()
        assert question.state == QuestionState.DRAFT

    def test_an_editor_submits_and_a_reviewer_decides_with_a_reason(self, world):
        question = create(world)
        args = [question.public_id]
        self.client(world.editor).post(reverse("bank:submit", args=args))
        assert self.client(world.editor).post(reverse("bank:publish", args=args)).status_code == 403
        reviewer = self.client(world.reviewer)
        assert "接报后多久" in reviewer.get(reverse("bank:queue")).content.decode()
        empty = reviewer.post(reverse("bank:send_back", args=args), {"reason": ""})
        assert empty.status_code == 422 and "写一句原因" in empty.content.decode()
        reviewer.post(reverse("bank:publish", args=args))
        question.refresh_from_db()
        assert question.state == QuestionState.PUBLISHED

    def test_a_filter_finds_by_words_kind_and_state_and_ignores_nonsense(self, world):
        create(world)
        client = self.client(world.editor)
        address = reverse("bank:index")
        for query, hits in (
            ("q=口头", True),
            ("q=没有的词", False),
            ("kind=fill_in", False),
            ("state=draft", True),
            ("state=nonsense&kind=<x>", True),
            ("page=9999", True),
        ):
            page = client.get(f"{address}?{query}").content.decode()
            assert ("接报后多久" in page) is hits, query

    def test_markup_in_a_stem_is_cleaned_in_every_place(self, world):
        bad = "先<script>alert(1)</script><img src=x onerror=alert(1)>做什么？"
        question = create(world, stem=bad)
        page = self.client(world.editor).get(question.get_absolute_url()).content.decode()
        assert "<script>alert" not in page and "<img src=x" not in page


def test_only_the_release_module_reads_answer_keys():
    allowed = {
        "quizzes/bank/models.py",
        "quizzes/bank/release.py",
    }
    readers = set()
    for group in ("quizzes", "content", "portal", "search", "themes"):
        for path in (ROOT / group).rglob("*.py"):
            name = path.relative_to(ROOT).as_posix()
            if "/migrations/" not in name and re.search(
                r"\bAnswerKey\b|\banswerkey\b", path.read_text()
            ):
                readers.add(name)
    assert readers == allowed | ({"quizzes/bank/guards.py"} & readers)


@pytest.mark.django_db
def test_an_editor_of_another_unit_gets_no_key(world):
    version = create(world).versions.get()
    with pytest.raises(release.KeyWithheld):
        release.key_for_editor(version, editor=world.other_editor)
    assert release.key_for_editor(version, editor=world.editor).correct
