import type { BoardContent, ContentItem } from '../content/board-content.ts'
import { sayCell } from '../content/note-cells.ts'
import { mainColumn, type ZoneDefinition } from '../method.ts'
import type { ExtractOptions } from './extract-board.ts'
import { selectItems, zoneContent } from './select-rows.ts'

/** Some zones as one page in Markdown: a heading for each, its text, a line for each note with what its cells say. */
export function pageOf(
  content: BoardContent,
  zoneIds: readonly string[],
  words: ExtractOptions['words'],
): string {
  const lang = words?.lang ?? 'fr'
  const titles = new Map(
    content.zones.flatMap(({ items }) => items.map(({ id, title }) => [id, oneLine(title)] as const)),
  )
  const parts = zoneIds.flatMap((zoneId) => {
    const part = zoneContent(content, zoneId)
    if (!part) return []
    const text = part.sheet?.text.trim() ?? ''
    const lines = selectItems(content, [zoneId]).map((item) => `- ${lineOf(item, part.zone)}`)
    if (text === '' && lines.length === 0) return []
    return [
      [`## ${part.zone.label[lang]}`, ...(text === '' ? [] : [escaped(text)]), lines.join('\n')].filter(
        Boolean,
      ),
    ]
  })
  return parts.map((part) => part.join('\n\n')).join('\n\n')

  function lineOf(item: ContentItem, zone: ZoneDefinition): string {
    const main = mainColumn(zone)?.id
    const cells = (words ? (zone.options.cols ?? []) : []).flatMap(({ id, label }) => {
      const cell = item.cells[id]
      if (id === main || !cell || !words) return []
      const said = oneLine(sayCell(cell, { ...words, titleOf: (itemId) => titles.get(itemId) ?? null }))
      return said === '' ? [] : [`${label[lang]}${lang === 'fr' ? '\u00a0' : ''}: ${said}`]
    })
    const text = oneLine(item.title || item.text)
    return escaped([text, cells.join(' ; ')].filter((part) => part !== '').join(' — '))
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** What somebody wrote is no markup. */
function escaped(text: string): string {
  return text.replace(/([\\`*_[\]<>#|])/g, '\\$1')
}
