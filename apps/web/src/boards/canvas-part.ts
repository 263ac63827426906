import { useEffect, useState } from 'react'
import type { BoardCanvas } from '../canvas/index.ts'
import { loadWords } from '../ui/i18n.ts'
import { keepTrying } from '../ui/lazy-part.ts'

type Canvas = typeof BoardCanvas

let come: Canvas | null = null
let coming: Promise<Canvas> | null = null

/** Asks for the editor and its words; it is by far the heaviest part, and comes with the first board. */
export function askForCanvas(): Promise<Canvas> {
  coming ??= Promise.all([
    keepTrying(() => import('../canvas/index.ts')),
    loadWords(['boards', 'canvas', 'editor', 'comments', 'script']),
  ]).then(
    ([{ BoardCanvas }]) => {
      come = BoardCanvas
      return BoardCanvas
    },
    (fault: unknown) => {
      coming = null
      throw fault
    },
  )
  return coming
}

/** Whether the editor is there: from then on the board that it shows is entered by itself. */
export function isCanvasHere(): boolean {
  return come !== null
}

/**
 * The editor; null until it is there. Not by React's `lazy`: React lets nothing that was waited for appear within 300 ms of
 * the sign that it is waited for.
 */
export function useCanvas(): Canvas | null {
  const [answer, setAnswer] = useState<{ canvas: Canvas | null; fault?: unknown }>(() => ({ canvas: come }))
  useEffect(() => {
    let isHere = true
    askForCanvas().then(
      (canvas) => isHere && setAnswer({ canvas }),
      (fault: unknown) => isHere && setAnswer({ canvas: null, fault }),
    )
    return () => {
      isHere = false
    }
  }, [])
  if (answer.fault !== undefined) throw answer.fault
  return answer.canvas
}
