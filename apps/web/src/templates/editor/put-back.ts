import type { DraftZone, TemplateDraft } from '@tablee/templates'
import { withOption } from './draft-changes.ts'
import { type PartList, partsIn } from './part-list.ts'

type Options = DraftZone['options']

/** What a zone of scores is about: one of these, or the notes that lie in it. */
const SCORED = ['items', 'matrix', 'axes'] as const

/** The draft with a part of an earlier version again, where it was; unchanged when it had none. */
export function withPartBack(
  draft: TemplateDraft,
  { former, list, id }: { former: TemplateDraft; list: PartList; id: string },
): TemplateDraft {
  if (!partsIn(former, list).some((part) => part.id === id)) return draft
  if (list.list === 'terms') {
    const terms = former.axes?.find((axis) => axis.id === list.of)?.terms ?? []
    const axes = (draft.axes ?? []).map((axis) =>
      axis.id === list.of ? { ...axis, terms: backIn(axis.terms, terms, id) } : axis,
    )
    return withPositionsBack({ ...draft, axes }, former, { axisId: list.of ?? '', termId: id })
  }
  if (list.zoneId === null) {
    const axes = backIn(draft.axes ?? [], former.axes ?? [], id)
    return withPositionsBack({ ...draft, axes }, former, { axisId: id })
  }
  const { zoneId, list: name } = list
  const before = former.zones.find((zone) => zone.id === zoneId)?.options ?? {}
  const zones = draft.zones.map((zone) =>
    zone.id === zoneId
      ? { ...zone, options: withOption(zone.options, lostOption(zone, before, { name, id })) }
      : zone,
  )
  return { ...draft, zones }
}

/** The option of a zone that a part is missing in, with it. */
function lostOption(
  { kind, options }: DraftZone,
  before: Options,
  { name, id }: { name: Exclude<PartList['list'], 'terms'>; id: string },
): Partial<Options> {
  switch (name) {
    case 'cols':
      return { cols: backIn(options.cols ?? [], before.cols ?? [], id) }
    case 'choices':
      return { choices: backIn(options.choices ?? [], before.choices ?? [], id) }
    case 'items':
      return { ...othersAway(kind, before), items: backIn(options.items ?? [], before.items ?? [], id) }
    case 'axes':
      // a drawn matrix has both of its directions or none
      return { ...othersAway(kind, before), axes: before.axes }
  }
}

/** One scores one thing: what was chosen instead goes. */
function othersAway(kind: DraftZone['kind'], before: Options): Partial<Options> {
  if (kind !== 'score') return {}
  const away = SCORED.filter((name) => before[name] === undefined)
  return Object.fromEntries(away.map((name) => [name, undefined]))
}

/** The list with a part of an earlier one again, at its former position. */
function backIn<T extends { id: string }>(list: readonly T[], former: readonly T[], id: string): T[] {
  const position = former.findIndex((part) => part.id === id)
  const others = list.filter((part) => part.id !== id)
  return [...others.slice(0, position), ...former.slice(position, position + 1), ...others.slice(position)]
}

/** The draft whose zones say again what they said of a direction; what they say of it by now stays. */
function withPositionsBack(
  draft: TemplateDraft,
  former: TemplateDraft,
  { axisId, termId }: { axisId: string; termId?: string },
): TemplateDraft {
  const zones = draft.zones.map((zone): DraftZone => {
    const said = former.zones.find(({ id }) => id === zone.id)?.options.position?.[axisId]
    const { position = {} } = zone.options
    if (said === undefined || position[axisId] !== undefined || (termId ?? said) !== said) return zone
    return { ...zone, options: { ...zone.options, position: { ...position, [axisId]: said } } }
  })
  return { ...draft, zones }
}
