import type { BoardContent, ContentItem } from '../content/board-content.ts'
import type { Lang } from '../language.ts'
import type { Method } from '../method.ts'
import { answersOf } from './answers.ts'
import { bandTotals } from './band-totals.ts'
import type { Extract, ExtractLink, ExtractRow, ExtractValue } from './extract-value.ts'
import type { Counted, ExtractionDefinition } from './extraction.ts'
import { joinedCells } from './joined-cells.ts'
import { pageOf } from './page.ts'
import { delayDays, isPast, sortedTimeline } from './partial-dates.ts'
import {
  cellOf,
  dateOf,
  keyOf,
  numberOf,
  sameKeyOf,
  selectItems,
  talliedItems,
  timesIn,
  toRow,
  zoneContent,
} from './select-rows.ts'
import { sharesOf } from './shares.ts'
import { since } from './since.ts'
import { weightedScores } from './weighted-scores.ts'

/** What extraction depends on besides the board; `today` is ISO 8601, `YYYY-MM-DD`. */
export interface ExtractOptions {
  today: string
  /** The board as an earlier snapshot has it: what numbers are compared with. */
  earlier?: BoardContent | undefined
  /** What a page names its cells by; without it, a page has the notes' texts only. */
  words?: { method: Method; lang: Lang } | undefined
}

/** Draws from a board what its method declares. Total: a rule whose zones are empty or gone draws nothing. */
export function extractBoard(
  content: BoardContent,
  rules: readonly ExtractionDefinition[],
  options: ExtractOptions,
): Extract {
  return Object.fromEntries(
    rules.map((rule) => [
      rule.id,
      rule.kind === 'since'
        ? since(content, rules, rule.of, options, applyRule)
        : applyRule(content, rule, options),
    ]),
  )
}

function applyRule(
  content: BoardContent,
  rule: ExtractionDefinition,
  { today, words }: ExtractOptions,
): ExtractValue {
  switch (rule.kind) {
    case 'rows': {
      const { zones, where, with: joined, authors, organisations, moves } = rule
      const timeOf = moves && timesIn(content, moves)
      const cellsOf = joined ? joinedCells(content, joined) : () => ({})
      const rows = selectItems(content, zones, where).map((item): ExtractRow => {
        const row = toRow(item)
        const cells = { ...row.cells, ...cellsOf(item) }
        return {
          ...row,
          cells,
          ...(authors && { author: item.author ?? null }),
          ...(organisations && { organisation: item.organisation ?? null }),
          ...(timeOf && { t: timeOf(item) }),
        }
      })
      if (rule.rank) return { kind: 'rows', rows: ranked(rows) }
      return { kind: 'rows', rows: rule.order === undefined ? rows : inOrderOf(rule.order, rows) }
    }
    case 'text':
      return { kind: 'text', text: textOf(content, rule.zone) }
    case 'links':
      return { kind: 'links', links: rule.zones.flatMap((id) => linksOf(content, id, rule.minus)) }
    case 'scores': {
      const result = zoneContent(content, rule.zone)?.result
      return result?.kind === 'scores'
        ? { kind: 'scores', voters: result.voters, scores: result.scores }
        : { kind: 'scores', voters: 0, scores: {} }
    }
    case 'choices': {
      const result = zoneContent(content, rule.zone)?.result
      return result?.kind === 'choice'
        ? { kind: 'choices', voters: result.voters, totals: result.totals }
        : { kind: 'choices', voters: 0, totals: {} }
    }
    case 'count':
      return { kind: 'count', value: countOf(content, rule) }
    case 'ratio': {
      const of = countOf(content, rule.of)
      const per = countOf(content, rule.per)
      return { kind: 'ratio', of, per, value: per === 0 ? null : of / per }
    }
    case 'present':
      return { kind: 'present', value: countOf(content, rule) > 0 }
    case 'orphans':
      return { kind: 'rows', rows: orphansOf(content, rule.zone, rule.column).map(toRow) }
    case 'gaps': {
      const { asked, open } = answersOf(content, rule)
      return {
        kind: 'gaps',
        open: open.map(({ key, text }) => ({ key, text })),
        covered: asked - open.length,
      }
    }
    case 'unnamed': {
      const { terms, named } = namedTerms(content, rule, words)
      const open = terms.filter(({ id }) => !named.has(id))
      return {
        kind: 'gaps',
        open: open.map(({ id, text }) => ({ key: id, text })),
        covered: terms.length - open.length,
      }
    }
    case 'covered': {
      const { asked, open } = answersOf(content, rule)
      const of = asked - open.length
      return { kind: 'ratio', of, per: asked, value: asked === 0 ? null : of / asked }
    }
    case 'shares':
      return { kind: 'shares', shares: sharesOf(content, rule).map(({ items: _items, ...share }) => share) }
    case 'since':
      return { kind: 'since', taken: false, changes: [] }
    case 'page':
      return { kind: 'page', markdown: pageOf(content, rule.zones, words) }
    case 'tally':
      return tallyOf(talliedItems(content, rule), rule.by, rule.across)
    case 'sum':
      return sumOf(selectItems(content, [rule.zone]), rule)
    case 'bands':
      return { kind: 'bands', totals: bandTotals(content, rule) }
    case 'product': {
      const rows = selectItems(content, [rule.zone]).map((item) => ({
        itemId: item.id,
        text: item.title,
        value: productOf(item, rule.columns),
      }))
      return { kind: 'values', rows: rows.sort((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity)) }
    }
    case 'timeline':
      return { kind: 'rows', rows: sortedTimeline(selectItems(content, rule.zones)).map(toRow) }
    case 'overdue': {
      const { date, status, done } = rule
      const isLate = (item: ContentItem) => {
        const due = dateOf(item, date)
        const state = status === undefined ? null : keyOf(item, status)
        return due !== null && isPast(due, today) && !(state !== null && done?.includes(state))
      }
      return { kind: 'rows', rows: selectItems(content, [rule.zone]).filter(isLate).map(toRow) }
    }
    case 'delay': {
      const rows = selectItems(content, [rule.zone]).map((item) => ({
        itemId: item.id,
        text: item.title,
        value: delayDays(dateOf(item, rule.from), dateOf(item, rule.to)),
      }))
      return { kind: 'values', rows }
    }
    case 'weighted':
      return { kind: 'weighted', rows: weightedScores(content, rule) }
  }
}

