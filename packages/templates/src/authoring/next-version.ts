import { readsAlike } from './reads-alike.ts'
import type { TemplateChange } from './template-change.ts'

/** The version of a method that starts from nothing. */
export const FIRST_VERSION = '1.0.0'

/** The largest number of a version: four digits, as the schemas of a version say. */
const NUMBER_MAX = 9_999

/** What changes the meaning of what boards hold: the other numbers of a version promise that it stays the same. */
const BREAKING: ReadonlySet<TemplateChange['kind']> = new Set([
  'zone_removed',
  'zone_kind',
  'column_removed',
  'column_type',
  'column_set',
])

/**
 * The version that follows. A new first number when content of older boards would be read otherwise: a zone or column
 * gone, or of another kind. A new second number for everything else, corrections of words included, because people
 * speak of "version 1.2". The third stays 0: shipped methods use it for corrections that nobody has to know of, and a
 * method whose numbers are used up goes on there. No number is larger than a version may name.
 * @throws when no number is left; packages whose version leaves none are not taken in.
 */
export function nextVersion(current: string, changes: readonly TemplateChange[]): string {
  const [major = 0, minor = 0, patch = 0] = numbersOf(current)
  const breaking = [major + 1, 0, 0]
  const ordinary = [major, minor + 1, 0]
  const isBreaking = changes.some(
    (change) =>
      BREAKING.has(change.kind) &&
      !(change.kind === 'column_type' && readsAlike(change.before, change.after)),
  )
  const next = [...(isBreaking ? [breaking, ordinary] : [ordinary, breaking]), [major, minor, patch + 1]]
  const free = next.find((numbers) => numbers.every((number) => number <= NUMBER_MAX))
  if (!free) throw new RangeError('no version number is left')
  return free.join('.')
}

/** Whether every kind of change finds a number after this version: a method from elsewhere goes on being changed here. */
export function leavesNumbers(version: string): boolean {
  return numbersOf(version).every((number) => number < NUMBER_MAX)
}

/** Whether `a` came before `b`. */
export function isOlderVersion(a: string, b: string): boolean {
  const left = numbersOf(a)
  const right = numbersOf(b)
  const at = left.findIndex((number, index) => number !== right[index])
  return at !== -1 && (left[at] ?? 0) < (right[at] ?? 0)
}

/** Whether what boards of one version hold means the same in the other, which is not older: the first number says so. */
export function keepsMeaning(before: string, after: string): boolean {
  return numbersOf(before)[0] === numbersOf(after)[0] && !isOlderVersion(after, before)
}

/** A version as people say it: 1.2 for 1.2.0. */
export function shortVersion(version: string): string {
  return version.replace(/^(\d+\.\d+)\.0$/, '$1')
}

function numbersOf(version: string): number[] {
  return version.split('.').map(Number)
}
