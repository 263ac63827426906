import { foldText } from '../fold-text.ts'
import type { Lang } from '../language.ts'
import type { Method } from '../method.ts'
import type { BoardContent, ContentItem } from './board-content.ts'
import { allCells } from './carried-cells.ts'
import { sayCell } from './note-cells.ts'

/** One place where something that is sought stands: a note with its cells, a cluster's name, the shared text of a zone. */
export interface Found {
  id: string
  /** All that stands there, one line. */
  text: string
  /** The zone's name; empty outside of zones. */
  zone: string
}

/** What on a board contains all words that were typed, whatever their accents and capitals, in reading order. */
export function findItems(
  content: BoardContent,
  typed: string,
  { method, lang }: { method: Method; lang: Lang },
): Found[] {
  const words = foldText(typed).split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const titles = new Map<string, string>()
  for (const { items } of content.zones) for (const { id, title } of items) titles.set(id, title)
  const places = [
    ...content.zones.flatMap(({ zone, items, sheet, clusters }) => [
      ...(sheet ? [{ id: sheet.id, text: sheet.text, zone: zone.label[lang] }] : []),
      ...items.map((item) => ({ id: item.id, text: textOf(item), zone: zone.label[lang] })),
      ...clusters.map(({ id, name }) => ({ id, text: name, zone: zone.label[lang] })),
    ]),
    ...content.unplaced.map((item) => ({ id: item.id, text: textOf(item), zone: '' })),
  ]
  return places
    .filter(({ text }) => {
      const folded = foldText(text)
      return words.every((word) => folded.includes(word))
    })
    .map((place) => ({ ...place, text: place.text.replace(/\s+/g, ' ') }))

  function textOf(item: ContentItem): string {
    const { text } = item
    const inCells = Object.values(allCells(item)).map((cell) =>
      sayCell(cell, { method, lang, titleOf: (id) => titles.get(id) ?? null }),
    )
    // The main column is the text itself.
    return [text, ...inCells.filter((cell) => cell !== '' && !text.includes(cell))].join(' · ')
  }
}
