import { FAMILY_COLOURS } from '@tablee/board/content'
import type { CSSProperties } from 'react'

/** The colours of a method's family, as the custom properties that the styles of this page read. */
export function methodColours({ family }: { family: keyof typeof FAMILY_COLOURS }): CSSProperties {
  const { accent, title, tint, border } = FAMILY_COLOURS[family]
  return {
    '--accent': accent,
    '--accent-ink': title,
    '--tint': tint,
    '--tint-line': border,
  } as CSSProperties // custom properties
}
