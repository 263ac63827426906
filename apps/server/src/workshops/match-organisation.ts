import { foldText } from '@tablee/board'

/** Words that say what form an organisation has, or nothing at all; people leave them out. */
const SMALL_WORDS = new Set(
  'asbl vzw sprl srl sc scrl scs scop cooperative cvba bv le la les l de du des d et en a au aux une un the of and het van voor'.split(
    ' ',
  ),
)
/** Letters that a part of a name must have to stand for it. */
const PART_MIN_LETTERS = 4

/** An organisation as it may be written. */
interface NamedOrganisation {
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
}

/**
 * The organisation that somebody means: by its name or another name, without accents, capitals and small words; or by a
 * part of the name that no other organisation has. Null when there is none, or more than one.
 */
export function matchOrganisation(said: string, organisations: readonly NamedOrganisation[]): string | null {
  const words = bigWords(said)
  if (words.length === 0) return null
  const named = organisations.map(({ id, name, aliases }) => ({
    id,
    names: [name, ...aliases].map(bigWords),
  }))
  const same = named.filter(({ names }) => names.some((name) => name.join(' ') === words.join(' ')))
  if (same.length > 0) return same.length === 1 ? (same[0]?.id ?? null) : null
  if (words.join('').length < PART_MIN_LETTERS) return null
  const part = named.filter(({ names }) => names.some((name) => words.every((word) => name.includes(word))))
  return part.length === 1 ? (part[0]?.id ?? null) : null
}

function bigWords(text: string): string[] {
  return (foldText(text).match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !SMALL_WORDS.has(word))
}
