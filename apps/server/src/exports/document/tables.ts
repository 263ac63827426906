import { MIN_RESPONDENTS } from '@tablee/board'
import { exportWords, fill } from '../words.ts'
import type {
  ExportColumn,
  ExportComment,
  ExportDocument,
  ExportItem,
  ExportLink,
  ExportResult,
  ExportZone,
  Rank,
} from './export-document.ts'

/** What a column of a table holds, for formats that type their cells. */
export interface TableColumn {
  label: string
  type: 'text' | 'number' | 'date'
}

/** One cell: words, a number, or nothing. */
export type TableCell = string | number | null

/** Rows and columns, as spreadsheets take them and documents print them. */
export interface ExportTable {
  kind: 'items' | 'links' | 'result' | 'text'
  /** Unique in its document: the zone's id, with its kind behind where a zone has several tables. */
  id: string
  title: string
  columns: TableColumn[]
  rows: TableCell[][]
}

/** All tables of a zone: what was written, the arrows, the ballot. At least one, be it empty. */
export function zoneTables(zone: ExportZone, { lang }: ExportDocument): ExportTable[] {
  const words = exportWords(lang)
  const tables: ExportTable[] = []
  const add = (kind: ExportTable['kind'], suffix: string, columns: TableColumn[], rows: TableCell[][]) => {
    const first = tables.length === 0
    tables.push({
      kind,
      id: first ? zone.id : `${zone.id}-${kind}`,
      title: first ? zone.title : `${zone.title} – ${suffix}`,
      columns,
      rows,
    })
  }
  if (zone.text !== null) add('text', words.text, [text(words.text)], [[zone.text]])
  const result = zone.result && resultTable(zone.result, lang)
  const holdsItems = zone.kind !== 'text' && zone.kind !== 'link' && !result
  if (zone.items.length > 0 || holdsItems) {
    const { columns, rows } = itemTable(zone, lang)
    add('items', words.text, columns, rows)
  }
  if (zone.links.length > 0 || zone.kind === 'link') {
    const { columns, rows } = linkTable(zone.links, lang)
    add('links', words.links, columns, rows)
  }
  if (result) add('result', words.results, result.columns, result.rows)
  if (tables.length === 0) add('text', words.text, [text(words.text)], [])
  return tables
}

/** Every table of a document in its order: those of its zones, its votes, then what belongs to no zone, when there is any. */
export function documentTables(document: ExportDocument): ExportTable[] {
  const { lang, unplaced, links } = document
  const words = exportWords(lang)
  const tables = document.zones.flatMap((zone) => zoneTables(zone, document))
  if (unplaced.length > 0) {
    const rows = unplaced.map((item) => [item.number, item.text])
    const columns = [number(words.number), text(words.text)]
    tables.push({ kind: 'items', id: 'unplaced', title: words.unplaced, columns, rows })
  }
  const votes = votesTable(document)
  if (votes) tables.push(votes)
  if (document.comments?.length) tables.push(commentTable(document, document.comments))
  if (links.length > 0)
    tables.push({ kind: 'links', id: 'links', title: words.links, ...linkTable(links, lang) })
  return tables
}

/** Every closed ballot: how many voices came from how many devices, whose they were, and by which terms. */
function votesTable({ zones, lang }: ExportDocument): ExportTable | null {
  const words = exportWords(lang)
  const voted = zones.flatMap(({ title, result }) => (result ? [{ title, result }] : []))
  if (voted.length === 0) return null
  return {
    kind: 'result',
    id: 'votes',
    title: words.votes,
    columns: [
      text(words.zone),
      ...[words.voices, words.devices].map(number),
      text(words.who),
      ...[words.budget, words.perItem].map(number),
    ],
    rows: voted.map(({ title, result }) => [
      title,
      result.voters,
      result.ballots ?? result.voters,
      result.voter === 'organisation' ? words.eachOrganisation : words.eachPerson,
      result.kind === 'dots' ? (result.budget ?? null) : null,
      result.kind === 'dots' ? (result.perItem ?? null) : null,
    ]),
  }
}

/** What was said of notes and zones, each beside what it is about. */
export function commentTable(
  { lang, zones, unplaced }: Pick<ExportDocument, 'lang' | 'zones' | 'unplaced'>,
  comments: readonly ExportComment[],
): ExportTable {
  const words = exportWords(lang)
  const titles = new Map([
    ...zones.map(({ id, title }) => [id, title] as const),
    ...[...zones.flatMap(({ items }) => items), ...unplaced].map(({ id, title }) => [id, title] as const),
  ])
  return {
    kind: 'items',
    id: 'comments',
    title: words.comments,
    columns: [words.commentOn, words.comment, words.commentBy, words.commentState].map(text),
    rows: comments.map(({ targetId, kind, author, text: said, resolved }) => [
      titles.get(targetId) ?? words.gone,
      said || words.withdrawn,
      author ?? words.unsigned,
      resolved ? words.resolved : kind === 'comment' ? null : words[kind === 'help' ? 'helpWanted' : 'later'],
    ]),
  }
}

/** What is said below a ballot's result; null when there is nothing to say. */
export function resultRemark({ result, voting }: ExportZone, lang: ExportDocument['lang']): string | null {
  const words = exportWords(lang)
  if (voting) return words.voting
  if (!result) return null
  const { ballots, voter } = result
  const voters =
    fill(voter === 'organisation' ? words.organisationsVoted : words.voters, { count: result.voters }) +
    (ballots === undefined ? '' : fill(words.ballots, { count: ballots }))
  return [voters, ...remarksOn(result, words)].join('. ')
}

