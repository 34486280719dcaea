"""The list on top of 什么情况做什么: folded by chapter, and a way back to it."""

import re

from django.urls import reverse

TWO = (
    "安澜县防汛预案\n\n1 预警\n\n1.1 值守\n\n收到红色预警的，县水利局应当立即叫应。\n\n"
    "2 处置\n\n2.1 险情\n\n发现管涌的，县水利局应当在15分钟内到场。\n"
)


def page_of(client, plan):
    return client.get(reverse("plans:situations", args=[plan.document.slug])).content.decode()


def test_the_list_is_folded_by_chapter_and_every_chapter_leads_back_to_it(client, import_small):
    page = page_of(client, import_small(TWO))
    listed = page.partition('<nav class="screen" id="cases"')[2].partition("</nav>")[0]
    folded = re.findall(r"<details><summary>(.*?)</summary>", listed)
    assert [one.replace("<wbr>", "") for one in folded] == ["1 预警：1 种情况", "2 处置：1 种情况"]
    chapters = page.partition("</nav>")[2].split('<section class="part duties">')[1:]
    assert [part.count('href="#cases"') for part in chapters] == [1, 1]


def test_the_list_of_one_chapter_stands_open(client, import_small):
    page = page_of(client, import_small(TWO.partition("2 处置")[0]))
    assert page.count("<details open><summary>") == 1


def test_cases_that_read_alike_are_told_apart_by_their_sections(client, import_small):
    words = "启动Ⅲ级以上应急响应的，县水利局应当"
    page = page_of(
        client,
        import_small(
            f"安澜县防汛预案\n\n1 预警\n\n1.1 值守\n\n{words}立即安排专人值守。\n\n"
            f"2 处置\n\n2.1 险情\n\n{words}立即派出工作组。\n"
        ),
    )
    listed = page.partition('<nav class="screen" id="cases"')[2].partition("</nav>")[0]
    assert re.findall(r'<a href="#s-\d">(.*?)：', listed) == ["值守", "险情"]
