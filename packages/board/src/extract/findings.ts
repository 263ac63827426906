import type { AuthorKind, BoardContent, ContentItem } from '../content/board-content.ts'
import type { Lang, LocalisedText } from '../language.ts'
import { findTerm, findZone, type Method } from '../method.ts'
import { answersOf } from './answers.ts'
import type { Extract, ExtractValue } from './extract-value.ts'
import type { ExtractionDefinition } from './extraction.ts'
import { isCountedUnder, selectItems, talliedItems } from './select-rows.ts'
import { sharesOf } from './shares.ts'
import { zoneFindings } from './zone-findings.ts'

/** What a finding is: how it is said, and what one does about it. */
export const FINDING_KINDS = [
  'count',
  'share',
  'present',
  'open',
  'late',
  'tally',
  'shares',
  'sum',
  'days',
  'values',
  'since',
  'page',
] as const

/** One line of a finding with the notes that it means. */
interface FindingLine {
  label: string
  value: number | null
  /** What the value is a part of, what it was before, or the dots beside a count; null for a number of its own. */
  of: number | null
  items: string[]
}

/** Something that a method draws from a board, as a person reads it. */
export interface Finding {
  id: string
  label: string
  kind: (typeof FINDING_KINDS)[number]
  value: number | null
  of: number | null
  /** The notes that it means, where it has no lines. */
  items: string[]
  lines: FindingLine[]
  /** The text of a page; empty otherwise. */
  text: string
}

/** What an extract is read with. */
export interface FindingSource {
  content: BoardContent
  method: Method
  rules: readonly ExtractionDefinition[]
  lang: Lang
}

/**
 * The numbers, gaps and shares of an extract in words, each with its notes; what the board itself shows is left out. Then
 * what rows and zones themselves still ask for.
 */
export function readFindings(extract: Extract, source: FindingSource): Finding[] {
  const drawn = source.rules.flatMap((rule) => {
    const value = extract[rule.id]
    const read = value ? readFinding(rule, value, source) : null
    if (!read) return []
    const blank = { value: null, of: null, items: [], lines: [], text: '' }
    return [{ id: rule.id, label: labelOf(rule, source), ...blank, ...read }]
  })
  return [...drawn, ...zoneFindings(source)]
}

type Read = Pick<Finding, 'kind'> & Partial<Finding>

function readFinding(rule: ExtractionDefinition, value: ExtractValue, source: FindingSource): Read | null {
  const { content } = source
  const say = (column: string, key: string) => sayKey(zonesOf(rule, source.rules), column, key, source)
  const line = (label: string, number: number | null, items: string[] = [], of: number | null = null) => ({
    label,
    value: number,
    of,
    items,
  })
  switch (value.kind) {
    case 'count': {
      if (rule.kind !== 'count') return null
      return { kind: 'count', value: value.value, items: idsOf(selectItems(content, rule.zones, rule.where)) }
    }
    case 'ratio':
      return { kind: 'share', value: value.of, of: value.per }
    case 'present':
      return { kind: 'present', value: value.value ? 1 : 0 }
    case 'gaps': {
      if (rule.kind === 'unnamed') {
        const lines = value.open.map(({ text }) => line(text, null))
        return { kind: 'open', value: lines.length, of: lines.length + value.covered, lines }
      }
      if (rule.kind !== 'gaps') return null
      const lines = answersOf(content, rule).open.map(({ key, text, items }) =>
        line(rule.column === undefined ? text : say(rule.column, key), null, items),
      )
      return { kind: 'open', value: lines.length, of: lines.length + value.covered, lines }
    }
    case 'rows': {
      if (rule.kind !== 'orphans' && rule.kind !== 'overdue') return null
      const lines = value.rows.map(({ itemId, text }) => line(text, null, [itemId]))
      return { kind: rule.kind === 'overdue' ? 'late' : 'open', value: lines.length, lines }
    }
    case 'tally': {
      if (rule.kind !== 'tally') return null
      const { by, across } = rule
      const items = talliedItems(content, rule)
      const lines = value.counts.map((entry) => {
        const meant = items.filter(
          (item) =>
            isCountedUnder(item, by, entry.by) &&
            (across === undefined || isCountedUnder(item, across, entry.across)),
        )
        const words = [say(by, entry.by), entry.across === null ? '' : say(across ?? '', entry.across)]
        const said = words.filter((word) => word !== '').join(' · ')
        return line(said, entry.count, idsOf(meant), entry.votes ?? null)
      })
      return { kind: 'tally', lines: lines.sort((a, b) => (b.value ?? 0) - (a.value ?? 0)) }
    }
    case 'shares': {
      if (rule.kind !== 'shares') return null
      const lines = sharesOf(content, rule).map(({ by, of, per, items }) =>
        line(say(rule.by, by), of, items, per),
      )
      return { kind: 'shares', lines }
    }
    case 'sum': {
      if (rule.kind !== 'sum') return null
      const lines = Object.entries(value.by).map(([key, sum]) => line(say(rule.by ?? '', key), sum))
      return { kind: 'sum', value: value.total, lines }
    }
    case 'bands': {
      if (rule.kind !== 'bands') return null
      const lines = value.totals.map(({ by, count, from, to }) => {
        const ends = [...new Set([from, to])].flatMap((id) => (id === null ? [] : say(rule.column, id)))
        return line([say(rule.by, by), ends.join(' → ')].filter((word) => word !== '').join(' · '), count)
      })
      return { kind: 'tally', lines }
    }
    case 'values':
    case 'weighted': {
      const lines = value.rows
        .map(({ itemId, text, value: number }) => line(text, number, [itemId]))
        .filter((row) => row.value !== null)
      if (rule.kind !== 'delay') return { kind: 'values', lines }
      return { kind: 'days', value: medianOf(lines.flatMap((row) => row.value ?? [])), lines }
    }
    case 'since': {
      if (!value.taken) return null
      const compared = rule.kind === 'since' ? source.rules.find(({ id }) => id === rule.of) : undefined
      const lines = value.changes.map(({ key, before, after }) =>
        line(sayPair(key, compared, source), after, [], before),
      )
      return { kind: 'since', lines: lines.filter(({ value: now, of }) => now !== null || of !== null) }
    }
    case 'page':
      return value.markdown === '' ? null : { kind: 'page', text: value.markdown }
    case 'text':
    case 'links':
    case 'scores':
    case 'choices':
      return null
  }
}

