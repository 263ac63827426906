import type { LocalisedText, ZoneKind } from '@tablee/board'
import type { DraftZone, TemplateDraft, TemplatePlace } from '@tablee/templates'
import type { FormerIds, Named } from './former-ids.ts'
import { freePlace } from './grid-geometry.ts'

/** A step of a draft. */
export type DraftStep = TemplateDraft['steps'][number]
/** A column of a draft's zone. */
export type DraftColumn = NonNullable<DraftZone['options']['cols']>[number]
/** A direction in which zones of a draft differ. */
export type DraftAxis = NonNullable<TemplateDraft['axes']>[number]

/** A zone as another one may refer to it. */
export interface OtherZone {
  /** Its id. */
  readonly value: string
  readonly label: string
  readonly kind: ZoneKind
}

/** A text in which nothing stands yet. */
export const NO_TEXT: LocalisedText = { fr: '', nl: '', en: '' }

/** The scale of a column of points when nothing else is said. */
export const NEW_SCALE = { min: 1, max: 5 } as const

/** What a column that holds something else keeps: a list belongs to choices, a scale to points. */
export function withType(
  { scale }: DraftColumn,
  type: DraftColumn['type'],
): Pick<DraftColumn, 'type'> & Partial<DraftColumn> {
  return {
    type,
    ...(type === 'choice' ? {} : { set: undefined }),
    scale: type === 'score' ? (scale ?? NEW_SCALE) : undefined,
  }
}

/** The draft with one zone changed. */
export function withZone(draft: TemplateDraft, at: number, change: Partial<DraftZone>): TemplateDraft {
  return { ...draft, zones: draft.zones.map((zone, i) => (i === at ? { ...zone, ...change } : zone)) }
}

/** The draft with one step changed. */
export function withStep(draft: TemplateDraft, at: number, change: Partial<DraftStep>): TemplateDraft {
  return { ...draft, steps: draft.steps.map((step, i) => (i === at ? { ...step, ...change } : step)) }
}

/** The options without those that are empty or off: absent and off are the same. */
export function withOption(
  options: DraftZone['options'],
  change: Partial<DraftZone['options']>,
): DraftZone['options'] {
  const next: Record<string, unknown> = { ...options, ...change }
  for (const [name, value] of Object.entries(next)) {
    if (value === undefined || value === false || value === '') delete next[name]
  }
  return next
}

/** What a zone of another kind needs to begin with; what it has of that already stays. */
export function withKind(
  { id: zoneId, options }: DraftZone,
  kind: ZoneKind,
  former: FormerIds,
): Pick<DraftZone, 'kind' | 'options'> {
  switch (kind) {
    case 'row': {
      const cols = options.cols ?? [newColumn([], former.parts({ zoneId, list: 'cols', of: null }))]
      return { kind, options: { ...options, cols } }
    }
    case 'score':
      return {
        kind,
        options: {
          ...options,
          scale: options.scale ?? { min: 0, max: 5 },
          perRespondent: options.perRespondent ?? true,
        },
      }
    case 'link':
      return { kind, options: { ...options, from: options.from ?? 'any', to: options.to ?? 'any' } }
    default:
      return { kind, options }
  }
}

/** The draft with a zone of an earlier version again, where it was: on the board, and at that position in the order of reading. */
export function withZoneBack(
  draft: TemplateDraft,
  { zone, position }: { zone: DraftZone; position: number },
): TemplateDraft {
  const others = draft.zones.filter(({ id }) => id !== zone.id)
  return { ...draft, zones: [...others.slice(0, position), zone, ...others.slice(position)] }
}

/** The draft with an empty zone more, where there is room; the zone is the last. */
export function withNewZone(draft: TemplateDraft, former: readonly Named[]): TemplateDraft {
  const zone: DraftZone = {
    id: freeId('zone', draft.zones, former),
    label: NO_TEXT,
    prompt: NO_TEXT,
    kind: 'sticky',
    grid: freePlace(draft.zones.map(({ grid }) => grid)),
    options: {},
    feeds: null,
  }
  return { ...draft, zones: [...draft.zones, zone] }
}

/** The draft with an empty step more at its end, and the announced time that much longer. */
export function withNewStep(draft: TemplateDraft, former: readonly Named[]): TemplateDraft {
  const minutes = 10
  const step: DraftStep = {
    id: freeId(
      'step',
      draft.steps.map((known, at) => ({ id: known.id ?? `step_${at + 1}` })),
      former,
    ),
    minutes,
    mode: 'group',
    title: NO_TEXT,
    instruction: NO_TEXT,
  }
  return { ...draft, durationMin: draft.durationMin + minutes, steps: [...draft.steps, step] }
}

/** An empty column with an id that the others do not have, nor had. */
export function newColumn(columns: readonly DraftColumn[], former: readonly Named[]): DraftColumn {
  return { id: freeId('col', columns, former), label: NO_TEXT, type: 'text' }
}

/** An empty answer, line or term with an id that the others do not have, nor had. */
export function newTerm(word: 'answer' | 'item', terms: readonly Named[], former: readonly Named[]) {
  return { id: freeId(word, terms, former), label: NO_TEXT }
}

/** An empty direction with two answers to write, under an id that the others do not have, nor had. */
export function newAxis({ axes = [] }: TemplateDraft, former: readonly Named[]): DraftAxis {
  const terms = ['answer_1', 'answer_2'].map((id) => ({ id, label: NO_TEXT }))
  return { id: freeId('direction', axes, former), label: NO_TEXT, terms }
}

/** The draft with other directions; zones no longer say what no direction knows any more. */
export function withAxes(draft: TemplateDraft, axes: readonly DraftAxis[]): TemplateDraft {
  const { axes: _, ...others } = draft
  const isKnown = ([axisId, termId]: [string, string]) =>
    axes.some(({ id, terms }) => id === axisId && terms.some((term) => term.id === termId))
  const zones = draft.zones.map((zone): DraftZone => {
    if (!zone.options.position) return zone
    const position = Object.fromEntries(Object.entries(zone.options.position).filter(isKnown))
    const says = Object.keys(position).length > 0
    return { ...zone, options: withOption(zone.options, { position: says ? position : undefined }) }
  })
  return { ...others, zones, ...(axes.length > 0 && { axes: [...axes] }) }
}

/** `word_n` with the first n, counted from how many there are, that nothing has and nothing had. */
export function freeId(word: string, taken: readonly Named[], former: readonly Named[]): string {
  const ids = new Set([...taken, ...former].map(({ id }) => id))
  let n = ids.size + 1
  while (ids.has(`${word}_${n}`)) n += 1
  return `${word}_${n}`
}

/** The list with the item at one place moved by one; unchanged at its ends. */
export function movedItem<T>(list: readonly T[], at: number, by: 1 | -1): T[] {
  const next = [...list]
  const [item] = next.splice(at, 1)
  if (item !== undefined) next.splice(Math.max(0, Math.min(next.length, at + by)), 0, item)
  return next
}

/** The id of the form field of a place, so that a fault can lead there. */
export function fieldId(place: TemplatePlace, lang?: string): string {
  const part = [
    place.step === undefined ? null : `step-${place.step}`,
    place.zone === undefined ? null : `zone-${place.zone}`,
    place.column === undefined ? null : `column-${place.column}`,
    place.termId === undefined ? null : `term-${place.termId}`,
    place.field,
    lang ?? null,
  ]
  return `method-${part.filter((word) => word !== null).join('-')}`
}
