import { createHash } from 'node:crypto'
import { FONT_FACES, fontPath } from './fonts.ts'
import { LIBRARY_STYLE } from './library-style.ts'

const faces = FONT_FACES.map(
  (face) => `@font-face {
  font-family: 'IBM Plex Sans';
  font-style: normal;
  font-weight: ${face.weight};
  font-display: swap;
  src: url('${fontPath(face)}') format('woff2');
  unicode-range: ${face.range};
}`,
).join('\n')

/** The one stylesheet of the public pages: reading on screen, dark mode, paper. */
export const STYLESHEET = `${faces}
:root {
  color-scheme: light dark;
  --paper: #fbfaf7;
  --sheet: #ffffff;
  --ink: #22262b;
  --soft: #545b63;
  --line: #e2ddd3;
  --field: #858b92;
  --accent: #6d4aa3;
  --accent-ink: #ffffff;
  --mark: #ffe9a8;
  --context: #2f5f9e;
  --project: #a54c12;
  --hindsight: #2a6d4f;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #191b1e;
    --sheet: #212428;
    --ink: #ece9e2;
    --soft: #b0b4b8;
    --line: #383c41;
    --field: #7d848b;
    --accent: #bfa3ea;
    --accent-ink: #1c1526;
  --mark: #5b4a12;
    --context: #93b9ec;
    --project: #eba377;
    --hindsight: #85c9a6;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 24px; }
body {
  margin: 0;
  background: var(--paper);
  color: var(--ink);
  font: 400 18px/1.6 'IBM Plex Sans', system-ui, sans-serif;
  font-kerning: normal;
  hanging-punctuation: first last;
  overflow-wrap: break-word;
}
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 3px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
h1, h2, h3 { line-height: 1.2; font-weight: 600; text-wrap: balance; margin: 0; }
p { margin: 0; text-wrap: pretty; }
.skip { position: absolute; left: -9999px; }
.skip:focus { left: 16px; top: 16px; background: var(--sheet); padding: 8px 16px; z-index: 1; }
.site, main { max-width: 1104px; margin: 0 auto; padding: 0 32px; }
.site {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  justify-content: space-between;
  gap: 8px 24px;
  padding-top: 24px;
  padding-bottom: 16px;
}
.brand { color: var(--ink); font-weight: 700; font-size: 22px; letter-spacing: -0.01em; text-decoration: none; }
.languages { display: flex; gap: 4px; margin: 0; padding: 0; list-style: none; font-size: 16px; }
.languages a, .languages span { display: inline-block; padding: 8px; }
.languages span { font-weight: 600; }
main { padding-bottom: 96px; }

.gallery h1, .notice h1 { font-size: clamp(34px, 5vw, 48px); letter-spacing: -0.02em; margin-top: 32px; }
.lead { max-width: 44em; margin-top: 16px; font-size: 20px; color: var(--soft); }
.search {
  display: grid;
  grid-template-columns: minmax(0, 1fr) auto;
  gap: 16px;
  align-items: end;
  margin-top: 32px;
  padding: 24px;
  background: var(--sheet);
  border: 1px solid var(--line);
  border-radius: 12px;
}
.search label { display: block; font-size: 16px; font-weight: 600; margin-bottom: 4px; }
.search input, .search select, .search button {
  width: 100%;
  min-height: 48px;
  padding: 8px 12px;
  font: inherit;
  color: var(--ink);
  background: var(--paper);
  border: 1px solid var(--field);
  border-radius: 8px;
}
.search button {
  padding: 8px 24px;
  font-weight: 600;
  color: var(--accent-ink);
  background: var(--accent);
  border-color: var(--accent);
  cursor: pointer;
}
.count { margin-top: 32px; color: var(--soft); font-size: 16px; }
.cards {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 304px), 1fr));
  gap: 24px;
  margin: 8px 0 32px;
  padding: 0;
  list-style: none;
}
.card {
  position: relative;
  display: flex;
  flex-direction: column;
  gap: 8px;
  padding: 24px;
  background: var(--sheet);
  border: 1px solid var(--line);
  border-top: 4px solid var(--accent);
  border-radius: 12px;
}
.card :is(h2, h3) { font-size: 24px; }
.card :is(h2, h3) a { color: var(--ink); text-decoration: none; }
.card :is(h2, h3) a::after { content: ''; position: absolute; inset: 0; border-radius: 12px; }
.card:hover :is(h2, h3) a { text-decoration: underline; text-decoration-thickness: 2px; }
.card p { font-size: 17px; line-height: 1.5; }
.labels { margin-top: auto; padding-top: 8px; color: var(--soft); font-size: 15px; }

.back { margin-top: 16px; font-size: 16px; }
.case h1 { font-size: clamp(38px, 6vw, 60px); letter-spacing: -0.025em; margin-top: 16px; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 228px), 1fr)); gap: 14px 32px; margin: 24px 0 0; padding: 16px 0; border-block: 1px solid var(--line); line-height: 1.4; }
.facts dt { font-size: 15px; color: var(--soft); }
.facts dd { margin: 0; font-size: 16px; font-weight: 600; }
.columns { display: grid; grid-template-columns: 216px minmax(0, 1fr); gap: 64px; margin-top: 40px; }
.contents { position: sticky; top: 24px; align-self: start; font-size: 16px; }
.contents h2 { font-size: 16px; margin-bottom: 8px; }
.contents ol { margin: 0; padding: 0; list-style: none; border-left: 2px solid var(--line); }
.contents a { display: block; padding: 6px 0 6px 16px; line-height: 1.35; color: var(--ink); text-decoration: none; }
.contents a:hover { text-decoration: underline; }
.text { max-width: 40em; }
.block + .block { margin-top: 56px; }
.block > h2 { font-size: 17px; padding-top: 12px; border-top: 4px solid currentColor; }
.context > h2 { color: var(--context); }
.project > h2 { color: var(--project); }
.hindsight > h2 { color: var(--hindsight); }
.block h3 { font-size: 26px; letter-spacing: -0.01em; margin-top: 24px; margin-bottom: 12px; }
.block ul { margin: 0; padding: 0; list-style: none; }
.block li { position: relative; padding-left: 28px; }
.block li + li { margin-top: 12px; }
.block li::before { content: '–'; position: absolute; left: 0; color: var(--soft); }
.picture { margin-top: 64px; }
.picture h2 { font-size: 26px; margin-bottom: 16px; }
.picture img { display: block; width: 100%; height: auto; background: #fbfaf7; border: 1px solid var(--line); border-radius: 12px; }
.images { margin-top: 64px; }
.images h2 { font-size: 26px; margin-bottom: 16px; }
.images figure { margin: 0 0 32px; }
.images img { display: block; max-width: 100%; height: auto; background: #fbfaf7; border: 1px solid var(--line); border-radius: 12px; }
.images figcaption { margin-top: 8px; color: var(--soft); font-size: 16px; }
.links { display: flex; flex-wrap: wrap; gap: 8px 24px; margin-top: 12px; font-size: 16px; }
.note { margin-top: 40px; padding: 16px 24px; font-size: 16px; color: var(--soft); background: var(--sheet); border: 1px solid var(--line); border-radius: 12px; }
.preview { margin-top: 16px; color: var(--ink); border-left: 4px solid var(--accent); }
.preview ~ .text { margin-top: 40px; }
.beside { color: var(--soft); font-size: 15px; }
.beside::before { content: '– '; }
.under { margin-top: 8px; }
.notice p { margin-top: 16px; }

@media (max-width: 820px) {
  .site, main { padding-left: 20px; padding-right: 20px; }
  .site { column-gap: 8px; }
  .languages { gap: 0; margin-right: -6px; }
  .languages a, .languages span { padding: 8px 6px; }
  .columns { grid-template-columns: minmax(0, 1fr); gap: 32px; margin-top: 24px; }
  .contents { position: static; padding: 16px 20px; background: var(--sheet); border: 1px solid var(--line); border-radius: 12px; }
  .contents ol { columns: 2; column-gap: 16px; border: 0; }
  .contents li { break-inside: avoid; }
  .contents a { padding-left: 0; }
  .search { grid-template-columns: minmax(0, 1fr); padding: 20px; }
  .facts { gap: 12px 32px; }
}
@media print {
  @page { margin: 22mm 20mm; }
  :root { --paper: #fff; --sheet: #fff; --ink: #000; --soft: #333; --line: #999; --context: #000; --project: #000; --hindsight: #000; }
  body { font-size: 10.5pt; line-height: 1.5; }
  .site nav, .skip, .back, .contents, .search, .links { display: none; }
  .site, main { max-width: none; padding: 0; }
  .brand { font-size: 10.5pt; }
  .case h1 { font-size: 26pt; }
  .columns { display: block; }
  .text { max-width: none; }
  .block h3 { font-size: 13pt; margin-top: 14pt; break-after: avoid; }
  .block > h2 { font-size: 10pt; border-top-width: 2pt; break-after: avoid; }
  .block li, .block p, .card, .note { break-inside: avoid; }
  .picture { break-before: page; margin-top: 0; }
  p, li { orphans: 3; widows: 3; }
  a { color: inherit; text-decoration: none; }
}
${LIBRARY_STYLE}`

/** Where the stylesheet is: its name changes with its text, so browsers may keep it for ever. */
export const STYLESHEET_PATH = `/cas/assets/style-${createHash('sha256').update(STYLESHEET).digest('hex').slice(0, 12)}.css`
