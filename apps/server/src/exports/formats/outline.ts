import type { Lang } from '@tablee/board'
import type { ExportColumn, ExportDocument, ExportItem, ExportZone } from '../document/export-document.ts'
import { documentTables, type ExportTable, resultRemark, writeRank, zoneTables } from '../document/tables.ts'
import { counted, exportWords, fill } from '../words.ts'
import { labelled } from './about.ts'

/** Notes under one heading: those of a lane, of a cluster, or of both. */
export interface ListGroup {
  /** Null where nothing divides the zone. */
  title: string | null
  items: ExportItem[]
}

/** One heading of a document that is read from top to bottom. */
export interface OutlineSection {
  id: string
  title: string
  prompt: string
  /** Sections of one group share a page. */
  group: number
  text: string | null
  /** Short notes, as lists. */
  groups: ListGroup[]
  /** What those notes say from tables that they were in before. */
  carried: readonly ExportColumn[]
  /** Rows of several columns, arrows, results. */
  tables: ExportTable[]
  isEmpty: boolean
  remark: string | null
}

/** A board as documents tell it: zones as headings, notes as lists, rows as tables. */
export function outlineOf(document: ExportDocument): OutlineSection[] {
  const { lang, zones, unplaced, links } = document
  const words = exportWords(lang)
  const sections = zones.map((zone) => sectionOf(zone, document))
  const lastGroup = Math.max(-1, ...zones.map(({ group }) => group))
  const others = documentTables(document)
  if (unplaced.length > 0 || links.length > 0) {
    const rest = { text: null, group: lastGroup + 1, carried: [], isEmpty: false, remark: null }
    if (unplaced.length > 0)
      sections.push({
        ...rest,
        id: 'unplaced',
        title: words.unplaced,
        prompt: words.unplacedHint,
        groups: [{ title: null, items: unplaced }],
        tables: [],
      })
    if (links.length > 0)
      sections.push({
        ...rest,
        id: 'links',
        title: words.links,
        prompt: words.linksHint,
        groups: [],
        tables: others.filter(({ id }) => id === 'links'),
      })
  }
  const comments = others.find(({ id }) => id === 'comments')
  if (comments)
    sections.push({
      id: 'comments',
      title: words.comments,
      prompt: words.commentsHint,
      group: lastGroup + 1,
      text: null,
      groups: [],
      carried: [],
      tables: [comments],
      isEmpty: false,
      remark: null,
    })
  return sections
}

/**
 * What a list says behind a note: what it brought along from a table, what its colour stands for, its votes and its rank;
 * null when that is nothing.
 */
export function itemRemark(
  { cells, colour, votes, rank }: ExportItem,
  carried: readonly ExportColumn[],
  lang: Lang,
): string | null {
  const words = exportWords(lang)
  const brought = carried.flatMap(({ id, label }) => {
    const said = cells[id]?.label.replaceAll(/\s+/g, ' ')
    return said ? labelled(label, lang) + said : []
  })
  const told = colour === undefined ? [] : [colour]
  if (votes !== null && rank !== null)
    told.push(counted(words.votesOf, votes, lang), fill(words.rankOf, { rank: writeRank(rank, lang) }))
  const parts = told.length > 0 ? [...brought, told.join(', ')] : brought
  return parts.length === 0 ? null : parts.join(lang === 'fr' ? '\u00a0; ' : '; ')
}

function sectionOf(zone: ExportZone, document: ExportDocument): OutlineSection {
  const isTable = zone.columns.length > 0 || zone.axes.length > 0
  const tables = zoneTables(zone, document).filter(
    ({ kind, rows }) => rows.length > 0 && kind !== 'text' && (kind !== 'items' || isTable),
  )
  const groups = isTable ? [] : groupsOf(zone, document.lang)
  return {
    id: zone.id,
    title: zone.title,
    prompt: zone.prompt,
    group: zone.group,
    text: zone.text,
    groups,
    carried: zone.carried ?? [],
    tables,
    isEmpty: !zone.text && groups.length === 0 && tables.length === 0,
    remark: resultRemark(zone, document.lang),
  }
}

function groupsOf({ items, lanes, clusters }: ExportZone, lang: Lang): ListGroup[] {
  const words = exportWords(lang)
  const groups: (ListGroup & { key: string })[] = []
  for (const item of items) {
    const key = `${item.lane} ${item.cluster}`
    const last = groups.at(-1)
    if (last?.key === key) {
      last.items.push(item)
      continue
    }
    const lane = lanes.find(({ id }) => id === item.lane)?.label ?? words.noLane
    const cluster = clusters.find(({ id }) => id === item.cluster)?.name ?? words.noCluster
    const names = [...(lanes.length > 0 ? [lane] : []), ...(clusters.length > 0 ? [cluster] : [])]
    groups.push({ key, title: names.length > 0 ? names.join(' · ') : null, items: [item] })
  }
  return groups
}
