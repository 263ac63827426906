/** What the library's pages look like, besides what all public pages do. */
export const LIBRARY_STYLE = `
.heard { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.shelf { display: grid; grid-template-columns: 264px minmax(0, 1fr); gap: 40px; margin-top: 32px; align-items: start; }
.found > .count { margin-top: 0; }
.lead + .found > h2:first-child { margin-top: 40px; }
.found > h2 { margin-bottom: 16px; }
.found > .cards + h2 { margin-top: 48px; }
.found > .note { margin-top: 16px; }
.found > .note + p { margin-top: 20px; }
.filters { font-size: 16px; }
.filters > summary { font-weight: 600; }
.filters h2 { font-size: 15px; color: var(--soft); font-weight: 600; margin: 24px 0 4px; }
.filters nav > h2:first-child { margin-top: 0; }
.filters summary { cursor: pointer; padding: 8px 0; }
.filters ul { margin: 0; padding: 0; list-style: none; }
.filters .small { margin-top: 24px; font-size: 15px; line-height: 1.45; color: var(--soft); }
.facet { border-top: 1px solid var(--line); }
.facet > summary { font-weight: 600; }
.facet[open] { padding-bottom: 12px; }
.facet a { display: flex; justify-content: space-between; gap: 12px; padding: 6px 8px; margin: 0 -8px; line-height: 1.35; color: var(--ink); text-decoration: none; border-radius: 6px; }
.facet a:hover { background: var(--sheet); text-decoration: underline; }
.facet a[aria-current] { background: var(--accent); color: var(--accent-ink); }
.facet a[aria-current] .n { color: inherit; }
.n { flex: none; white-space: nowrap; color: var(--soft); font-variant-numeric: tabular-nums; }
.facet .few > summary { font-size: 15px; color: var(--soft); }
.chosen { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; margin-bottom: 16px; font-size: 16px; }
.chosen ul { display: flex; flex-wrap: wrap; gap: 8px; margin: 0; padding: 0; list-style: none; }
.chosen li a { display: block; padding: 5px 12px; color: var(--ink); background: var(--sheet); border: 1px solid var(--field); border-radius: 999px; text-decoration: none; }
.chosen li a:hover { border-color: var(--accent); color: var(--accent); }
.shelf .cards { grid-template-columns: repeat(auto-fill, minmax(min(100%, 288px), 1fr)); margin-top: 16px; }
.naming { font-size: 15px; color: var(--soft); }
.card .naming { margin-top: -4px; font-size: 15px; }
.case > .naming { margin-top: 8px; }
.card mark { background: var(--mark); color: inherit; border-radius: 3px; padding: 0 2px; }
.pick { position: relative; align-self: start; }
.card .pick label { display: inline-flex; align-items: center; gap: 8px; min-height: 32px; font-size: 15px; cursor: pointer; }
.pick input { width: 20px; height: 20px; margin: 0; accent-color: var(--accent); }
.compare { display: flex; flex-wrap: wrap; align-items: center; gap: 12px 20px; margin-bottom: 32px; font-size: 16px; color: var(--soft); }
.compare button { min-height: 44px; padding: 8px 20px; font: inherit; font-weight: 600; color: var(--accent); background: transparent; border: 2px solid var(--accent); border-radius: 8px; cursor: pointer; }
.compare button:hover { color: var(--accent-ink); background: var(--accent); }
.pages { display: flex; flex-wrap: wrap; gap: 8px 24px; margin-top: 32px; }
.pages a, .pages span { padding: 8px 0; }
.open { max-width: 1104px; margin: 0 auto; padding: 24px 32px 48px; border-top: 1px solid var(--line); font-size: 16px; }
.open nav { display: flex; flex-wrap: wrap; gap: 8px 24px; align-items: baseline; }
.open h2 { font-size: 16px; }
.open ul { display: flex; flex-wrap: wrap; gap: 8px 24px; margin: 0; padding: 0; list-style: none; }
.cite { margin-top: 24px; font-size: 16px; }
.cite h2 { font-size: 16px; margin-bottom: 4px; }
.cite p { color: var(--soft); overflow-wrap: anywhere; }
.comparison h1 { font-size: clamp(34px, 5vw, 48px); letter-spacing: -0.02em; margin-top: 16px; }
.comparison .note { margin-top: 16px; }
.wide { margin-top: 24px; overflow-x: auto; background: var(--sheet); border: 1px solid var(--line); border-radius: 12px; }
.sides { border-collapse: collapse; width: 100%; font-size: 16px; line-height: 1.5; }
.sides th, .sides td { padding: 14px 16px; text-align: left; vertical-align: top; border-top: 1px solid var(--line); }
.sides thead th, .sides thead td { border-top: 0; border-bottom: 2px solid var(--accent); }
.sides thead th { font-size: 19px; min-width: 240px; }
.sides thead .naming { display: block; font-weight: 400; }
.sides tbody th { width: 160px; min-width: 128px; font-weight: 600; color: var(--soft); position: sticky; left: 0; background: var(--sheet); }
.sides ul { margin: 0; padding: 0; list-style: none; }
.sides li + li { margin-top: 10px; }
.views { margin-top: 24px; font-size: 16px; }
.views ul { display: flex; flex-wrap: wrap; gap: 8px; margin: 0; padding: 0; list-style: none; }
.views a, .views span { display: block; padding: 8px 14px; border: 1px solid var(--line); border-radius: 8px; background: var(--sheet); text-decoration: none; }
.views a { color: var(--accent); }
.views a:hover { border-color: var(--accent); }
.views span { font-weight: 600; border-color: var(--accent); }
.option { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; margin-bottom: 16px; font-size: 16px; }
.option label { font-weight: 600; }
.option select, .option button { min-height: 44px; padding: 8px 12px; font: inherit; color: var(--ink); background: var(--sheet); border: 1px solid var(--field); border-radius: 8px; max-width: 100%; }
.option button { font-weight: 600; color: var(--accent); cursor: pointer; }
.view .small { margin-top: 8px; font-size: 15px; color: var(--soft); }
.matrix, .counts { border-collapse: collapse; font-size: 16px; line-height: 1.35; }
.matrix th, .matrix td, .counts th, .counts td { padding: 7px 10px; text-align: left; border-top: 1px solid var(--line); }
.matrix thead th, .counts thead th { border-top: 0; vertical-align: bottom; }
.matrix tbody th { min-width: 200px; font-weight: 400; position: sticky; left: 0; background: var(--sheet); }
.counts tbody th { font-weight: 400; }
.matrix td:nth-child(2), .counts td { text-align: right; }
.matrix .upright { padding: 10px 6px; }
.matrix .upright span { display: block; max-height: 190px; overflow: hidden; writing-mode: vertical-rl; transform: rotate(180deg); font-weight: 600; line-height: 1.2; }
.matrix .upright a { color: var(--ink); text-decoration: none; }
.matrix .upright a:hover { text-decoration: underline; }
.matrix .mark { padding: 0 6px; text-align: center; }
.matrix .mark a { display: inline-flex; align-items: center; justify-content: center; width: 28px; height: 32px; }
.matrix tbody tr:hover th, .matrix tbody tr:hover td { background: var(--paper); }
.counts [scope=rowgroup] { padding-top: 18px; font-weight: 600; }
.view .found h2 { margin-top: 40px; font-size: 22px; }
.stake h2, .stake h3 { margin-top: 28px; font-size: 18px; }
.stake ul { max-width: 44em; margin: 8px 0 0; padding: 0; list-style: none; }
.stake li { padding: 12px 0; border-top: 1px solid var(--line); }
.pairs p + p { margin-top: 4px; }
.from { font-size: 15px; }
.dot { fill: var(--accent); }
.drawing { margin-top: 16px; overflow-x: auto; }
.drawing svg { display: block; max-width: 100%; height: auto; font: 400 15px 'IBM Plex Sans', system-ui, sans-serif; fill: var(--ink); }
.drawing.broad { padding: 12px 16px; background: var(--sheet); border: 1px solid var(--line); border-radius: 12px; }
.drawing.broad svg { max-width: none; }
.drawing .head { font-weight: 600; font-size: 13px; }
.drawing .group { font-weight: 600; font-size: 17px; }
.drawing .rule { stroke: var(--line); }
.drawing .ring { fill: none; stroke: var(--field); stroke-width: 1.5; }
.drawing .in { fill: var(--accent-ink); font-size: 13px; font-weight: 600; }
.drawing .few { fill: var(--soft); }
.drawing .left { fill: var(--hindsight); }
.drawing .right { fill: var(--project); }
.numbers { margin: 24px 0 32px; font-size: 16px; }
.numbers summary { padding: 8px 0; font-weight: 600; cursor: pointer; }
.numbers .wide { margin-top: 8px; }
@media (min-width: 821px) {
  @supports selector(::details-content) {
    .filters > summary { display: none; }
    .filters::details-content { content-visibility: visible; block-size: auto; }
  }
}
@media (max-width: 820px) {
  .shelf { grid-template-columns: minmax(0, 1fr); gap: 20px; }
  .filters { padding: 4px 20px; background: var(--sheet); border: 1px solid var(--line); border-radius: 12px; }
  .filters > summary { padding: 12px 0; }
  .facet a { padding: 10px 8px; }
  .facet summary { padding: 12px 0; }
  .open { padding-left: 20px; padding-right: 20px; }
  .open a { display: inline-block; padding: 6px 0; }
  .sides tbody th { width: 112px; min-width: 104px; }
  .drawing.mid svg { max-width: none; }
}
@media print {
  .filters, .chosen, .pick, .compare, .pages, .open, .views, .option { display: none; }
  .shelf { display: block; }
  .wide { overflow: visible; border: 0; }
  .sides { font-size: 9pt; }
  .sides thead th { min-width: 0; font-size: 11pt; }
  .sides tr { break-inside: avoid; }
  .cite, .stake li, .drawing { break-inside: avoid; }
  .view h2, .stake h3 { break-after: avoid; }
  .drawing.broad { overflow: visible; padding: 0; border: 0; }
  .drawing.broad svg, .drawing.mid svg { max-width: 100%; }
  .numbers summary { display: none; }
  .numbers::details-content { content-visibility: visible; block-size: auto; }
}
`
