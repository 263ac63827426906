import { createHmac, randomInt } from 'node:crypto'
import { letterId } from '@tablee/cases'

/** What the address of a withdrawn case is found by once the address itself is forgotten. */
export function slugKeyOf(secretKey: string, slug: string): string {
  return createHmac('sha256', secretKey).update(`withdrawn case ${slug}`).digest('base64url')
}

/** An address that says nothing, in place of that of a withdrawn case. */
export function emptySlug(): string {
  return `retire-${letterId(() => randomInt(2 ** 32) / 2 ** 32)}`
}
