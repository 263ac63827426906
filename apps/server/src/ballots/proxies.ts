import { BALLOT_PROXIES_MAX, type Cast, type ProxyBallot } from '@tablee/contract'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { castFault } from './cast-fault.ts'
import { proxyIdOf, proxyRespondent } from './respondent.ts'
import { type BallotRow, findCasts, putCast, removeCast } from './store.ts'

/** The voices that were given in a ballot for people without a device. */
export async function readProxies({ db }: Pick<Context, 'db'>, ballotId: string): Promise<ProxyBallot[]> {
  return (await findCasts(db, ballotId)).flatMap(({ respondent, votes, voices }) => {
    const id = proxyIdOf(respondent)
    return id === null ? [] : [{ id, votes, voices }]
  })
}

/**
 * Keeps what people without a device gave, counted in the room, in the place of what was kept under that id.
 * @throws {AppError} `ballot_no_proxy`, `ballot_over_budget`, `ballot_over_item`, `ballot_value_unknown`,
 * `ballot_proxies_full`, `ballot_closed`
 */
export async function putProxy(
  { db, dialect }: Pick<Context, 'db' | 'dialect'>,
  ballot: BallotRow,
  { id, votes, voices }: { id: string; votes: Cast; voices: number },
): Promise<void> {
  if (ballot.kind === 'scores') throw new AppError('ballot_no_proxy')
  const fault = castFault(ballot, votes, voices)
  if (fault) throw new AppError(fault.code, fault.details ? { details: fault.details } : {})
  const outcome = await db.transaction().execute(async (transaction) => {
    const others = (await readProxies({ db: transaction }, ballot.id)).filter((proxy) => proxy.id !== id)
    if (others.length >= BALLOT_PROXIES_MAX) throw new AppError('ballot_proxies_full')
    const cast = { ballotId: ballot.id, respondent: proxyRespondent(id), votes, voices }
    return putCast(transaction, dialect, cast)
  })
  if (outcome !== 'kept') throw new AppError('ballot_closed')
}

/**
 * Takes such voices back; nothing happens when there are none under that id.
 * @throws {AppError} `ballot_closed`
 */
export async function removeProxy(
  { db, dialect }: Pick<Context, 'db' | 'dialect'>,
  ballot: BallotRow,
  id: string,
): Promise<void> {
  const cast = { ballotId: ballot.id, respondent: proxyRespondent(id) }
  const isKept = await db.transaction().execute((transaction) => removeCast(transaction, dialect, cast))
  if (!isKept) throw new AppError('ballot_closed')
}
