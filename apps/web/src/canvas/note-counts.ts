import { type Atom, atom, type Editor, type RecordsDiff, type TLRecord, unsafe__withoutCapture } from 'tldraw'

type Counts = ReadonlyMap<string, number>

const counts = new WeakMap<Editor, Atom<Counts>>()

/** How many notes lie in a zone; all zones of a board share one count. */
export function countNotes(editor: Editor, zoneId: string): number {
  let count = counts.get(editor)
  if (!count) {
    count = followCounts(editor)
    counts.set(editor, count)
  }
  return count.get().get(zoneId) ?? 0
}

/** Counted anew only when a note comes, goes or changes its zone: sixty times a second something is moved. */
function followCounts(editor: Editor): Atom<Counts> {
  // what is counted is told by the listener, not by a thousand signals
  const count = atom(
    'notes per zone',
    unsafe__withoutCapture(() => countAll(editor)),
  )
  const stop = editor.store.listen(({ changes }) => hasOtherZones(changes) && count.set(countAll(editor)), {
    scope: 'document',
  })
  editor.disposables.add(stop)
  return count
}

function countAll(editor: Editor): Counts {
  const perZone = new Map<string, number>()
  for (const record of editor.store.allRecords()) {
    const zone = zoneOfNote(record)
    if (zone !== null) perZone.set(zone, (perZone.get(zone) ?? 0) + 1)
  }
  return perZone
}

function hasOtherZones({ added, updated, removed }: RecordsDiff<TLRecord>): boolean {
  return (
    Object.values(added).some((record) => zoneOfNote(record) !== null) ||
    Object.values(removed).some((record) => zoneOfNote(record) !== null) ||
    Object.values(updated).some(([from, to]) => zoneOfNote(from) !== zoneOfNote(to))
  )
}

/** The zone that a note says it lies in; null for all else. */
function zoneOfNote(record: TLRecord): string | null {
  if (record.typeName !== 'shape' || record.type !== 'note') return null
  const { zone } = record.meta
  return typeof zone === 'string' ? zone : null
}
