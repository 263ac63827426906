import type { BoardRecord } from '@tablee/board'

/** The side of the square in which notes lie, in board units. */
const BOARD_SIDE = 4_000
/** Wider than a note. */
const MARGIN = 400
const BASE = 62
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** A note says so much: the middle of what people write. */
const TEXT = 'besoin: un outil commun pour suivre les contacts'

/**
 * A coordinate somewhere above and left of where methods lay their zones: what a zone takes, a text for example or so
 * many notes, is not what is measured, and a refused change would only look cheap.
 */
export function anywhere(): number {
  return -MARGIN - Math.round(Math.random() * BOARD_SIDE * 100) / 100
}

/** The place of the n-th note in the order of the page, as tldraw writes it: every note has its own. */
export function indexOfNote(n: number): string {
  const digit = (power: number) => DIGITS[Math.floor(n / BASE ** power) % BASE]
  return `d${digit(3)}${digit(2)}${digit(1)}${digit(0)}`
}

/** A note as the canvas makes it, signed by its author. */
export function noteRecord(of: { id: string; author: string; n: number }): BoardRecord & {
  props: Record<string, unknown>
  meta: Record<string, unknown>
} {
  return {
    id: of.id,
    typeName: 'shape',
    type: 'note',
    parentId: 'page:page',
    index: indexOfNote(of.n),
    x: anywhere(),
    y: anywhere(),
    rotation: 0,
    isLocked: false,
    opacity: 1,
    meta: { by: of.author },
    props: {
      color: 'yellow',
      labelColor: 'black',
      size: 'm',
      font: 'sans',
      fontSizeAdjustment: 0,
      align: 'middle',
      verticalAlign: 'middle',
      growY: 0,
      url: '',
      scale: 1,
      richText: {
        type: 'doc',
        content: [{ type: 'paragraph', content: [{ type: 'text', text: TEXT }] }],
      },
    },
  }
}

/** Somebody's cursor as the canvas sends it, about 150 bytes. */
export function cursorState(author: string, stamp: string): Record<string, unknown> {
  return {
    user: { id: author, name: `Participant ${author}`, color: '#ec5e41' },
    cursor: { x: anywhere(), y: anywhere(), type: 'default' },
    page: 'page:page',
    sel: [],
    t: stamp,
  }
}
