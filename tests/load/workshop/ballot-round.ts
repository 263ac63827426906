import { metaRoot, RESULT_PREFIX, readBallot } from '@tablee/board'
import { done } from '../../running/api.ts'
import { openBoard } from '../../running/board-peer.ts'
import { BALLOT_ZONE, type Session, type SimulatedPerson } from './session.ts'

/** Dots that one person has in the method's vote; each is sent when she gives it. */
const DOTS = 3

/** What came of a vote. */
export interface BallotRound {
  readonly castMs: readonly number[]
  readonly castsPerS: number
  /** Dots that were given and answered, and are not in the result. */
  readonly lost: number
  /** From « Clore le vote » until the result was on somebody's screen, of each person, in ms. */
  readonly resultMs: readonly number[]
}

/** Everybody gives her dots in the vote that opened with its step, at the same moment, one after the other; then it is closed and counted. */
export async function vote(
  { coach, ballotItems: items }: Pick<Session, 'coach' | 'ballotItems'>,
  people: readonly SimulatedPerson[],
  url: string,
): Promise<BallotRound> {
  const boardId = people[0]?.boardId ?? ''
  const path = `/api/boards/${boardId}/ballots`
  const reader = await openBoard({ url }, coach, boardId)
  const ballot = readBallot(metaRoot(reader.doc), BALLOT_ZONE)
  reader.leave()
  if (ballot?.budget !== DOTS) throw new Error('the vote did not open with its step')
  const castMs: number[] = []
  const beganMs = performance.now()
  await Promise.all(
    people.map(async ({ api }, at) => {
      const votes: Record<string, number> = {}
      for (let dot = 0; dot < DOTS; dot++) {
        const item = items[(at + dot * dot) % items.length] ?? ''
        votes[item] = (votes[item] ?? 0) + 1
        const fromMs = performance.now()
        await done(api.send('PUT', `${path}/${ballot.id}/mine`, { votes }))
        castMs.push(performance.now() - fromMs)
      }
    }),
  )
  const seconds = (performance.now() - beganMs) / 1_000
  const seen = people.map(({ screen }) => screen.expect(`${RESULT_PREFIX}${BALLOT_ZONE}`))
  const fromMs = performance.now()
  const { result } = await done(coach.send('POST', `${path}/${ballot.id}/close`, {}))
  const resultMs = (await Promise.all(seen)).map((atMs) => atMs - fromMs)
  const counted = Object.values(result.totals as Record<string, number>).reduce((sum, dots) => sum + dots, 0)
  return { castMs, castsPerS: castMs.length / seconds, lost: people.length * DOTS - counted, resultMs }
}
