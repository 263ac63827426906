import { type Atom, atom, type Editor, react, type TLShapeId, transact, unsafe__withoutCapture } from 'tldraw'
import { whenIdle } from '../../ui/when-idle.ts'

/** How many notes beside the view are drawn in one idle moment: some 20 ms of an old laptop. */
const AT_ONCE = 20

/** Which notes of an editor wait to be drawn. */
interface LateNotes {
  /** Whether a note is to be drawn now. Followed by whoever reads it in a reaction. */
  isDrawn(id: TLShapeId): boolean
}

const known = new WeakMap<Editor, LateNotes>()

/**
 * The notes that lie beside the view in which a board opens: what is seen is drawn first, they follow in idle moments, and
 * at once when they come into view.
 */
export function lateNotes(editor: Editor): LateNotes {
  let late = known.get(editor)
  if (!late) {
    late = followLateNotes(editor)
    known.set(editor, late)
  }
  return late
}

function followLateNotes(editor: Editor): LateNotes {
  const waiting = new Map<TLShapeId, Atom<boolean>>()
  let isOpening = true
  let stops: (() => void)[] = []

  function draw(ids: readonly TLShapeId[]): void {
    transact(() => {
      for (const id of ids) {
        waiting.get(id)?.set(true)
        waiting.delete(id)
      }
    })
    if (waiting.size === 0) stop()
  }

  function drawMore(): void {
    draw([...waiting.keys()].slice(0, AT_ONCE))
    if (waiting.size > 0) stops.push(whenIdle(drawMore))
  }

  function stop(): void {
    for (const end of stops.splice(0)) end()
  }

  function begin(): void {
    isOpening = false
    stops = [
      react('notes come into view', () => {
        const culled = editor.getCulledShapes()
        const seen = [...waiting.keys()].filter((id) => !culled.has(id))
        if (seen.length > 0) draw(seen)
      }),
      whenIdle(drawMore),
    ]
  }

  editor.timers.requestAnimationFrame(begin)
  editor.disposables.add(stop)
  return {
    isDrawn(id) {
      const drawn = waiting.get(id)
      if (drawn) return drawn.get()
      if (!isOpening || !unsafe__withoutCapture(() => editor.getCulledShapes()).has(id)) return true
      const late = atom(`note ${id} is drawn`, false)
      waiting.set(id, late)
      return late.get()
    },
  }
}
