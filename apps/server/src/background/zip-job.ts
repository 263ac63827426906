import { type Zippable, zipSync } from 'fflate'
import type { Jobs } from './jobs.ts'
import { unpackBytes } from './packed-bytes.ts'

/** Files that are compressed already. */
const PACKED = /\.(?:docx|pdf|png|xlsx)$/
/** No file in it says when it was made: the same files give the same bytes (the first day that zip knows). */
const NO_TIME = new Date(1980, 0, 1)

/** Puts files into a zip; their names are UTF-8. */
export function zipJob({ names, files }: Jobs['zip']['takes']): Jobs['zip']['gives'] {
  const entries = unpackBytes(files).map((bytes, at) => {
    const name = names[at] ?? String(at)
    const entry: Zippable[string] = [bytes, { level: PACKED.test(name) ? 0 : 6 }]
    return [name, entry] as const
  })
  return Uint8Array.from(zipSync(Object.fromEntries(entries), { mtime: NO_TIME }))
}
