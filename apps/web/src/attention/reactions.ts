import type { Awareness } from 'y-protocols/awareness'

/** The reactions that pass by: few, and none that judges a person. */
export const REACTIONS = ['applause', 'heart', 'idea', 'laugh'] as const
/** One of them. */
type ReactionKind = (typeof REACTIONS)[number]

/** A reaction that somebody sent a moment ago. */
export interface PassingReaction {
  key: string
  kind: ReactionKind
  name: string
}

const FIELD = 'reaction'

/** Sends a reaction; the server says whose it is, and drops it while cursors are hidden. */
export function sendReaction(awareness: Awareness, kind: ReactionKind): void {
  const before: unknown = awareness.getLocalState()?.[FIELD]
  const count = isReaction(before) ? before.count : 0
  awareness.setLocalStateField(FIELD, { kind, count: count + 1 })
}

/** Calls back with each new reaction of somebody, also one's own. Returns its undo. */
export function followReactions(
  awareness: Awareness,
  onReaction: (reaction: PassingReaction) => void,
): () => void {
  const seen = new Map<number, number>()
  const read = (client: number, isNew: boolean) => {
    const state = awareness.getStates().get(client)
    const reaction: unknown = state?.[FIELD]
    if (!isReaction(reaction)) return
    const before = seen.get(client)
    seen.set(client, reaction.count)
    // what somebody sent before one came is over
    if (isNew || before === reaction.count) return
    const name: unknown = state?.['user']?.name
    onReaction({
      key: `${client} ${reaction.count}`,
      kind: reaction.kind,
      name: typeof name === 'string' ? name : '',
    })
  }
  for (const client of awareness.getStates().keys()) read(client, true)
  const follow = ({ updated, added }: { updated: number[]; added: number[] }) => {
    for (const client of added) read(client, true)
    for (const client of updated) read(client, false)
  }
  awareness.on('change', follow)
  return () => awareness.off('change', follow)
}

function isReaction(value: unknown): value is { kind: ReactionKind; count: number } {
  if (typeof value !== 'object' || value === null || !('kind' in value) || !('count' in value)) return false
  return REACTIONS.some((kind) => kind === value.kind) && typeof value.count === 'number'
}
