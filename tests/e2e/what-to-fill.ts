import type { Method, ZoneDefinition } from '@tablee/board'

/** What a person fills boards with: a mouse on the canvas, the keyboard alone or a finger on the plan. */
export type Way = 'mouse' | 'keyboard' | 'finger'

/** Whether every cell of every zone is filled and told of, and nothing else is looked at: `npm run templates:fill`. */
export const isWhole = process.env['CELLS'] === 'all'

/** Whether boards are filled this way: `--by`, or every way. */
export function isInQuestion(way: Way): boolean {
  const ways = process.env['FILL_BY']
  return ways === undefined || ways.split(',').includes(way)
}

/** Those that are filled: the one of `--only`, or all. */
export function inQuestion<T extends { id: string }>(methods: readonly T[]): T[] {
  const wanted = process.env['FILL_ONLY']
  const found = methods.filter(({ id }) => wanted === undefined || id === wanted)
  if (found.length === 0)
    throw new Error(`no method ${wanted}: there are ${methods.map(({ id }) => id).join(', ')}`)
  return found
}

/** Fills a zone and tells of it, with how many cells a note has; a zone that refuses is named. */
export async function tellZone(
  { method, zone, way }: { method: Method; zone: ZoneDefinition; way: Way },
  fill: () => Promise<number>,
): Promise<void> {
  const where = `${method.id} ${zone.id} by ${way}`
  const tell = (what: string) => isWhole && process.stdout.write(`${where}: ${what}\n`)
  try {
    const cells = await fill()
    tell(`${zone.kind}${cells === 0 ? '' : `, ${cells} ${cells === 1 ? 'cell' : 'cells'}`}`)
  } catch (error) {
    tell('REFUSED')
    throw new Error(`${where} refuses: ${error}`, { cause: error })
  }
}

/** What is written in a zone. */
export const wordFor = ({ id }: ZoneDefinition) => `Mot ${id}`

/**
 * How many notes a zone gets: an arrow within one zone needs two there, and so does a cell that names a note when the board
 * has no other yet.
 */
export function notesFor(zone: ZoneDefinition, method: Method, isFirst: boolean): number {
  const isLinked = method.zones.some(({ options }) => options.from === zone.id && options.to === zone.id)
  const namesItself = isFirst && (zone.options.cols ?? []).some(({ type }) => type === 'link')
  return isLinked || namesItself ? 2 : 1
}
