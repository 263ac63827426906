import {
  findResidue,
  type PublicFile,
  type PublishedWords,
  type Residue,
  type ResidueContext,
  type Roster,
  readArtefacts,
} from '@tablee/cases'
import { unzipSync, unzlibSync } from 'fflate'
import { CHECKS, type Check, type CheckId } from './checks.ts'
import { fetchesFrom, holdsId, metadataOf } from './file-marks.ts'

/** Files of a case, and what is known about what may not be in them. */
export interface VerifyOrder {
  readonly files: readonly PublicFile[]
  /** The same files around no case. */
  readonly frames: readonly PublicFile[]
  readonly words: PublishedWords
  readonly roster: Roster
  readonly context: Omit<ResidueContext, 'frames'>
  /** Files around whose words no frame is known: what only the lists take for a name is none there. */
  readonly unframed?: (name: string) => boolean
}

/** What came of it. */
export interface Verified {
  readonly checks: readonly Check[]
  /** Names of files that their reader does not understand: they may hold anything. */
  readonly unreadable: readonly string[]
  readonly residue: readonly Residue[]
}

const UNPACK = { inflate: unzlibSync, unzip: unzipSync }

/** By kind of what was found, the check that it fails; anything else identifies somebody. */
const CHECK_OF: Partial<Record<Residue['kind'], CheckId>> = {
  REMOVED: 'removed',
  ID: 'ids',
  FINE_DATE: 'dates',
}

/** Reads the final bytes of every file of a case, and says what is wrong with them (R60, R83 to R86). */
export function verifyFiles({ files, frames, words, roster, context, unframed }: VerifyOrder): Verified {
  const { artefacts, unreadable } = readArtefacts(files, words, UNPACK)
  const bare = frames.map((frame) => ({ ...frame, carries: 'nothing' as const }))
  const around = readArtefacts(bare, words, UNPACK).artefacts
  // a style sheet says nothing to anybody
  const said = artefacts.filter(({ name }) => !name.endsWith('.css'))
  const residue = findResidue(said, roster, { ...context, frames: around }).filter(
    ({ artefact, reason }) => !(unframed?.(artefact) === true && reason.startsWith('gazetteer.')),
  )
  const problems: Record<CheckId, { place: string; why: string }[]> = {
    readable: unreadable.map((place) => ({ place, why: 'unreadable' })),
    identifiers: [],
    removed: [],
    ids: [],
    dates: [],
    metadata: [],
    origins: [],
  }
  for (const { artefact: place, kind, reason } of residue)
    problems[CHECK_OF[kind] ?? 'identifiers'].push({ place, why: `${kind} ${reason}` })
  for (const artefact of artefacts) {
    const { name: place } = artefact
    if (holdsId(artefact)) problems.ids.push({ place, why: 'id.shape' })
    problems.metadata.push(...metadataOf(artefact).map((why) => ({ place, why })))
    if (fetchesFrom(artefact, context.ownOrigins ?? []))
      problems.origins.push({ place, why: 'origin.foreign' })
  }
  const ids = Object.keys(CHECKS) as CheckId[] // Object.keys loses literal keys
  return { checks: ids.map((id) => ({ id, problems: problems[id] })), unreadable, residue }
}
