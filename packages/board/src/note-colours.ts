import type { ReadonlyFacts } from './content/results.ts'
import { isObject } from './record.ts'

/** The key, in the facts of a board, of what its colours stand for. The server alone writes it. */
export const COLOURS_FACT = 'colours'

/** The colours that a note can have, as the canvas calls them, in the order in which they are told. */
export const NOTE_COLOURS = [
  'yellow',
  'black',
  'orange',
  'light-red',
  'red',
  'light-violet',
  'violet',
  'light-blue',
  'blue',
  'light-green',
  'green',
  'grey',
  'white',
] as const

/** A colour that a note can have. */
export type NoteColour = (typeof NOTE_COLOURS)[number]

/** What notes of each colour are filled with on the canvas, `#rrggbb` (tldraw's light theme). */
export const NOTE_FILLS: Readonly<Record<NoteColour, string>> = {
  yellow: '#fed49a',
  black: '#fce19c',
  orange: '#faa475',
  'light-red': '#f7a5a1',
  red: '#fc8282',
  'light-violet': '#dfb0f9',
  violet: '#db91fd',
  'light-blue': '#9bc4fd',
  blue: '#8aa3ff',
  'light-green': '#98d08a',
  green: '#6fc896',
  grey: '#c0cad3',
  white: '#ffffff',
}

/** What the colours of one board stand for, as those who lead wrote it; most boards caption none. */
export type ColourCaptions = Readonly<Partial<Record<NoteColour, string>>>

const NONE: ColourCaptions = {}

/** What the colours of a board stand for. */
export function readColourCaptions(facts: ReadonlyFacts): ColourCaptions {
  const value = facts.get(COLOURS_FACT)
  // Only the server writes the facts.
  return isObject(value) ? (value as ColourCaptions) : NONE
}

/** Whether a shape's colour is one that notes have. */
export function isNoteColour(colour: unknown): colour is NoteColour {
  return NOTE_COLOURS.some((known) => known === colour)
}
