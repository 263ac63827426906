import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import opentype from 'opentype.js'
import { decompress } from 'wawoff2'

/** Noto Emoji comes in this many files. */
const FILES = 11

/** A font of emoji in one colour, so that what people draw with them stays on paper. */
export interface EmojiFont {
  name: string
  bytes: Uint8Array
  font: opentype.Font
}

const require = createRequire(import.meta.url)
let unpacked: Promise<readonly EmojiFont[]> | undefined

/** The fonts of emoji, unpacked once per process, when somebody used the first one. */
export function openEmojiFonts(): Promise<readonly EmojiFont[]> {
  unpacked ??= unpackAll()
  return unpacked
}

async function unpackAll(): Promise<readonly EmojiFont[]> {
  const fonts: EmojiFont[] = []
  for (let at = 0; at < FILES; at++) {
    const name = `noto-emoji-${at}-400-normal`
    const packed = await readFile(require.resolve(`@fontsource/noto-emoji/files/${name}.woff2`))
    // One after the other, and copied: the unpacker hands out a view that the next font overwrites.
    const bytes = Uint8Array.from(await decompress(packed))
    fonts.push({ name, bytes, font: opentype.parse(bytes.buffer) })
  }
  return fonts
}
