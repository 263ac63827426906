import { renderAsync } from '@resvg/resvg-js'
import type { TextMeasurer } from '@tablee/board'
import { openDrawingFonts } from '../../snapshots/drawing-fonts.ts'
import type { CaseDocument } from './case-document.ts'

/** What networks show of a link, in px. */
const WIDTH = 1200
const HEIGHT = 630
const MARGIN = 88
const ROOM = WIDTH - 2 * MARGIN
const NAME_PX = 80
const FACT_PX = 34
/** Most lines of the name, and of what is told of the case. */
const NAME_LINES = 3
const FACT_LINES = 3
const LEADING = 1.25
/** The lowest line. */
const LOWEST = HEIGHT - 40
/** Between whose case it is and what is told of it. */
const PAUSE = 24
/** Colours of the public pages. */
const PAPER = '#fbfaf7'
const INK = '#22262b'
const SOFT = '#545b63'
const ACCENT = '#6d4aa3'

/** The picture beside a shared link: the name of a case and its facets, drawn from what is published alone. */
export async function cardSvg(found: CaseDocument, fontFolder: string): Promise<string> {
  return drawn(found, (await openDrawingFonts(fontFolder)).measure)
}

/** The same as pixels. */
export async function cardPng(svg: string, fontFolder: string): Promise<Uint8Array> {
  const { files } = await openDrawingFonts(fontFolder)
  const image = await renderAsync(svg, {
    font: { fontFiles: [...files], loadSystemFonts: false, defaultFontFamily: 'IBM Plex Sans' },
  })
  // copied: what another library allocated may not change threads
  return Uint8Array.from(image.asPng())
}

function drawn({ title, naming, facts, lang }: CaseDocument, measure: TextMeasurer): string {
  const name = wrapped(title, { measure, size: NAME_PX, bold: true, lines: NAME_LINES })
  let y = 240
  const line = (text: string, size: number, colour: string, weight: number): string => {
    const drawn = `<text x="${MARGIN}" y="${Math.round(y)}" font-size="${size}" font-weight="${weight}" fill="${colour}">${escaped(text)}</text>`
    y += size * LEADING
    return drawn
  }
  const lines = [
    ...name.map((text) => line(text, NAME_PX, INK, 700)),
    ...(naming === null ? [] : [line(naming, FACT_PX, ACCENT, 500)]),
  ]
  y += PAUSE
  const room = Math.min(FACT_LINES, Math.floor((LOWEST - y) / (FACT_PX * LEADING)) + 1)
  const shown = facts.map(([, value]) => value).join(' · ')
  const told = room < 1 ? [] : wrapped(shown, { measure, size: FACT_PX, bold: false, lines: room })
  lines.push(...told.map((text) => line(text, FACT_PX, SOFT, 500)))
  return `<svg xmlns="http://www.w3.org/2000/svg" xml:lang="${lang}" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="IBM Plex Sans">
<rect width="${WIDTH}" height="${HEIGHT}" fill="${PAPER}"/><rect width="20" height="${HEIGHT}" fill="${ACCENT}"/>
<text x="${MARGIN}" y="128" font-size="40" font-weight="700" fill="${ACCENT}">Tablée</text>
${lines.join('\n')}
</svg>`
}

/** A text in lines that fit; what is left over ends with dots. */
function wrapped(
  text: string,
  { measure, size, bold, lines: most }: { measure: TextMeasurer; size: number; bold: boolean; lines: number },
): string[] {
  const fits = (line: string): boolean => measure.width(line, size, bold) <= ROOM
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (fits(longer) || line === '') line = longer
    else {
      lines.push(line)
      line = word
    }
  }
  lines.push(line)
  const shown = lines.slice(0, most)
  if (lines.length > most) shown[most - 1] = `${shown[most - 1] ?? ''} …`
  return shown.map((whole) => (fits(whole) ? whole : cut(whole, fits)))
}

function cut(line: string, fits: (line: string) => boolean): string {
  let kept = [...line]
  while (kept.length > 1 && !fits(`${kept.join('')}…`)) kept = kept.slice(0, -1)
  return `${kept.join('').trimEnd()}…`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
