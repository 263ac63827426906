import type { LocalisedText } from '../language.ts'

/** Which rows count; all conditions of one column must hold. */
export interface RowFilter {
  column: string
  /** One of these terms. */
  is?: readonly string[] | undefined
  /** A number of at least this. */
  atLeast?: number | undefined
  /** True: the cell is empty; false: it is not. */
  empty?: boolean | undefined
  /** Another column that must pass as well. */
  and?: RowFilter | undefined
}

/** Items that are counted: those of some zones, of which the filter may leave some out. */
export interface Counted {
  zones: readonly string[]
  where?: RowFilter | undefined
}

/** Items that are counted by what they say. */
export interface Tallied {
  zones: readonly string[]
  by: string
  across?: string | undefined
  at?: { time: RowTime; moves: readonly string[] } | undefined
}

/** What rows of some zones ask, and which rows answer it. */
export interface Answered {
  /** One zone, or several. */
  zone?: string | undefined
  zones?: readonly string[] | undefined
  /** Left out: the items themselves. */
  column?: string | undefined
  where?: RowFilter | undefined
  by: { zones: readonly string[]; column: string; where?: RowFilter | undefined }
}

/** Cells of other rows that name a row, such as the decision about a tool: its own row says them too. */
export interface JoinedCells {
  zones: readonly string[]
  /** The column in which they name it. */
  column: string
  /** The cell of the row that is named; left out, the row itself. */
  own?: string | undefined
  take: readonly string[]
}

/** From where to where an amount goes whose term says no more than that; the last band of a list has no end. */
export interface Band {
  id: string
  least: number
  most?: number | undefined
}

/** Whether a row says how something is or how it is to become. */
export type RowTime = 'now' | 'target'

/** What is drawn from a board, and how. A method lists them; TEMPLATES' "Extract" lines are written in these. */
export type ExtractionRule =
  /**
   * The rows or notes of some zones, best voted first when they are ranked, else by the number or date of the column
   * `order`; with `authors`, who wrote each; with `organisations`, for which organisation; with `moves`, link zones, whether an arrow of theirs leads
   * to it.
   */
  | {
      kind: 'rows'
      zones: readonly string[]
      rank?: boolean | undefined
      order?: string | undefined
      where?: RowFilter | undefined
      with?: JoinedCells | undefined
      authors?: boolean | undefined
      organisations?: boolean | undefined
      moves?: readonly string[] | undefined
    }
  /** The shared text of one zone. */
  | { kind: 'text'; zone: string }
  /** The arrows of some zones; with `minus`, the terms that say something bad, each labelled arrow has a sign. */
  | { kind: 'links'; zones: readonly string[]; minus?: readonly string[] | undefined }
  | { kind: 'scores'; zone: string }
  /** How often each answer of a vote was given. */
  | { kind: 'choices'; zone: string }
  | ({ kind: 'count' } & Counted)
  | { kind: 'ratio'; of: Counted; per: Counted }
  /** Whether anything stands in a zone. */
  | { kind: 'present'; zones: readonly string[]; where?: RowFilter | undefined }
  /** Rows whose reference is missing or leads to nothing. */
  | { kind: 'orphans'; zone: string; column: string }
  /** Terms or items that rows of one zone name and no row of another answers. */
  | ({ kind: 'gaps' } & Answered)
  /** Terms of a column's list that no row names. */
  | { kind: 'unnamed'; zone: string; column: string }
  /** How many of them are answered. */
  | ({ kind: 'covered' } & Answered)
  /** How many of the rows of each term pass the filter; without one, how many of all rows have the term. */
  | { kind: 'shares'; zones: readonly string[]; by: string; where?: RowFilter | undefined }
  /** What has become of another rule's numbers since an earlier snapshot of the board. */
  | { kind: 'since'; of: string }
  /** Some zones as one page to hand over, in Markdown. */
  | { kind: 'page'; zones: readonly string[] }
  /**
   * How many rows have each term, or each pair of terms; `lane` and `zone` stand for the item's place, `author` and
   * `organisation` for who wrote it, `item` for the row itself and `text` for what stands for it. Words are the same whatever their capitals and
   * accents. With `at`, only those that stand there now, or only those that arrows lead to.
   */
  | ({ kind: 'tally' } & Tallied)
  /** The sum of a number column, in all and by the terms of another column; with `per`, in units of so many. */
  | { kind: 'sum'; zone: string; column: string; by?: string | undefined; per?: number | undefined }
  /** What amounts of which only the band is known come to, by the terms of another column. */
  | ({ kind: 'bands'; column: string; by: string; bands: readonly Band[] } & Counted)
  /** Rows by the product of number columns, the largest first. */
  | { kind: 'product'; zone: string; columns: readonly string[] }
  /** Dated rows in the order of time. */
  | { kind: 'timeline'; zones: readonly string[] }
  /** Rows whose date has passed and whose status is not one of those that end it. */
  | {
      kind: 'overdue'
      zone: string
      date: string
      status?: string | undefined
      done?: readonly string[] | undefined
    }
  /** Days from one date of a row to another. */
  | { kind: 'delay'; zone: string; from: string; to: string }
  /** Scores of a matrix summed by row with the weights of its columns; a vetoed row is named. */
  | { kind: 'weighted'; zone: string; weight: string; veto?: string | undefined }

/** One thing that a method draws from its boards. */
export type ExtractionDefinition = ExtractionRule & {
  id: string
  /** Its name where it is shown; left out, that of its zone. */
  label?: LocalisedText | undefined
  /** Shown in the overview of a cohort: never free text. */
  indicator?: boolean | undefined
}