/** Items, and for a text zone whether it has a text: "the zone holds something" means the same for every kind. */
function countOf(content: BoardContent, { zones, where }: Counted): number {
  const texts = zones.filter((id) => zoneContent(content, id)?.sheet && textOf(content, id) !== '').length
  return selectItems(content, zones, where).length + (where === undefined ? texts : 0)
}

function textOf(content: BoardContent, zoneId: string): string {
  const zone = zoneContent(content, zoneId)
  const loose = (zone?.items ?? []).map(({ text }) => text)
  return [zone?.sheet?.text.trim() ?? '', ...loose].filter((text) => text !== '').join('\n')
}

function linksOf(content: BoardContent, zoneId: string, minus?: readonly string[]): ExtractLink[] {
  const texts = new Map(
    content.zones.flatMap(({ items }) => items.map(({ id, title }) => [id, title] as const)),
  )
  const end = (itemId: string) => ({ itemId, text: texts.get(itemId) ?? '' })
  return (zoneContent(content, zoneId)?.links ?? []).map(({ from, to, term, label }) => ({
    from: end(from),
    to: end(to),
    term,
    label,
    sign: !minus || term === null ? null : minus.includes(term) ? 'minus' : 'plus',
  }))
}

/** By the number or date of a column; what has none comes last, equal ones in the order of reading. */
function inOrderOf(column: string, rows: readonly ExtractRow[]): ExtractRow[] {
  const rank = ({ cells }: ExtractRow) => {
    const cell = Object.hasOwn(cells, column) ? cells[column] : undefined
    if (cell?.kind === 'number') return cell.value
    return cell?.kind === 'date' ? Date.parse(cell.date) : Number.POSITIVE_INFINITY
  }
  return rows.toSorted((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)))
}

/** Most voted first; equal votes keep the order of reading and share a rank. */
function ranked(rows: readonly ExtractRow[]): ExtractRow[] {
  const sorted = [...rows].sort((a, b) => (b.votes ?? 0) - (a.votes ?? 0))
  return sorted.map((row) => ({
    ...row,
    rank:
      row.votes === null ? null : 1 + sorted.filter(({ votes }) => (votes ?? 0) > (row.votes ?? 0)).length,
  }))
}

function orphansOf(content: BoardContent, zoneId: string, column: string): ContentItem[] {
  const ids = new Set(content.zones.flatMap(({ items }) => items.map(({ id }) => id)))
  return selectItems(content, [zoneId]).filter((item) => {
    const cell = cellOf(item, column)
    return cell?.kind === 'item' ? !ids.has(cell.id) : cell?.kind !== 'free' && item.source === null
  })
}

/** The terms of a column's list in words, and which of them rows name; no terms where nothing says what the list is. */
function namedTerms(
  content: BoardContent,
  { zone, column }: { zone: string; column: string },
  words: ExtractOptions['words'],
): { terms: { id: string; text: string }[]; named: ReadonlySet<string | null> } {
  const set = zoneContent(content, zone)?.zone.options.cols?.find(({ id }) => id === column)?.set
  const terms = words?.method.sets.find(({ id }) => id === set)?.terms ?? []
  return {
    terms: terms.map(({ id, label }) => ({ id, text: label[words?.lang ?? 'fr'] })),
    named: new Set(selectItems(content, [zone]).map((item) => keyOf(item, column))),
  }
}

function tallyOf(items: readonly ContentItem[], by: string, across: string | undefined): ExtractValue {
  const counts = new Map<string, { by: string; across: string | null; count: number; votes?: number }>()
  for (const item of items) {
    const key = keyOf(item, by)
    const other = across === undefined ? null : keyOf(item, across)
    if (key === null) continue
    const pair = JSON.stringify([sameKeyOf(item, by), across === undefined ? null : sameKeyOf(item, across)])
    const entry = counts.get(pair) ?? { by: key, across: other, count: 0 }
    const votes = item.votes === null ? {} : { votes: (entry.votes ?? 0) + item.votes }
    counts.set(pair, { ...entry, count: entry.count + 1, ...votes })
  }
  return { kind: 'tally', counts: [...counts.values()] }
}

function sumOf(
  items: readonly ContentItem[],
  { column, by, per = 1 }: ExtractionDefinition & { kind: 'sum' },
): ExtractValue {
  let total = 0
  const sums = new Map<string, number>()
  for (const item of items) {
    const value = numberOf(item, column) ?? 0
    total += value
    const key = by === undefined ? null : keyOf(item, by)
    if (key !== null) sums.set(key, (sums.get(key) ?? 0) + value)
  }
  const said = (sum: number) => Math.round((sum / per) * 100) / 100
  return {
    kind: 'sum',
    total: said(total),
    by: Object.fromEntries([...sums].map(([key, sum]) => [key, said(sum)])),
  }
}

function productOf(item: ContentItem, columns: readonly string[]): number | null {
  let product = 1
  for (const column of columns) {
    const value = numberOf(item, column)
    if (value === null) return null
    product *= value
  }
  return product
}
