"""How the page of annotated articles looks: on the screen by day and night, and on paper."""

from __future__ import annotations

LANE, DROP = 15, 8
"""Pixels from one underline to the next, between which the label stands, and from the letters to the first label."""

STYLE = """
:root{color-scheme:light dark;--paper:#fff;--ink:#16181d;--soft:#5b6470;--rule:#d5d9e0}
@media (prefers-color-scheme:dark){:root{--paper:#16181d;--ink:#e8eaee;--soft:#a4abb6;--rule:#3a404a}}
body{margin:0 auto;max-width:52rem;padding:1.5rem;background:var(--paper);color:var(--ink);
font-family:"Noto Naskh Arabic","Scheherazade New",Amiri,"Segoe UI","Geeza Pro",serif;font-size:1.15rem}
h1{font-size:1.5rem}h2{font-size:1.25rem;margin:0 0 .3rem}h3{font-size:1rem;margin:1.2rem 0 .3rem}
article{border-top:1px solid var(--rule);padding:1.5rem 0}
.about,.legend,table{font-size:.85rem;color:var(--soft)}.about span,.legend span{margin-inline-end:1.2em}
.legend u{text-decoration:none;display:inline-block;width:1.6em;height:4px;margin-inline-end:.4em;vertical-align:middle}
.text{white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:plaintext;text-align:start}
.text s{text-decoration:none;background-repeat:no-repeat;-webkit-box-decoration-break:clone;box-decoration-break:clone;
-webkit-print-color-adjust:exact;print-color-adjust:exact}
.text b{position:relative;font-weight:normal}
.text b::before{content:attr(data-label);position:absolute;top:var(--top);inset-inline-start:0;white-space:nowrap;
font:10px/1 "IBM Plex Sans Arabic","Segoe UI",sans-serif;color:var(--ink);unicode-bidi:isolate}
table{border-collapse:collapse;margin-top:1rem;width:100%}
th,td{border-bottom:1px solid var(--rule);padding:.25em .5em;text-align:start;vertical-align:top;unicode-bidi:plaintext}
@media print{:root{--paper:#fff;--ink:#000;--soft:#333;--rule:#999}body{max-width:none;padding:0;font-size:12pt}
h2,h3{break-after:avoid}tr{break-inside:avoid}.legend u{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
""".strip()
