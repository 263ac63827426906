import { canonicalJson, equalValues, type LocalisedText } from '@tablee/board'
import { type TemplateChange, textChange } from './template-change.ts'
import type { DraftZone } from './template-draft.ts'

type Named = { id: string; label: LocalisedText }
type Column = NonNullable<DraftZone['options']['cols']>[number]

/** Options that are lists of words, compared word by word; the others are compared whole. */
const WORD_LISTS = ['items', 'axes', 'choices'] as const

/** What differs between two versions of one zone. */
export function diffZone(before: DraftZone, after: DraftZone): TemplateChange[] {
  const { id: zoneId, label } = after
  const zone = { zoneId, label }
  return [
    ...textChange({ zoneId, field: 'label' }, before.label, after.label, label),
    ...textChange({ zoneId, field: 'prompt' }, before.prompt, after.prompt, label),
    ...(equalValues(before.grid, after.grid) ? [] : [{ kind: 'zone_moved', ...zone } as const]),
    ...(before.kind === after.kind
      ? []
      : [{ kind: 'zone_kind', ...zone, before: before.kind, after: after.kind } as const]),
    ...(before.feeds === after.feeds
      ? []
      : [{ kind: 'zone_feeds', ...zone, before: before.feeds ?? '', after: after.feeds ?? '' } as const]),
    ...diffOptions(before, after),
    ...diffColumns(before, after),
  ]
}

function diffOptions(before: DraftZone, after: DraftZone): TemplateChange[] {
  const { id: zoneId, label } = after
  const names = new Set([...Object.keys(before.options), ...Object.keys(after.options)])
  names.delete('cols')
  const old: Record<string, unknown> = { ...before.options }
  const now: Record<string, unknown> = { ...after.options }
  const words: TemplateChange[] = []
  for (const field of WORD_LISTS) {
    const was: readonly Named[] = before.options[field] ?? []
    const is: readonly Named[] = after.options[field] ?? []
    // another word is a text; another list is another option
    if (!equalValues(idsOf(was), idsOf(is))) continue
    names.delete(field)
    for (const [at, term] of is.entries()) {
      const former = was[at]
      if (former)
        words.push(...textChange({ zoneId, termId: term.id, field }, former.label, term.label, label))
    }
  }
  return [
    ...words,
    ...[...names]
      .filter((name) => !isSame(old[name], now[name]))
      .map(
        (option): TemplateChange => ({
          kind: 'zone_option',
          zoneId,
          label,
          option,
          before: inWords(old[option]),
          after: inWords(now[option]),
        }),
      ),
  ]
}

function diffColumns(before: DraftZone, after: DraftZone): TemplateChange[] {
  const zoneId = after.id
  const old = new Map((before.options.cols ?? []).map((column) => [column.id, column]))
  const now = new Map((after.options.cols ?? []).map((column) => [column.id, column]))
  const was = [...old.keys()].filter((id) => now.has(id)).join(', ')
  const is = [...now.keys()].filter((id) => old.has(id)).join(', ')
  return [
    ...[...old]
      .filter(([id]) => !now.has(id))
      .map(([columnId, { label }]) => ({ kind: 'column_removed', zoneId, columnId, label }) as const),
    ...[...now].flatMap(([columnId, column]): TemplateChange[] => {
      const former = old.get(columnId)
      return former === undefined
        ? [{ kind: 'column_added', zoneId, columnId, label: column.label }]
        : diffColumn(zoneId, former, column)
    }),
    ...(was === is ? [] : [{ kind: 'column_order', before: was, after: is } as const]),
  ]
}

function diffColumn(zoneId: string, before: Column, after: Column): TemplateChange[] {
  const { id: columnId, label } = after
  const column = { zoneId, columnId, label }
  const changes = [
    { kind: 'column_type', before: before.type, after: after.type },
    { kind: 'column_set', before: before.set ?? '', after: after.set ?? '' },
    { kind: 'column_scale', before: inWords(before.scale), after: inWords(after.scale) },
    { kind: 'column_required', before: `${before.required ?? false}`, after: `${after.required ?? false}` },
  ] as const
  return [
    ...textChange({ zoneId, columnId, field: 'columnLabel' }, before.label, label, label),
    ...changes.filter((change) => change.before !== change.after).map((change) => ({ ...column, ...change })),
  ]
}

function idsOf(list: readonly Named[]): string[] {
  return list.map(({ id }) => id)
}

/** A switch that is off and one that was never set are the same. */
function isSame(a: unknown, b: unknown): boolean {
  return equalValues(a === false ? undefined : a, b === false ? undefined : b)
}

function inWords(value: unknown): string {
  if (value === undefined) return ''
  return typeof value === 'object' ? canonicalJson(value) : String(value)
}
