import { type ReactNode, Suspense, useMemo, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { lazyPart } from '../ui/lazy-part.ts'
import type { AttentionProps } from './attention-parts.ts'
import { attentionRequests } from './attention-requests.ts'
import { CallChip } from './CallChip.tsx'
import { followAttention } from './follow-attention.ts'
import { ParticipantDock } from './ParticipantDock.tsx'
import { PassingReactions } from './PassingReactions.tsx'

// One person in a workshop leads it; the others load none of her tools.
const LeadAttention = lazyPart(async () => ({ default: (await import('./LeadAttention.tsx')).LeadAttention }))

/** Where everybody's eyes go on a board, and what people say without a word; for who leads, everybody's list. */
export function Attention(props: AttentionProps): ReactNode {
  const { boardId, doc, client, actorId, leads, zones, places, notes = null } = props
  // its words come with it, not with the board
  useTranslation('attention')
  const followed = useMemo(() => followAttention(doc), [doc])
  const attention = useSyncExternalStore(followed.subscribe, followed.get)
  const requests = useMemo(() => attentionRequests(boardId), [boardId])
  const { awareness } = client
  return (
    <>
      <CallChip call={attention.call} actorId={actorId} zones={zones} places={places} />
      <PassingReactions awareness={awareness} />
      {leads ? (
        <Suspense fallback={null}>
          <LeadAttention {...props} attention={attention} requests={requests} />
        </Suspense>
      ) : (
        <ParticipantDock
          attention={attention}
          actorId={actorId}
          requests={requests}
          awareness={awareness}
          notes={notes}
        />
      )}
    </>
  )
}
