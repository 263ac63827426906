import { canonicalJson } from '@tablee/board'
import type { Roster } from '@tablee/cases'
import { contentHash } from '../../snapshots/read-snapshot-content.ts'
import { RULES_VERSION } from './report.ts'

/** What the files of a case were read with: when it is another one, they are read again. */
export function readWith({ suspects: _, ...names }: Roster): string {
  return contentHash(canonicalJson({ rules: RULES_VERSION, names }))
}
