import type { Lang } from '../language.ts'
import type { ZoneDefinition } from '../method.ts'
import type { BoardContent, ContentItem } from './board-content.ts'
import { matrixKey, type OpenBallot } from './results.ts'

/** What dots, a choice or a score is given to, with what a person reads beside it. */
export interface BallotLine {
  /** The key in a ballot and in its result: the id of an item, an answer or a line, or two of them with `×` between. */
  key: string
  label: string
  /** The heading that lines belong under, such as the candidate of a matrix; null for none. */
  group: string | null
}

/** What people can vote on in a zone: dots on its rows, one of its answers, scores; null for a zone without votes. */
export function ballotKind(zone: ZoneDefinition): OpenBallot['kind'] | null {
  if (zone.kind === 'score') return 'scores'
  if (zone.kind === 'vote') return zone.options.choices ? 'choice' : 'dots'
  return zone.options.cols?.some(({ type }) => type === 'vote') ? 'dots' : null
}

/** The lines of a zone's ballot as the board stands: items, answers, or what is scored. */
export function ballotLines(content: BoardContent, zoneId: string, lang: Lang): BallotLine[] {
  const found = content.zones.find(({ zone }) => zone.id === zoneId)
  if (!found) return []
  const { zone, items } = found
  const { choices, items: fixed, matrix, axes } = zone.options
  if (zone.kind === 'vote' && choices) return choices.map(named(lang))
  if (zone.kind !== 'score') return items.map(itemLine)
  if (fixed) return fixed.map(named(lang))
  const itemsOf = (id: string) => content.zones.find((other) => other.zone.id === id)?.items ?? []
  if (matrix) return crossed(itemsOf(matrix.rows).map(itemLine), itemsOf(matrix.columns).map(itemLine))
  return axes ? crossed(items.map(itemLine), axes.map(named(lang))) : items.map(itemLine)
}

/** The lines of a ballot about several zones, each under the name of its zone. */
export function linesOfZones(content: BoardContent, zoneIds: readonly string[], lang: Lang): BallotLine[] {
  if (zoneIds.length === 1) return zoneIds.flatMap((zoneId) => ballotLines(content, zoneId, lang))
  return content.zones
    .filter(({ zone }) => zoneIds.includes(zone.id))
    .flatMap(({ zone }) =>
      ballotLines(content, zone.id, lang).map((line) => ({ ...line, group: zone.label[lang] })),
    )
}

function itemLine({ id, title }: ContentItem): BallotLine {
  return { key: id, label: title, group: null }
}

function named(lang: Lang) {
  return ({ id, label }: { id: string; label: Readonly<Record<Lang, string>> }): BallotLine => ({
    key: id,
    label: label[lang],
    group: null,
  })
}

function crossed(rows: readonly BallotLine[], columns: readonly BallotLine[]): BallotLine[] {
  return rows.flatMap((row) =>
    columns.map((column) => ({ key: matrixKey(row.key, column.key), label: column.label, group: row.label })),
  )
}
