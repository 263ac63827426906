/** Groups as they are prepared, before the session is made. */
export interface GroupDraft {
  readonly names: readonly string[]
  /** The group of each organisation by its number; without one it waits in the plenary. */
  readonly placed: Readonly<Record<string, number>>
}

/** The same with another number of groups: who was in one that goes waits. */
export function withCount(draft: GroupDraft, count: number, nameOf: (number: number) => string): GroupDraft {
  const names = Array.from({ length: count }, (_, at) => draft.names[at] ?? nameOf(at + 1))
  return { names, placed: Object.fromEntries(Object.entries(draft.placed).filter(([, at]) => at < count)) }
}

/** The same with an organisation somewhere else; null lets it wait. */
export function withPlace(draft: GroupDraft, organisationId: string, group: number | null): GroupDraft {
  const { [organisationId]: _, ...others } = draft.placed
  return { ...draft, placed: group === null ? others : { ...others, [organisationId]: group } }
}

/** Who is in a group; null asks who waits. */
export function membersOf<T extends { id: string }>(
  draft: GroupDraft,
  organisations: readonly T[],
  group: number | null,
): T[] {
  return organisations.filter(({ id }) => (draft.placed[id] ?? null) === group)
}

/** The pairs that are kept apart and stand in one group. */
export function clashesIn(
  members: readonly { id: string }[],
  pairs: readonly (readonly [string, string])[],
): (readonly [string, string])[] {
  const ids = new Set(members.map(({ id }) => id))
  return pairs.filter(([a, b]) => ids.has(a) && ids.has(b))
}
