import type { RoomRules } from '@tablee/sync'
import type * as Y from 'yjs'
import { mend, sharedDocument, takeBack } from './shared-document.ts'

/** Rules that take back what stands in the forbidden corner and mend broken records. */
export function stageRules(doc: Y.Doc): RoomRules<string> {
  const shared = sharedDocument(doc)
  return {
    review(changed) {
      // The same type; only what its values are is left open.
      const keys = changed.get(shared.forbidden as unknown as Y.AbstractType<unknown>) ?? []
      const written = takeBack(
        shared,
        [...keys].flatMap((key) => key ?? []),
      )
      return written.map((recordId) => ({ recordId, code: 'forbidden' }))
    },
    repair: () => mend(shared),
  }
}
