import { type Computed, computed, type Editor } from 'tldraw'

const counts = new WeakMap<Editor, Computed<ReadonlyMap<string, number>>>()

/** How many notes lie in a zone; all zones of a board share one count. */
export function countNotes(editor: Editor, zoneId: string): number {
  let count = counts.get(editor)
  if (!count) {
    const notes = editor.store.query.records('shape', () => ({ type: { eq: 'note' } }))
    count = computed('notes per zone', () => {
      const perZone = new Map<string, number>()
      for (const { meta } of notes.get()) {
        if (typeof meta['zone'] === 'string') perZone.set(meta['zone'], (perZone.get(meta['zone']) ?? 0) + 1)
      }
      return perZone
    })
    counts.set(editor, count)
  }
  return count.get().get(zoneId) ?? 0
}
