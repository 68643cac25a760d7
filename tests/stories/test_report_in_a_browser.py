"""A report as a real browser shows it, in both languages, on a telephone and on a desk."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.review.board import board
from annotator.review.page.page import page
from annotator.words import LANGUAGES, spoken
from tests.helpers.browser import looked_at
from tests.review.test_figures import compared, numbers

NAMES = ("ليلى", "Omar <script>document.title = 'x'</script>", "سارة\u202e الخطيب", "عبد الرحمن بن عبد العزيز المنصوري")

LOOK = """(document, window) => {
  const box = one => one.getBoundingClientRect(), root = document.documentElement;
  const middle = one => (box(one).left + box(one).right) / 2;
  const bars = document.querySelector("#statuses .drawing > svg");
  const days = document.querySelector("#spans_by_day .drawing > svg");
  const heads = [...document.querySelectorAll("#statuses th")], outside = [];
  for (const section of document.querySelectorAll("section"))
    for (const text of section.querySelectorAll(".drawing > svg > text, h2, p, li"))
      if (box(text).left < box(section).left - 1 || box(text).right > box(section).right + 1)
        if (!text.closest(".scroll") || text.closest(".scroll").scrollWidth <= text.closest(".scroll").clientWidth)
          outside.push(section.id + ": " + text.textContent);
  return {
    direction: window.getComputedStyle(root).direction,
    language: root.lang,
    title: document.title,
    overflow: root.scrollWidth - root.clientWidth,
    requests: window.performance.getEntriesByType("resource").map(one => one.name),
    scripts: document.scripts.length,
    figures: document.querySelectorAll("svg[role=img]").length,
    outside,
    name: middle(bars.querySelector(".clip")),
    hidden: [...document.querySelectorAll(".clip")].filter(one => {
      const range = document.createRange();
      range.setStart(one.firstChild, 0);
      range.setEnd(one.firstChild, 1);
      return box(range).left < box(one).left - 1 || box(range).right > box(one).right + 1;
    }).map(one => one.textContent),
    bar: middle(bars.querySelector("rect")),
    number: middle(bars.querySelector(".number")),
    first: middle(days.querySelectorAll("rect")[0]),
    last: middle([...days.querySelectorAll("rect")].at(-1)),
    cell: middle(heads[0]) - middle(heads.at(-1)),
    letters: box(document.querySelector("#statuses .number")).width,
  };
}"""


@pytest.mark.slow
def test_a_report_is_laid_out_in_a_real_browser(tmp_path: Path) -> None:
    pages = {}
    for language in LANGUAGES:
        with spoken(language):
            found = board(numbers(NAMES), compared(NAMES), {"PERS": "شخص <b>"})
            pages[language] = page(found, "أخبار 2026", "", "2026-02-01")
    told = looked_at(pages, (360, 1200), LOOK, tmp_path)
    assert sorted(told) == ["ar 1200", "ar 360", "en 1200", "en 360"]
    for name, seen in told.items():
        assert "error" not in seen, seen
        assert seen["requests"] == [] and seen["scripts"] == 0 and "أخبار 2026" in seen["title"]
        assert seen["overflow"] <= 0, f"{name} is wider than the window"
        assert seen["outside"] == [], name
        assert seen["hidden"] == [], f"{name}: where a name is cut, its beginning is seen"
        assert seen["figures"] == 11
        assert seen["letters"] > 5
        is_arabic = name.startswith("ar")
        assert (seen["language"], seen["direction"]) == (("ar", "rtl") if is_arabic else ("en", "ltr"))
        in_order = [seen["name"], seen["bar"], seen["number"]], [seen["first"], seen["last"]]
        for places in in_order:
            assert places == sorted(places, reverse=is_arabic), f"{name}: {places}"
        assert (seen["cell"] > 0) is is_arabic
