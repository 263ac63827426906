import type { ExportDocument, ExportItem, ExportZone } from '../exports/document/export-document.ts'

/** The zones in which methods collect what will be done, by their ids; a method that is adapted keeps them. */
const ACTION_ZONES: ReadonlySet<string> = new Set(['plan', 'actions', 'next'])
/** Those in which they collect what somebody needs. */
const HELP_ZONES: ReadonlySet<string> = new Set(['help'])
/** Columns that say who does it, whom one asks, what one needs, and how far it is. */
const WHO_COLUMNS = ['owner', 'who'] as const
const FROM_COLUMN = 'from'
const HELP_COLUMN = 'help'
const STATUS_COLUMN = 'status'
/** Terms of a status that say that nothing is open any more. */
const CLOSED_TERMS: ReadonlySet<string> = new Set(['done', 'stopped'])

/** Something that was decided. */
interface Action {
  itemId: string
  text: string
  /** Empty where nobody is named. */
  who: string
  /** ISO date, or as much of one as is known; empty for none. */
  when: string
  /** Its board says that it is done, or given up. */
  closed: boolean
}

/** Something that a group needs. */
export interface HelpRequest {
  /** The note that asks. */
  itemId: string
  need: string
  /** What it is needed for: the step of a plan; empty when it stands for itself. */
  forWhat: string
  /** Whom they ask; empty for whoever can. */
  from: string
}

/** What comes out of a board: what will be done, and what is needed for it. */
export interface Outcomes {
  actions: Action[]
  help: HelpRequest[]
}

/** Reads plan steps and requests for help from a board, whatever method it is of. */
export function outcomesOf({ zones }: Pick<ExportDocument, 'zones'>): Outcomes {
  const actions = zones.filter(({ id }) => ACTION_ZONES.has(id))
  const help = zones.filter(({ id }) => HELP_ZONES.has(id))
  return {
    actions: actions.flatMap((zone) => zone.items.filter(isWritten).map((item) => actionOf(item, zone))),
    help: [
      ...actions.flatMap(({ items }) =>
        items.filter(isWritten).flatMap((item): HelpRequest[] => {
          const need = labelOf(item, HELP_COLUMN)
          return need === '' ? [] : [{ itemId: item.id, need, forWhat: item.title, from: '' }]
        }),
      ),
      ...help.flatMap(({ items }) =>
        items.filter(isWritten).map(
          (item): HelpRequest => ({
            itemId: item.id,
            need: item.title,
            forWhat: '',
            from: labelOf(item, FROM_COLUMN),
          }),
        ),
      ),
    ],
  }
}

function actionOf(item: ExportItem, { columns }: ExportZone): Action {
  const date = columns.find(({ type }) => type === 'date')
  const status = item.cells[STATUS_COLUMN]
  return {
    itemId: item.id,
    text: item.title,
    who: WHO_COLUMNS.map((column) => labelOf(item, column)).find((label) => label !== '') ?? '',
    when: date ? labelOf(item, date.id) : '',
    closed: status?.kind === 'term' && CLOSED_TERMS.has(String(status.value)),
  }
}

function isWritten({ title }: ExportItem): boolean {
  return title.trim() !== ''
}

function labelOf({ cells }: ExportItem, column: string): string {
  return cells[column]?.label.trim() ?? ''
}