/** The name of a rule; of one without, those of its zones and of the column that it counts. */
function labelOf(rule: ExtractionDefinition, { method, rules, lang }: FindingSource): string {
  if (rule.label) return rule.label[lang]
  const zones = zonesOf(rule, rules).flatMap((id) => findZone(method, id) ?? [])
  const by = 'by' in rule && typeof rule.by === 'string' ? rule.by : undefined
  const column = zones.flatMap(({ options }) => options.cols ?? []).find(({ id }) => id === by)
  const names = zones.map(({ label }) => label[lang]).join(', ')
  return column ? `${names} · ${column.label[lang]}` : names
}

function zonesOf(rule: ExtractionDefinition, rules: readonly ExtractionDefinition[]): readonly string[] {
  if (rule.kind === 'since') {
    const compared = rules.find(({ id, kind }) => id === rule.of && kind !== 'since')
    return compared ? zonesOf(compared, []) : []
  }
  if ('zones' in rule && rule.zones) return rule.zones
  if ('zone' in rule && rule.zone !== undefined) return [rule.zone]
  return rule.kind === 'ratio' ? rule.of.zones : []
}

function sayPair(key: string, rule: ExtractionDefinition | undefined, source: FindingSource): string {
  if (!rule) return key
  const zones = zonesOf(rule, source.rules)
  const columns = rule.kind === 'tally' ? [rule.by, rule.across ?? ''] : ['by' in rule ? String(rule.by) : '']
  return key
    .split('\u00d7')
    .map((part, at) => sayKey(zones, columns[at] ?? '', part, source))
    .join(' · ')
}

const AUTHOR_WORDS: Readonly<Record<AuthorKind, LocalisedText>> = {
  peer: { fr: 'Pairs', nl: 'Collega’s', en: 'Peers' },
  expert: { fr: 'Expert·e·s', nl: 'Experten', en: 'Experts' },
}

function isAuthorKind(key: string): key is AuthorKind {
  return Object.hasOwn(AUTHOR_WORDS, key)
}

/** What a key stands for: a term of the column, a note, a zone, a line of a score; else the word as it was typed. */
function sayKey(
  zoneIds: readonly string[],
  column: string,
  key: string,
  { content, method, lang }: FindingSource,
): string {
  const zones = zoneIds.flatMap((id) => findZone(method, id) ?? [])
  if (column === 'author' && isAuthorKind(key)) return AUTHOR_WORDS[key][lang]
  // a table may have a column of that name
  const organisation = column === 'organisation' ? organisationName(content, key) : undefined
  if (organisation !== undefined) return organisation
  for (const zone of zones) {
    const set = zone.options.cols?.find(({ id }) => id === column)?.set
    const term = set === undefined ? undefined : findTerm(method, set, key)
    if (term) return term.label[lang]
    const named = [...(zone.options.items ?? []), ...(zone.options.choices ?? [])].find(
      ({ id }) => id === key,
    )
    if (named) return named.label[lang]
  }
  const position = method.axes?.find(({ id }) => id === column)?.terms.find(({ id }) => id === key)
  if (position) return position.label[lang]
  const item = content.zones.flatMap(({ items }) => items).find(({ id }) => id === key)
  if (item) return item.title
  const lane = content.zones.flatMap(({ lanes }) => lanes).find(({ id }) => id === key)
  return lane?.label ?? findZone(method, key)?.label[lang] ?? key
}

function organisationName({ zones }: BoardContent, organisationId: string): string | undefined {
  const writers = zones.flatMap(({ items }) => items.map(({ organisation }) => organisation))
  return writers.find((organisation) => organisation?.id === organisationId)?.name
}

/** The middle one, or the mean of the two in the middle, as a whole number; null of none. */
function medianOf(numbers: readonly number[]): number | null {
  const sorted = [...numbers].sort((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  if (upper === undefined) return null
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? upper
  return Math.round((lower + upper) / 2)
}

function idsOf(items: readonly ContentItem[]): string[] {
  return items.map(({ id }) => id)
}
