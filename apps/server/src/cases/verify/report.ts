import { createHash } from 'node:crypto'
import type { PublishedCase } from '@tablee/cases'
import { CHECKS, type Check } from './checks.ts'

/** The version of the rules that cases are read with; a higher one has every public case read again. */
export const RULES_VERSION = 3

/**
 * What is said of a case's verification to everybody: what was looked at, and in which files. No count of what was
 * taken out, and no moment but the year.
 */
export function reportOf(
  { year, version, lang }: Pick<PublishedCase, 'year' | 'version' | 'lang'>,
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
  checks: readonly Check[],
): Uint8Array {
  const report = {
    format: 1,
    rules: RULES_VERSION,
    year,
    version,
    lang,
    checks: checks.map(({ id, problems }) => ({ id, about: CHECKS[id], passed: problems.length === 0 })),
    files: files.map(({ name, bytes }) => ({
      name,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })),
  }
  return new TextEncoder().encode(`${JSON.stringify(report, null, 2)}\n`)
}
