import { type BoardContent, ballotKind, type OpenBallot, type ZoneContent } from '@tablee/board'
import { createContext } from 'react'

/** The place in the canvas where people vote: which zone's ballot is on the screen, and what this person may do. */
export interface BallotDesk {
  boardId: string
  /** Whether the person may give an opinion. */
  /** By whom the person is known on this board. */
  actorId: string
  mayVote: boolean
  /** The right `ballot.run`. */
  mayRun: boolean
  /** The zone whose ballot is shown; `LIST` for the choice between them, null while nothing is. */
  shown: string | null
  show(zoneId: string | null): void
}

/** What is shown when there are several zones to choose from. */
export const LIST = '*'

/** The desk of the board around; null where a board is drawn without one. */
export const BallotDeskContext = createContext<BallotDesk | null>(null)

/** A zone on which there is something to vote, to see or to open. */
export interface VotedZone {
  part: ZoneContent
  kind: OpenBallot['kind']
  state: 'open' | 'closed' | 'none'
}

/** The zones of a board that have something to do with votes for a person, in the method's order. */
export function votedZones(
  content: BoardContent | null,
  { mayRun }: Pick<BallotDesk, 'mayRun'>,
): VotedZone[] {
  return (content?.zones ?? []).flatMap((part): VotedZone[] => {
    const kind = ballotKind(part.zone)
    const state = part.ballot ? 'open' : part.result ? 'closed' : 'none'
    return kind !== null && part.area !== null && (state !== 'none' || mayRun) ? [{ part, kind, state }] : []
  })
}

/** A vote about several zones once, at the first of them. */
export function eachOnce(zones: readonly VotedZone[]): VotedZone[] {
  return zones.filter(
    ({ part: { ballot } }, at) =>
      ballot === null || zones.findIndex((other) => other.part.ballot?.id === ballot.id) === at,
  )
}

/** What to show to somebody who asks for the votes: the only one that is open, or the only one there is, or the list. */
export function firstShown(zones: readonly VotedZone[]): string {
  const all = eachOnce(zones)
  const open = all.filter(({ state }) => state === 'open')
  const [only] = open.length === 1 ? open : all
  return only && (open.length === 1 || all.length === 1) ? only.part.zone.id : LIST
}
