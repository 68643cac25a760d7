"""How a report looks: on the screen by day and night, on a narrow one too, and on paper."""

from __future__ import annotations

from annotator.review.page.svg import HEAT_STEPS
from annotator.review.palette import DARK, LIGHT, Palette, heat_share

_STYLE = """
:root{color-scheme:light dark;--paper:#fdfcfa;--panel:#f6f4ef;--ink:#1b1d22;--soft:#67645e;--rule:#e2ded6;LIGHT}
@media (prefers-color-scheme:dark){:root{--paper:#1d1f24;--panel:#24262c;--ink:#e9e6df;--soft:#aca8a0;--rule:#373a42;
DARK}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:60rem;padding:2rem 1.25rem 4rem;background:var(--paper);color:var(--ink);
font:15px/1.6 "IBM Plex Sans Arabic","Noto Sans Arabic","Segoe UI","Geeza Pro",Tahoma,system-ui,sans-serif;
overflow-wrap:anywhere}
h1{font-size:1.7rem;line-height:1.3;margin:0}h2{font-size:1.15rem;margin:0}
p{margin:.2rem 0 0}.soft{color:var(--soft)}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(7.5rem,1fr));gap:.75rem;
margin:1.6rem 0 .5rem;padding:0;list-style:none}
.tiles li{background:var(--panel);border-radius:10px;padding:.7rem .9rem}
.tiles b{display:block;font-size:1.55rem;line-height:1.25;font-weight:600}
.tiles span{color:var(--soft);font-size:.85rem}
section{border-top:1px solid var(--rule);margin-top:1.8rem;padding-top:1.5rem}
.scroll{overflow-x:auto;max-width:100%}
.drawing{margin:1rem 0 .4rem}svg{display:block}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;margin:.7rem 0 0;padding:0;list-style:none;font-size:.85rem}
.legend i{display:inline-block;width:.8em;height:.8em;border-radius:3px;margin-inline-end:.45em;vertical-align:-.05em}
details{margin-top:.6rem}summary{cursor:pointer;color:var(--soft);font-size:.85rem}
table{border-collapse:collapse;margin-top:.5rem;font-size:.88rem;min-width:min(100%,24rem)}
table{overflow-wrap:normal}td{white-space:nowrap}
th,td{border-bottom:1px solid var(--rule);padding:.3em .8em;text-align:start;vertical-align:baseline}
th{font-weight:600;color:var(--soft)}td.n,th.n{text-align:end;font-variant-numeric:tabular-nums}
td.n,th.n{padding-inline-start:1.2em}
svg text{font-size:13px;fill:var(--ink)}svg .tick{font-size:12px;fill:var(--soft)}
.clip{overflow:hidden;text-overflow:ellipsis;white-space:nowrap;font-size:13px;text-align:left}
[dir=rtl] .clip{text-align:right}.clip.middle,[dir=rtl] .clip.middle{text-align:center}.clip.tick{color:var(--soft)}
svg .number{font-variant-numeric:tabular-nums;fill:var(--soft)}
.rule{stroke:var(--rule)}.median{stroke:var(--ink);stroke-width:2}.range{fill:var(--t0);fill-opacity:.45}
svg rect{stroke:var(--paper);stroke-width:1}svg .range{stroke:none}svg .hot{fill:var(--paper)}
@media print{:root{--paper:#fff;--panel:#f3f3f3;--ink:#000;--soft:#444;--rule:#ccc;LIGHT}body{max-width:none;padding:0;
font-size:10.5pt}section,.tiles li,tr,svg{break-inside:avoid}h2{break-after:avoid}.scroll{overflow:visible}
details::details-content{content-visibility:visible;block-size:auto}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
"""


def style() -> str:
    """The style sheet."""
    sheet = _STYLE.strip().replace("LIGHT", _variables(LIGHT)).replace("DARK", _variables(DARK))
    tones = "".join(f".t{tone}{{fill:var(--t{tone});background:var(--t{tone})}}" for tone in range(len(LIGHT.tones)))
    heat = "".join(
        f".h{step}{{fill:var(--heat);fill-opacity:{heat_share(step / HEAT_STEPS):.2f}}}"
        for step in range(HEAT_STEPS + 1)
    )
    return f"{sheet}\n{tones}.to{{fill:var(--to);background:var(--to)}}\n{heat}"


def _variables(palette: Palette) -> str:
    tones = "".join(f"--t{tone}:{color};" for tone, color in enumerate(palette.tones))
    return f"{tones}--to:{palette.others};--heat:{palette.heat}"
