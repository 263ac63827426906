import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

const LATIN =
  'U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD'
const LATIN_EXT =
  'U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF, U+2020, U+20A0-20AB, U+20AD-20C0, U+2113, U+2C60-2C7F, U+A720-A7FF'

/** One file of IBM Plex Sans: a weight and the characters it has. */
export interface FontFace {
  readonly subset: 'latin' | 'latin-ext'
  readonly weight: 400 | 600 | 700
  /** CSS `unicode-range`, as the font's package gives it. */
  readonly range: string
}

/** The files that the public pages use. */
export const FONT_FACES: readonly FontFace[] = ([400, 600, 700] as const).flatMap((weight) => [
  { subset: 'latin', weight, range: LATIN },
  { subset: 'latin-ext', weight, range: LATIN_EXT },
])

const require = createRequire(import.meta.url)

const fileName = ({ subset, weight }: FontFace): string => `ibm-plex-sans-${subset}-${weight}-normal.woff2`

/** Address of a font file on this server. */
export function fontPath(face: FontFace): string {
  return `/cas/assets/${fileName(face)}`
}

/** The bytes of a font file, or null for a name that is none of ours. */
export async function readFont(name: string): Promise<Uint8Array | null> {
  const face = FONT_FACES.find((known) => fileName(known) === name)
  return face === undefined
    ? null
    : readFile(require.resolve(`@fontsource/ibm-plex-sans/files/${fileName(face)}`))
}
