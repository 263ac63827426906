import { sealWords } from '../consents/sealed-words.ts'
import { insertStatement } from '../consents/store.ts'
import type { Context } from '../context.ts'
import { newId } from '../ids.ts'
import type { FilledDemo } from './fill-demo.ts'

/** Every third organisation would rather not see this told. */
const RESERVED_BY = 3

/** The fictional organisations have agreed before their first board, some with a reservation. */
export async function insertDemoConsents(
  context: Pick<Context, 'config'>,
  transaction: Context['db'],
  { cohortId, organisationIds, now }: FilledDemo & { now: number },
): Promise<void> {
  const at = new Date(now).toISOString()
  for (const [index, organisationId] of [...organisationIds.values()].entries()) {
    const id = newId()
    const isReserved = index % RESERVED_BY === RESERVED_BY - 1
    await insertStatement(
      transaction,
      { cohortId, organisationId, caseId: null },
      {
        id,
        state: isReserved ? 'co_reserves' : 'co_accorde',
        level: 'an_pseudonyme',
        spread: 'public',
        topics: isReserved ? ['conflict'] : [],
        sealed: sealWords(context, id, { reservation: '', signer: null }),
        text_hash: null,
        way: 'demo',
        person_id: null,
        link_id: null,
        stated_at: at,
      },
    )
  }
}
