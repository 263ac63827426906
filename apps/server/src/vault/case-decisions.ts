import { type FindingDecisions, findingDecisionsSchema } from '@tablee/cases'
import type { Context } from '../context.ts'
import { openSeal, type Seal, SealBroken } from './seal.ts'

const TABLE = 'case_draft'
/** Begins what is sealed: a list that is kept in clear is JSON, and begins with a brace. */
const SEALED = 'sealed:'

/** What was decided about a case in the making, as it is kept: with the words beside it, it says who is called what. */
export function sealDecisions(
  { config }: Pick<Context, 'config'>,
  caseId: string,
  decisions: FindingDecisions,
): string {
  const sealed = sealOf(config.secretKey).seal(JSON.stringify(decisions), { table: TABLE, id: caseId })
  return SEALED + Buffer.from(sealed).toString('base64')
}

/** The same read back. Under another key nothing was decided: whoever goes on decides anew, and nothing is published. */
export function openDecisions(
  { config }: Pick<Context, 'config'>,
  caseId: string,
  kept: string,
): FindingDecisions {
  return findingDecisionsSchema.parse(JSON.parse(openKept(config.secretKey, caseId, kept)))
}

function openKept(secretKey: string, caseId: string, kept: string): string {
  if (!isSealed(kept)) return kept
  const bytes = Buffer.from(kept.slice(SEALED.length), 'base64')
  try {
    return sealOf(secretKey).open(bytes, { table: TABLE, id: caseId })
  } catch (error) {
    if (error instanceof SealBroken) return '{}'
    throw error
  }
}

/** Whether decisions are kept sealed; those of a draft from before are not. */
function isSealed(kept: string): boolean {
  return kept.startsWith(SEALED)
}

function sealOf(secretKey: string): Seal {
  return openSeal(secretKey, 'tablee case decisions')
}
