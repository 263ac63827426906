import { createHmac } from 'node:crypto'
import { letterId, slugOf } from '@tablee/cases'
import { random } from './random.ts'

/** Letters behind the name of a case for few: nobody finds it by its name. */
const RESERVED_SUFFIX_LETTERS = 10

/** What the address of a withdrawn case is found by once the address itself is forgotten. */
export function slugKeyOf(secretKey: string, slug: string): string {
  return createHmac('sha256', secretKey).update(`withdrawn case ${slug}`).digest('base64url')
}

/** An address that says nothing, in place of that of a withdrawn case. */
export function emptySlug(): string {
  return `retire-${letterId(random)}`
}

/** A name's address with random letters behind it. */
export function suffixedSlug(publicName: string, letters: number): string {
  return `${slugOf(publicName)}-${letterId(random).slice(0, letters)}`
}

/** An address of a case for few: its name does not tell it, and no other address that it ever had does. */
export function reservedSlug(publicName: string): string {
  return suffixedSlug(publicName, RESERVED_SUFFIX_LETTERS)
}

/** Whether an address is one of a case for few: one that everybody could read has fewer letters behind its name, or none. */
export function isReservedSlug(slug: string, publicName: string): boolean {
  return slug.length === slugOf(publicName).length + 1 + RESERVED_SUFFIX_LETTERS
}
