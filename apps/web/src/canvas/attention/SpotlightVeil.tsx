import type { ReactNode } from 'react'
import { useEditor, useValue } from 'tldraw'
import { useMeaning } from '../meaning/use-meaning.ts'
import type { ZoneShape } from '../shapes/ZoneShapeUtil.tsx'

/** Wider than any board, in page units. */
const FAR = 100_000

/** Dims the board around the zone that who leads has lit. Nothing is in the way: what is dimmed works as before. */
export function SpotlightVeil(): ReactNode {
  const editor = useEditor()
  const { meaning } = useMeaning()
  const lit = useValue('spotlight', () => {
    const zoneId = meaning.spotlight.get()
    if (zoneId === null) return null
    const zone = editor
      .getCurrentPageShapes()
      .find((shape) => editor.isShapeOfType<ZoneShape>(shape, 'zone') && shape.props.zoneId === zoneId)
    const bounds = zone && editor.getShapePageBounds(zone)
    return bounds ? { x: bounds.x, y: bounds.y, w: bounds.w, h: bounds.h } : null
  }, [editor, meaning])
  if (!lit) return null
  return (
    <div
      aria-hidden
      data-spotlight
      style={{
        position: 'absolute',
        left: lit.x,
        top: lit.y,
        width: lit.w,
        height: lit.h,
        borderRadius: 12,
        boxShadow: `0 0 0 ${FAR}px rgb(34 38 43 / 42%)`,
        pointerEvents: 'none',
      }}
    />
  )
}
