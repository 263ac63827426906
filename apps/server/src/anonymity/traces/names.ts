import { foldText } from '@tablee/board'
import type { KnownPerson } from '../evidence.ts'

/** Shorter names are found in too many words. */
const NAME_MIN = 3
/** Shorter ids too. */
const ID_MIN = 4

/** The person whose id stands in a text. */
export function personByIdIn(text: string, people: readonly KnownPerson[]): KnownPerson | undefined {
  return people.find(({ ids }) => [...ids].some((id) => id.length >= ID_MIN && text.includes(id)))
}

/** The person whose name stands in a text as words of their own. */
export function personByNameIn(text: string, people: readonly KnownPerson[]): KnownPerson | undefined {
  const words = ` ${foldText(text).replace(/[^\p{L}\p{N}]+/gu, ' ')} `
  return people.find(({ names }) =>
    [...names].some((name) => {
      const folded = foldText(name).replace(/[^\p{L}\p{N}]+/gu, ' ')
      return folded.length >= NAME_MIN && words.includes(` ${folded.trim()} `)
    }),
  )
}
