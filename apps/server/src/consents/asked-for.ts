import { type ConsentLevel, type ConsentTopic, isGranted } from '@tablee/contract'
import { strictestLevel } from './approval.ts'
import type { ApprovalFacts } from './approval-facts.ts'

/** What the organisations of a case asked for: the strictest of their levels, and everything that any of them reserves. */
export function askedFor(
  { general, ofCase }: Pick<ApprovalFacts, 'general' | 'ofCase'>,
  organisationIds: readonly string[],
): { level: ConsentLevel | null; topics: ConsentTopic[] } {
  const given = organisationIds
    .flatMap((id) => [general.get(id), ofCase.get(id)])
    .filter((answer) => answer !== undefined)
    .filter(({ state }) => isGranted(state))
  return {
    level: strictestLevel(given.map(({ level }) => level)),
    topics: [...new Set(given.flatMap(({ topics }) => topics))],
  }
}
