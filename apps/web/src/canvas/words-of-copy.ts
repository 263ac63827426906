import {
  type ContentItem,
  isBlank,
  type Lang,
  type Method,
  metaRoot,
  methodOf,
  readTitle,
  sayCell,
  watchContent,
  type ZoneContent,
} from '@tablee/board/content'
import * as Y from 'yjs'

/** Whose words come first, and what stands above each part, in the language of the page. */
interface CopyReader {
  actorId: string
  lang: Lang
  headings: { how: string; own: string; others: string; noZone: string }
}

/** What every line of a part is made with. */
interface Wording extends CopyReader {
  method: Method
  titleOf(itemId: string): string | null
}

/**
 * All words of a copy of a board as a text that opens anywhere, the person's own notes first. Each note is a line, and a row
 * of a table has `|` between its cells: what is copied from it and pasted on a board becomes the same notes again.
 * @returns null when the copy does not hold a board
 */
export function wordsOfCopy(update: Uint8Array, reader: CopyReader): string | null {
  const { lang, headings, actorId } = reader
  const doc = new Y.Doc()
  try {
    Y.applyUpdate(doc, update)
    const watched = watchContent(doc, { lang })
    const content = watched.content()
    watched.stop()
    const method = methodOf(doc)
    if (content === null || method === null) return null
    const items = [...content.zones.flatMap((zone) => zone.items), ...content.unplaced]
    const titles = new Map(items.map(({ id, title }) => [id, title]))
    const wording = { ...reader, method, titleOf: (id: string) => titles.get(id) ?? null }
    const partOf = (isIn: (item: ContentItem) => boolean, isRest: boolean) => [
      ...content.zones.flatMap((zone) => zoneLines(zone, isIn, isRest, wording)),
      ...section(
        headings.noZone,
        content.unplaced.filter(isIn).flatMap((item) => noteLines(item, wording)),
      ),
      ...(isRest ? section('→', linkLines(content.links, wording)) : []),
    ]
    const isOwn = ({ by }: ContentItem) => by === actorId
    const own = partOf(isOwn, false)
    const others = partOf((item) => !isOwn(item), true)
    return [
      `# ${readTitle(metaRoot(doc)) ?? method.title[lang]}`,
      '',
      headings.how,
      ...(own.length > 0 ? ['', `## ${headings.own}`, ...own] : []),
      ...(others.length > 0 ? ['', `## ${headings.others}`, ...others] : []),
      '',
    ].join('\n')
  } catch {
    return null
  } finally {
    doc.destroy()
  }
}

/** A zone's notes, those of a group together; with the rest of the board also its text and its arrows. */
function zoneLines(
  content: ZoneContent,
  isIn: (item: ContentItem) => boolean,
  isRest: boolean,
  wording: Wording,
): string[] {
  const { zone, clusters, sheet, links } = content
  const items = content.items.filter((item) => isIn(item) && !isBlank(item))
  const say = (item: ContentItem) =>
    zone.options.cols ? rowLines(content, item, wording) : noteLines(item, wording)
  const lines = items.filter(({ clusterId }) => clusterId === null).flatMap(say)
  for (const { id, name } of clusters) {
    const inside = items.filter(({ clusterId }) => clusterId === id).flatMap(say)
    if (inside.length > 0 || (isRest && name !== '')) lines.push('', name, ...inside)
  }
  const known = new Set(clusters.map(({ id }) => id))
  lines.push(...items.filter(({ clusterId }) => clusterId !== null && !known.has(clusterId)).flatMap(say))
  if (isRest && sheet && sheet.text.trim() !== '') lines.push(sheet.text.trim())
  if (isRest) lines.push(...linkLines(links, wording))
  return section(zone.label[wording.lang], lines)
}

/** What a note brought along from a table stands behind its first line, as cells. */
function noteLines({ text, title, carried = [] }: ContentItem, wording: Wording): string[] {
  const [first = '', ...more] = (text === '' ? title : text).split('\n')
  const cells = carried.map(({ cell }) => inOneLine(sayCell(cell, wording)))
  const line = [first, ...cells].filter((part) => part !== '').join(' | ')
  return line === '' && more.length === 0 ? [] : [`- ${line}`, ...more.map((rest) => `  ${rest}`)]
}

/** The cells in the order of the columns, as a row is typed in one go; a text that no column shows stands before them. */
function rowLines({ zone }: ZoneContent, item: ContentItem, wording: Wording): string[] {
  const columns = (zone.options.cols ?? []).filter(({ type }) => type !== 'vote')
  const said = columns.map(({ id }) => {
    const cell = item.cells[id]
    return cell === undefined ? '' : inOneLine(sayCell(cell, wording))
  })
  while (said.at(-1) === '') said.pop()
  const shown = columns.some(({ id }) => {
    const cell = item.cells[id]
    return cell?.kind === 'text' && cell.text === item.text
  })
  const isTyped = item.text.includes('|') && said.length > 1
  const text = shown || isTyped ? [] : noteLines({ ...item, title: '' }, wording)
  return said.length > 0 ? [...text, `- ${said.join(' | ')}`] : text
}

function linkLines(links: ZoneContent['links'], { titleOf }: Wording): string[] {
  return links.map(({ from, to, label }) => {
    const ends = [from, to].map((id) => inOneLine(titleOf(id) ?? '…')).join(' → ')
    return label === '' ? `- ${ends}` : `- ${ends} : ${inOneLine(label)}`
  })
}

function section(heading: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? ['', `### ${heading}`, ...lines] : []
}

function inOneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').trim()
}
