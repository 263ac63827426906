import { getIndices } from '@tldraw/utils'
import type { BoardRecord } from '../../record.ts'
import { plainToRichText } from '../../rich-text.ts'
import { arrowRecord, bindingRecord, noteRecord, shapeRecord } from '../../testing/records.ts'
import type { TextMeasurer } from '../text-measurer.ts'

/** A measurer for tests: every character is half as wide as its size, bold ones 10 % wider. */
export const HALF_EM: TextMeasurer = {
  width: (text, fontSizePx, bold) => [...text].length * fontSizePx * (bold ? 0.55 : 0.5),
}

/** Index keys in rising order, for stacking the shapes of a test. */
const INDICES = getIndices(100)

/** Any shape, ordinary but for what the test says. */
export function shape(
  id: string,
  type: string,
  props: Record<string, unknown>,
  more: Partial<BoardRecord> & { order?: number } = {},
): BoardRecord {
  const { order = 0, ...fields } = more
  return shapeRecord(`shape:${id}`, type, { index: INDICES[order], ...fields }, props)
}

/** A note with this text. */
export function note(id: string, text: string, more: Parameters<typeof shape>[3] = {}): BoardRecord {
  const { props } = noteRecord({ id, by: null, text })
  return shape(id, 'note', { ...props, ...more.props }, more)
}

/** A figure of 100 × 100 px. */
export function geo(
  id: string,
  props: Record<string, unknown> = {},
  more: Parameters<typeof shape>[3] = {},
): BoardRecord {
  return shape(
    id,
    'geo',
    {
      geo: 'rectangle',
      dash: 'solid',
      url: '',
      w: 100,
      h: 100,
      growY: 0,
      scale: 1,
      labelColor: 'black',
      color: 'blue',
      fill: 'none',
      size: 'm',
      font: 'sans',
      align: 'middle',
      verticalAlign: 'middle',
      richText: plainToRichText(''),
      ...props,
    },
    more,
  )
}

/** An arrow from 0,0 to 400,0. */
export function arrow(id: string, props: Record<string, unknown> = {}): BoardRecord {
  const plain = arrowRecord(id, 'someone').props
  return shape(id, 'arrow', { ...plain, dash: 'solid', font: 'sans', end: { x: 400, y: 0 }, ...props })
}

/** Ties an end of an arrow to a shape. */
export function binding(
  arrowId: string,
  toId: string,
  terminal: 'start' | 'end',
  props: Record<string, unknown> = {},
): BoardRecord {
  const tie = bindingRecord(`binding:${arrowId}-${terminal}`, `shape:${arrowId}`, `shape:${toId}`, terminal)
  return { ...tie, props: { ...tie.props, ...props } }
}

/** A zone of 600 × 384 px. */
export function zone(id: string, props: Record<string, unknown> = {}): BoardRecord {
  return shape(
    `zone-${id}`,
    'zone',
    {
      w: 600,
      h: 384,
      zoneId: id,
      kind: 'sticky',
      family: 'needs',
      title: { fr: 'Vue large', nl: 'Ruime blik', en: 'Wide view' },
      prompt: { fr: 'Que changer ?', nl: 'Wat veranderen?', en: 'What to change?' },
      ...props,
    },
    { isLocked: true, meta: { furniture: true } },
  )
}
