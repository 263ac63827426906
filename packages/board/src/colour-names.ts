import type { LocalisedText } from './language.ts'
import type { NoteColour } from './note-colours.ts'

/** The colours by name, as one sees them on a note: the canvas' black makes a pale one. */
export const COLOUR_NAMES: Readonly<Record<NoteColour, LocalisedText>> = {
  yellow: { fr: 'Jaune', nl: 'Geel', en: 'Yellow' },
  black: { fr: 'Jaune pâle', nl: 'Lichtgeel', en: 'Pale yellow' },
  orange: { fr: 'Orange', nl: 'Oranje', en: 'Orange' },
  'light-red': { fr: 'Rose', nl: 'Roze', en: 'Pink' },
  red: { fr: 'Rouge', nl: 'Rood', en: 'Red' },
  'light-violet': { fr: 'Mauve', nl: 'Lila', en: 'Lilac' },
  violet: { fr: 'Violet', nl: 'Paars', en: 'Violet' },
  'light-blue': { fr: 'Bleu clair', nl: 'Lichtblauw', en: 'Light blue' },
  blue: { fr: 'Bleu', nl: 'Blauw', en: 'Blue' },
  'light-green': { fr: 'Vert clair', nl: 'Lichtgroen', en: 'Light green' },
  green: { fr: 'Vert', nl: 'Groen', en: 'Green' },
  grey: { fr: 'Gris', nl: 'Grijs', en: 'Grey' },
  white: { fr: 'Blanc', nl: 'Wit', en: 'White' },
}
