import { linesOfZones, type ZoneContent } from '@tablee/board'
import type { ScriptStep } from '@tablee/board/script'
import { castFault } from '../ballots/cast-fault.ts'
import { closeBallot } from '../ballots/close-ballot.ts'
import { openBallot } from '../ballots/open-ballot.ts'
import { ballotsOfStep, type StepBallot } from '../ballots/step-ballots.ts'
import { findBallotsOfBoard, putCast } from '../ballots/store.ts'
import { AppError } from '../errors.ts'
import { requireVotingStep } from '../script/require-step.ts'
import type { BoardCopy } from './board-copy.ts'

/** What came of the votes of one step. */
export interface Voted {
  readonly vote: { lines: number; dots: number } | null
  readonly refused: number
}

/** Everybody votes on what the step can vote on: the zones that it names, or all. */
export async function voteInStep(
  copy: BoardCopy,
  step: ScriptStep,
  zones: readonly ZoneContent[],
): Promise<Voted> {
  let lines = 0
  let dots = 0
  let refused = 0
  const content = { zones: [...zones], unplaced: [], links: [] }
  for (const asked of ballotsOfStep(step, content)) {
    const keys = linesOfZones(content, asked.zoneIds, 'fr').map(({ key }) => key)
    const held = await holdBallot(copy, asked, keys)
    refused += held.refused
    lines += keys.length
    dots += held.dots
  }
  return { vote: lines > 0 ? { lines, dots } : null, refused }
}

async function holdBallot(
  { context, boardId, people }: BoardCopy,
  { zoneIds: [first = '', ...others], budget }: StepBallot,
  keys: readonly string[],
): Promise<{ dots: number; refused: number }> {
  const { db, dialect, ballotFacts } = context
  // it opened with the step; on what people wrote in the step itself, who leads opens it by hand
  const ballot =
    (await findBallotsOfBoard(db, boardId)).find((each) => each.zoneId === first && each.state === 'open') ??
    (await openBallot(context, boardId, {
      zoneIds: [first, ...others],
      voter: 'person',
      ...(budget === null ? {} : { budget }),
    }))
  await ballotFacts.tell(boardId)
  let refused = 0
  for (const [at, { personId }] of people.entries()) {
    try {
      await requireVotingStep(context, { board: { id: boardId }, leads: false })
      const votes = votesOf(ballot, keys, at)
      const fault = castFault({ ...ballot }, votes)
      if (fault) throw new AppError(fault.code)
      const cast = { ballotId: ballot.id, respondent: personId, votes }
      await db.transaction().execute((transaction) => putCast(transaction, dialect, cast))
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      refused += 1
    }
  }
  await closeBallot(context, ballot)
  await ballotFacts.tell(boardId)
  return { dots: ballot.budget ?? (ballot.kind === 'choice' ? 1 : keys.length), refused }
}

/** What one of the simulated people gives: dots on neighbouring lines, another answer than her neighbour, middle scores. */
function votesOf(
  ballot: Awaited<ReturnType<typeof openBallot>>,
  keys: readonly string[],
  at: number,
): Record<string, number> {
  const keyAt = (n: number) => keys[(at + n) % keys.length] ?? ''
  if (ballot.kind === 'choice') return { [keyAt(0)]: 1 }
  if (ballot.kind === 'scores') {
    const { min, max } = ballot.scale ?? { min: 0, max: 0 }
    return Object.fromEntries(keys.map((key, n) => [key, min + ((at + n) % (max - min + 1))]))
  }
  const votes: Record<string, number> = {}
  for (let dot = 0; dot < (ballot.budget ?? 0); dot++) {
    const key = keyAt(dot)
    if (votes[key] !== undefined && ballot.perItem !== null && votes[key] >= ballot.perItem) break
    votes[key] = (votes[key] ?? 0) + 1
  }
  return votes
}
