import { useLayoutEffect, useState } from 'react'
import { DefaultCanvas } from 'tldraw'

/**
 * The shapes, drawn once the board has its opening view: until then the editor shows the corner of the page at full size,
 * and a thousand notes would be drawn there first.
 */
export function PlacedCanvas() {
  const [isPlaced, setPlaced] = useState(false)
  // the editor is fitted to the board in an effect of what is around, before this is drawn anew
  useLayoutEffect(() => setPlaced(true), [])
  return isPlaced ? <DefaultCanvas /> : <div className="tl-canvas" />
}
