import type * as Y from 'yjs'
import type { ExtractionDefinition } from './extract/extraction.ts'
import type { LocalisedText } from './language.ts'
import { metaRoot } from './layout.ts'
import { isObject } from './record.ts'
import type { Family, ZoneKind } from './schema.ts'

/** What a column of a table zone holds. */
export const COLUMN_TYPES = ['text', 'choice', 'number', 'date', 'score', 'vote', 'link'] as const

/** What a column of a table zone holds; `link` is a reference to another item, `vote` the closed total of its dots. */
export type ColumnType = (typeof COLUMN_TYPES)[number]

/** How a step is worked: everybody together, alone and hidden, in the group, alone, or by voting. */
export const STEP_MODES = ['plenary', 'private', 'group', 'individual', 'vote'] as const

/** How a step is worked. */
export type StepMode = (typeof STEP_MODES)[number]

/** An id that never changes, with its name in every language. */
export interface Named {
  id: string
  label: LocalisedText
}

/** A word of a choice set. */
export interface Term extends Named {
  /** What people also call it, in any language: to propose the term, never to choose it. */
  also?: readonly string[] | undefined
}

/** A list of answers: a vocabulary of the programme, or a few words that belong to methods. */
export interface ChoiceSet {
  id: string
  terms: readonly Term[]
}

/** Lowest and highest score. */
export interface Scale {
  min: number
  max: number
}

/** One column of a table zone. */
export interface ColumnDefinition extends Named {
  type: ColumnType
  /** From where to where the type `score` goes; without one it takes any number. */
  scale?: Scale | undefined
  /** A choice set, for the type `choice`. */
  set?: string | undefined
  /** A row without it is not finished. */
  required?: boolean | undefined
}

/** What a zone asks for beyond its kind; `template.ts` of @tablee/templates says how each is written in a file. */
export interface ZoneOptions {
  /** Most items that the zone holds; the server refuses one more. */
  max?: number | undefined
  /** Notes are gathered in frames that have a name. */
  group?: boolean | undefined
  /** Only a coach writes here. */
  locked?: boolean | undefined
  /** Choice set that the notes are drawn from. */
  vocab?: string | undefined
  /** Zone whose items are the lanes of this one. */
  lane?: string | undefined
  /** Zones that arrows lead from and to, or `any`, and the choice set of their labels. */
  from?: string | undefined
  to?: string | undefined
  label?: string | undefined
  scale?: Scale | undefined
  /** Everybody scores for herself; only n, median and spread are shown. */
  perRespondent?: boolean | undefined
  /** What is scored, where it is not drawn from the board. */
  items?: readonly Named[] | undefined
  /** Zones whose items are scored against each other. */
  matrix?: { rows: string; columns: string } | undefined
  /** The two directions of a drawn matrix. */
  axes?: readonly Named[] | undefined
  /** Marks on a time axis. */
  marks?: readonly ('start' | 'today' | 'horizon')[] | undefined
  /** The answers of a vote. */
  choices?: readonly Named[] | undefined
  /** Filled from other boards of the cohort. */
  import?: boolean | undefined
  /** One lane for each project. */
  repeat?: 'perProject' | undefined
  /** What lying in this zone says about an item: a term for axes of the method, so that moving it changes the term. */
  position?: Readonly<Record<string, string>> | undefined
  cols?: readonly ColumnDefinition[] | undefined
}

/** One zone of a method. */
export interface ZoneDefinition extends Named {
  prompt: LocalisedText
  kind: ZoneKind
  options: ZoneOptions
  /** The section of a case that the zone's content goes to. */
  feeds: string | null
}

/** One timed step of a method. */
export interface MethodStep {
  minutes: number
  mode: StepMode
  title: LocalisedText
  instruction: LocalisedText
  /** The zones that it is about; none for the whole board, as in methods that boards kept before steps named any. */
  zones?: readonly string[] | undefined
  /** What is written alone is revealed without its writer's name. Of a private step only. */
  anonymous?: boolean | undefined
  /** How many dots each person places in all its zones together; without, as many as there are things to vote on suggest. Of a vote only. */
  dots?: number | undefined
  /** What participants may do where it differs from what the mode says. */
  may?: { write?: boolean | undefined; moveOwn?: boolean | undefined; vote?: boolean | undefined } | undefined
}

/** A direction in which several zones differ, such as influence from weak to strong. */
export interface MethodAxis extends Named {
  terms: readonly Named[]
}

/**
 * The method that a board was made from, with all the words that its columns offer: kept in the board's own document,
 * written by the server only, so that a board reads, enforces and exports itself whatever became of the template.
 */
export interface Method {
  id: string
  version: string
  family: Family
  title: LocalisedText
  purpose: LocalisedText
  steps: readonly MethodStep[]
  zones: readonly ZoneDefinition[]
  axes?: readonly MethodAxis[] | undefined
  sets: readonly ChoiceSet[]
  /** What is drawn from a board of this method. */
  extract?: readonly ExtractionDefinition[] | undefined
}

/** The key of the method in the board's facts. */
export const METHOD_KEY = 'method'

/** The method in a board's document; null for a board that was made before boards kept theirs. */
export function methodOf(doc: Y.Doc): Method | null {
  const value = metaRoot(doc).get(METHOD_KEY)
  // Only the server writes the facts, from a parsed template.
  return isObject(value) ? (value as unknown as Method) : null
}

/** A zone of a method by its id. */
export function findZone(method: Method, zoneId: string | null): ZoneDefinition | undefined {
  return zoneId === null ? undefined : method.zones.find(({ id }) => id === zoneId)
}

/** Whether a zone has one text that everybody writes together; a text zone with a lane for each project has notes. */
export function hasSheet(zone: Pick<ZoneDefinition, 'kind' | 'options'>): boolean {
  return zone.kind === 'text' && zone.options.repeat === undefined
}

/** A term of one of the method's choice sets. */
export function findTerm(method: Method, set: string | undefined, id: string): Term | undefined {
  return method.sets.find((candidate) => candidate.id === set)?.terms.find((term) => term.id === id)
}

/** From where to where a column's scores go; undefined where any number may stand. */
export function columnScale(zone: ZoneDefinition, { type, scale }: ColumnDefinition): Scale | undefined {
  return type === 'score' ? (scale ?? zone.options.scale) : undefined
}

/** Most points that are shown side by side to choose from; a longer scale is typed. */
const POINTS_MOST = 11

/** The points of a scale that is short enough to be shown whole; null for a longer one. */
export function scalePoints({ min, max }: Scale): number[] | null {
  const count = max - min + 1
  return count > POINTS_MOST ? null : Array.from({ length: count }, (_, at) => min + at)
}

/**
 * The column that the note's own text fills: the first required text column, else the first text column. Null in a zone
 * whose rows are made of choices only: there the text is a remark beside the cells.
 */
export function mainColumn(zone: ZoneDefinition): ColumnDefinition | null {
  const texts = (zone.options.cols ?? []).filter(({ type }) => type === 'text')
  return texts.find(({ required }) => required === true) ?? texts[0] ?? null
}