function remarksOn(result: ExportResult, words: ReturnType<typeof exportWords>): string[] {
  if (result.kind === 'scores' && result.scores.some(({ n }) => n < MIN_RESPONDENTS))
    return [fill(words.tooFew, { count: MIN_RESPONDENTS })]
  if (result.kind !== 'dots' || result.budget === undefined) return []
  const { budget, perItem } = result
  return [
    fill(words.termsOf, { count: budget }) +
      (perItem === undefined ? '' : fill(words.termsAtMost, { count: perItem })),
  ]
}

/** A rank in words: `1`, or `1 ex æquo`. */
export function writeRank({ place, tied }: Rank, lang: ExportDocument['lang']): string {
  return tied ? `${place} ${exportWords(lang).tied}` : String(place)
}

interface Columned<T> {
  column: TableColumn
  cell(of: T): TableCell
}

function itemTable(zone: ExportZone, lang: ExportDocument['lang']): Pick<ExportTable, 'columns' | 'rows'> {
  const words = exportWords(lang)
  const { items, lanes, clusters, columns, carried = [], axes } = zone
  const nameOf = (list: readonly { id: string; label: string }[], id: string | null) =>
    list.find((entry) => entry.id === id)?.label ?? null
  const named = clusters.map(({ id, name }) => ({ id, label: name }))
  const parts: Columned<ExportItem>[] = [{ column: number(words.number), cell: (item) => item.number }]
  if (lanes.length > 0) parts.push({ column: text(words.lane), cell: ({ lane }) => nameOf(lanes, lane) })
  if (clusters.length > 0)
    parts.push({ column: text(words.cluster), cell: ({ cluster }) => nameOf(named, cluster) })
  parts.push(...columns.map(cellsOf))
  // a row whose text fills no column has said something beside them
  const isColumn = (item: ExportItem) =>
    Object.values(item.cells).some(({ kind, value }) => kind === 'text' && value === item.text)
  const wasSplit = (item: ExportItem) => item.text !== item.title
  if (columns.length === 0 || items.some((item) => item.text !== '' && !isColumn(item) && !wasSplit(item)))
    parts.push({
      column: text(words.text),
      cell: (item) =>
        columns.length === 0 || (!isColumn(item) && !wasSplit(item)) ? item.text || null : null,
    })
  parts.push(...carried.map(cellsOf))
  for (const { id, label } of axes)
    parts.push({
      column: text(label),
      cell: ({ position }) => (Object.hasOwn(position, id) ? (position[id] ?? null) : null),
    })
  if (items.some(({ colour }) => colour !== undefined))
    parts.push({ column: text(words.colour), cell: ({ colour }) => colour ?? null })
  if (items.some(({ votes }) => votes !== null)) {
    if (!columns.some(({ type }) => type === 'vote'))
      parts.push({ column: number(words.votes), cell: ({ votes }) => votes })
    parts.push({ column: text(words.rank), cell: ({ rank }) => rank && writeRank(rank, lang) })
  }
  const lacking = ({ missing }: ExportItem) =>
    columns
      .filter(({ id }) => missing.includes(id))
      .map(({ label }) => label)
      .join(', ')
  if (items.some((item) => lacking(item) !== ''))
    parts.push({ column: text(words.missing), cell: (item) => lacking(item) || null })
  return tableOf(parts, items)
}

/** What the notes of a zone say in one column. */
function cellsOf({ id, label, type }: ExportColumn): Columned<ExportItem> {
  const isNumber = type === 'number' || type === 'score' || type === 'vote'
  return {
    column: { label, type: isNumber ? 'number' : type === 'date' ? 'date' : 'text' },
    cell: ({ cells }) => {
      const cell = cells[id]
      return cell?.kind === 'number' || cell?.kind === 'votes' ? cell.value : cell?.label || null
    },
  }
}

function linkTable(
  links: readonly ExportLink[],
  lang: ExportDocument['lang'],
): Pick<ExportTable, 'columns' | 'rows'> {
  const words = exportWords(lang)
  const parts: Columned<ExportLink>[] = [
    { column: text(words.from), cell: ({ from }) => from.title },
    { column: text(words.label), cell: ({ label }) => label || null },
    { column: text(words.to), cell: ({ to }) => to.title },
  ]
  return tableOf(parts, links)
}

function resultTable(
  result: ExportResult,
  lang: ExportDocument['lang'],
): Pick<ExportTable, 'columns' | 'rows'> | null {
  const words = exportWords(lang)
  switch (result.kind) {
    case 'dots':
      return null
    case 'choice':
      return {
        columns: [text(words.choice), number(words.votes), text(words.rank)],
        rows: result.choices.map(({ label, votes, rank }) => [label, votes, writeRank(rank, lang)]),
      }
    case 'scores':
      return {
        columns: [
          text(words.item),
          ...[words.answers, words.median, words.lowest, words.highest, words.spread].map(number),
        ],
        rows: result.scores.map(({ label, n, median, min, max, spread }) => [
          label,
          n,
          median,
          min,
          max,
          spread,
        ]),
      }
  }
}

function tableOf<T>(parts: readonly Columned<T>[], of: readonly T[]): Pick<ExportTable, 'columns' | 'rows'> {
  return {
    columns: parts.map(({ column }) => column),
    rows: of.map((one) => parts.map(({ cell }) => cell(one))),
  }
}

function text(label: string): TableColumn {
  return { label, type: 'text' }
}

function number(label: string): TableColumn {
  return { label, type: 'number' }
}
