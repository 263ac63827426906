import { type ReactNode, Suspense, useSyncExternalStore } from 'react'
import { lazyPart } from '../ui/lazy-part.ts'
import { useLive } from './live-context.ts'
import type { LightView } from './page-address.ts'

// Few notes have one, and what the server answers about them is read by schemas that would double the page.
const ItemThread = lazyPart(async () => ({
  default: (await import('../references/ItemThread.tsx')).ItemThread,
}))

const neverChanges = () => () => undefined

/** Where a note comes from and what was made from it, once that is known. */
export function NoteThread({ itemId, view }: { itemId: string; view: LightView }): ReactNode {
  const { live, threads } = useLive()
  const thread = useSyncExternalStore(threads?.subscribe ?? neverChanges, () => threads?.of(itemId) ?? null)
  if (!thread) return null
  return (
    <Suspense fallback={null}>
      <ItemThread thread={thread} lang={live.lang} view={view} />
    </Suspense>
  )
}
