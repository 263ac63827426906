import type { AuthorKind, AuthorOrganisation } from '../content/board-content.ts'
import type { Cells } from '../content/cells.ts'
import type { ScoreSummary } from '../content/results.ts'
import type { RowTime } from './extraction.ts'

/** One row or note as it was drawn from a board. */
export interface ExtractRow {
  itemId: string
  zoneId: string
  text: string
  cells: Cells
  laneId: string | null
  clusterId: string | null
  position: Readonly<Record<string, string>>
  votes: number | null
  /** From 1; rows with equal votes share a rank. Null when nothing was voted. */
  rank: number | null
  /** Required columns without a value. */
  missing: readonly string[]
  /** Who wrote it, where the rule asks; null when that is not known, as of a note without a name. */
  author?: AuthorKind | null
  /** The organisation of who wrote it, where the rule asks; null when that is not known, or there are several. */
  organisation?: AuthorOrganisation | null
  /** Whether it stands where it is or where it is wanted, where the rule asks. */
  t?: RowTime
}

/** An arrow with the words at its ends. */
export interface ExtractLink {
  from: { itemId: string; text: string }
  to: { itemId: string; text: string }
  term: string | null
  label: string
  /** Whether what it says is good or bad for the project; null where its method does not tell, or nothing is said. */
  sign: 'plus' | 'minus' | null
}

/** A number of a row: a product, a delay in days, a weighted score; null when the row has not all that it takes. */
export interface RowValue {
  itemId: string
  text: string
  value: number | null
}

/** What the amounts of one term come to. */
export interface BandTotal {
  by: string
  count: number
  unknown: number
  least: number | null
  most: number | null
  from: string | null
  to: string | null
}

/** What was drawn from a board by one rule. */
export type ExtractValue =
  | { kind: 'rows'; rows: ExtractRow[] }
  | { kind: 'text'; text: string }
  | { kind: 'links'; links: ExtractLink[] }
  | { kind: 'scores'; voters: number; scores: Readonly<Record<string, ScoreSummary>> }
  | { kind: 'choices'; voters: number; totals: Readonly<Record<string, number>> }
  | { kind: 'count'; value: number }
  /** `value` is of ÷ per; null when there is nothing to divide by. */
  | { kind: 'ratio'; of: number; per: number; value: number | null }
  | { kind: 'present'; value: boolean }
  /** Terms, free words or item ids that nothing answers. */
  | { kind: 'gaps'; open: { key: string; text: string }[]; covered: number }
  /** `votes` are the dots that its rows were given; left out where nothing was voted. */
  | { kind: 'tally'; counts: { by: string; across: string | null; count: number; votes?: number }[] }
  /** `value` is of ÷ per. */
  | { kind: 'shares'; shares: { by: string; of: number; per: number; value: number }[] }
  /** Numbers then and now; null where there was, or is, none. `taken` is false when there is nothing to compare with. */
  | { kind: 'since'; taken: boolean; changes: { key: string; before: number | null; after: number | null }[] }
  | { kind: 'page'; markdown: string }
  | { kind: 'sum'; total: number; by: Readonly<Record<string, number>> }
  /**
   * For each term from where to where its amounts go together, `most` null for no end, and the bands that these ends lie
   * in; `unknown` rows have no band. Null where no row has one.
   */
  | { kind: 'bands'; totals: BandTotal[] }
  | { kind: 'values'; rows: RowValue[] }
  | {
      kind: 'weighted'
      rows: { itemId: string; text: string; value: number | null; spread: number | null; vetoes: string[] }[]
    }

/** All that a method draws from one board, by the id of the rule. */
export type Extract = Readonly<Record<string, ExtractValue>>
