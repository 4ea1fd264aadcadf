/// The page's only style sheet.
enum StyleSheet {
  static let text = """
    :root { color-scheme: light dark; --paper: #faf9f6; --card: #ffffff; --ink: #1d2126; --muted: #5c6570;
      --rule: #e3dfd7; --accent: #0b5f73; --soft: #e6eff1; --mark: var(--accent);
      --s0: #1f6f8b; --s1: #d98e04; --s2: #2b9c73; --s3: #b8628f; --s4: #7cb5d2; --s5: #8d8d8d; --s6: #c9c4ba; }
    @media (prefers-color-scheme: dark) { :root { --paper: #14171a; --card: #1c2024; --ink: #e7e5df; --muted: #a2a9b1;
      --rule: #30363c; --accent: #6fc3d8; --soft: #20333a;
      --s0: #4fa6c4; --s1: #e6a93a; --s2: #4dbd93; --s3: #d389b1; --s4: #3f7c9c; --s5: #8d8d8d; --s6: #5a5f64; } }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; }
    body { margin: 0 auto; max-width: 68rem; padding: 2.5rem 1.25rem 3rem; background: var(--paper); color: var(--ink);
      font: 1.0625rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Apple SD Gothic Neo",
      "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", sans-serif; overflow-wrap: anywhere; word-break: keep-all; }
    header, main section > *, footer > * { max-width: 44rem; }
    .kicker { margin: 0; color: var(--accent); font-size: .8125rem; font-weight: 650; letter-spacing: .09em;
      text-transform: uppercase; }
    h1 { margin: .35rem 0 1rem; font-size: clamp(1.75rem, 5vw, 2.75rem); line-height: 1.15; letter-spacing: -.015em; }
    nav { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; padding-bottom: 1.25rem; font-size: .9rem;
      border-bottom: 1px solid var(--rule); }
    nav a { color: var(--muted); text-decoration: none; } nav a:hover { color: var(--accent); text-decoration: underline; }
    section { padding-top: 2.25rem; }
    h2 { margin: 0 0 .6rem; font-size: 1.5rem; line-height: 1.25; letter-spacing: -.01em; }
    h3 { margin: 1.4rem 0 .3rem; font-size: 1.0625rem; line-height: 1.35; }
    p, ul { margin: 0 0 1rem; } ul { padding-left: 1.2rem; } li { margin-bottom: .35rem; }
    .lead { font-size: 1.25rem; line-height: 1.55; }
    .note { padding-left: .9rem; border-left: 3px solid var(--rule); color: var(--muted); font-size: .95rem; }
    .id { font-weight: 600; }
    main section > .tiles, main section > .cards, main section > .wide-figure { max-width: none; }
    .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 1px; margin: 1.5rem 0;
      background: var(--rule); border: 1px solid var(--rule); border-radius: .6rem; overflow: hidden; }
    .tiles div { display: flex; flex-direction: column-reverse; justify-content: flex-end; padding: .9rem 1.1rem;
      background: var(--card); }
    .tiles dt { color: var(--muted); font-size: .875rem; line-height: 1.3; }
    .tiles dd { margin: 0; font-size: 1.75rem; font-weight: 650; line-height: 1.2; font-variant-numeric: tabular-nums; }
    .scroll { overflow-x: auto; margin: 0 0 1.25rem; } main section > .scroll { max-width: 56rem; }
    main section > .short { max-width: 30rem; }
    table { width: 100%; border-collapse: collapse; font-size: .9375rem; font-variant-numeric: tabular-nums;
      overflow-wrap: break-word; }
    td .id, td bdi { display: inline-block; min-width: 4.5rem; max-width: 22rem; }
    th { padding: .4rem .6rem; border-bottom: 2px solid var(--rule); color: var(--muted); font-size: .8125rem;
      font-weight: 600; text-align: left; vertical-align: bottom; line-height: 1.25; }
    td { position: relative; padding: .42rem .6rem; border-bottom: 1px solid var(--rule); vertical-align: top; }
    .n { text-align: right; white-space: nowrap; } th.n { white-space: normal; }
    .bar { position: absolute; top: .3rem; bottom: .3rem; right: 0; background: var(--soft); border-radius: .2rem; }
    .cell { position: relative; }
    .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr)); gap: 1rem; margin: 1.25rem 0; }
    .card { padding: 1rem 1.15rem; background: var(--card); border: 1px solid var(--rule);
      border-top: 4px solid var(--mark); border-radius: .5rem; font-size: .9375rem; line-height: 1.5; break-inside: avoid; }
    .card h3 { margin: 0 0 .4rem; } .card > p { margin-bottom: .6rem; } .card > :last-child { margin-bottom: 0; }
    .facts { margin: 0 0 .7rem; padding: 0; list-style: none; } .facts li { margin: 0; padding: .22rem 0; }
    .facts li + li { border-top: 1px dotted var(--rule); }
    details { margin: .4rem 0 1rem; color: var(--muted); font-size: .9rem; } summary { cursor: pointer; }
    details .scroll { max-width: 30rem; max-height: 24rem; overflow: auto; }
    .badge { display: inline-block; min-width: 1.7rem; margin-right: .5rem; padding: 0 .4rem; border-radius: 1rem;
      background: var(--soft); color: var(--accent); font-size: .875rem; line-height: 1.6rem; text-align: center; }
    .small { color: var(--muted); font-size: .8125rem; font-weight: 600; }
    .word { display: inline-block; margin: 0 .1rem .25rem 0; padding: 0 .5rem; border-radius: 1rem; background: var(--soft); }
    .word .id { font-weight: 450; }
    blockquote { margin: 0 0 .7rem; padding-left: .75rem; border-left: 3px solid var(--rule); }
    blockquote p { margin: 0; } cite { color: var(--muted); font-size: .8125rem; font-style: normal; }
    figure { margin: 1.25rem 0; } figcaption { margin-top: .5rem; color: var(--muted); font-size: .9rem; }
    .sheet figcaption { max-width: 44rem; }
    .drawing svg, .drawing img { display: block; width: 100%; height: auto; }
    #cascades .sheet svg, #cascades .sheet img { width: auto; max-width: 100%; margin: 0 auto; }
    .sheet .drawing { overflow: auto; background: #fff; border: 1px solid var(--rule); border-radius: .5rem; }
    .side-figure { display: grid; grid-template-columns: minmax(0, 22rem) minmax(0, 1fr); gap: 0 2rem; align-items: start; }
    main section > .side-figure { max-width: none; } .side-figure .drawing { grid-row: span 2; }
    .side-figure .scroll { max-width: 34rem; }
    .plot text { fill: var(--ink); font-size: 13px; font-family: inherit; } .plot .tick { fill: var(--muted); font-size: 12px; }
    .plot .mark { font-weight: 600; } .plot .grid { stroke: var(--rule); fill: none; } .plot .axis { stroke: var(--muted); }
    .plot .equal { stroke: var(--muted); stroke-dasharray: 4 4; fill: none; }
    .plot .line0, .plot .line1 { fill: none; stroke: var(--s0); stroke-width: 2.5; } .plot .line1 { stroke: var(--s1); }
    .plot .curve0, .plot .curve1, .plot .curve2, .plot .curve3, .plot .curve4, .plot .curve5 { fill: none; stroke-width: 2.2; }
    .plot .curve0 { stroke: var(--s0); } .plot .curve1 { stroke: var(--s1); } .plot .curve2 { stroke: var(--s2); }
    .plot .curve3 { stroke: var(--s3); } .plot .curve4 { stroke: var(--s4); } .plot .curve5 { stroke: var(--s5); }
    .plot .open { fill: var(--paper); }
    .s0 { fill: var(--s0); } .s1 { fill: var(--s1); } .s2 { fill: var(--s2); } .s3 { fill: var(--s3); }
    .s4 { fill: var(--s4); } .s5 { fill: var(--s5); } .s6 { fill: var(--s6); }
    .drawing svg.narrow { display: none; }
    #methods h3 { font-size: .95rem; } #methods p { color: var(--muted); font-size: .9rem; }
    footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--rule); color: var(--muted); font-size: .875rem; }
    pre { max-width: none; padding: .7rem .9rem; overflow-x: auto; background: var(--soft); color: var(--ink);
      border-radius: .4rem; white-space: pre-wrap; }
    @media (max-width: 40rem) {
      body { padding: 1.5rem 1rem 2rem; font-size: 1rem; } .lead { font-size: 1.125rem; }
      .drawing svg.narrow { display: block; } .drawing svg.wide { display: none; }
      .sheet .drawing svg, .sheet .drawing img { min-width: 40rem; } .side-figure { display: block; }
      .tiles { grid-template-columns: 1fr 1fr; } .tiles dd { font-size: 1.4rem; }
      .tiles div:last-child:nth-child(odd) { grid-column: 1 / -1; }
      th, td { padding-left: .4rem; padding-right: .4rem; } }
    @media print {
      :root { color-scheme: light; --paper: #fff; --card: #fff; --ink: #111; --muted: #444; --rule: #ccc;
        --accent: #0b5f73; --soft: #eef3f4; --s0: #1f6f8b; --s1: #d98e04; --s2: #2b9c73; --s3: #b8628f; --s4: #7cb5d2; }
      body { max-width: none; padding: 0; font-size: 10.5pt; } nav { display: none; }
      * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      h2, h3 { break-after: avoid; } tr, figure, blockquote { break-inside: avoid; }
      .cards { display: block; columns: 2; column-gap: 1rem; } .card { margin-bottom: .8rem; }
      .scroll { overflow: visible; } details { display: none; } @page { margin: 16mm; } }
    """
}
