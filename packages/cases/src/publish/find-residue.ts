import { findWithLayers, layersFor } from '../detect/find-identifiers.ts'
import { type Finding, type FindingKind, isDirect } from '../detect/finding.ts'
import type { Layer } from '../detect/layer.ts'
import type { Roster } from '../detect/roster.ts'
import { compact, wordsOf } from '../text/fold.ts'
import { viewText } from '../text/text-view.ts'
import { type Artefact, passages, readableTexts, wholeSources } from './artefact-text.ts'

/** An identifier that is still in what would be published. It says where and why, never the string itself. */
export interface Residue {
  readonly artefact: string
  readonly kind: FindingKind | 'REMOVED'
  readonly reason: string
  /** Roster ids, for those who may see the roster. */
  readonly entityIds: readonly string[]
}

/** Below this many letters a removed string alone proves nothing. */
const REMOVED_MIN_LETTERS = 3

/** The words of a string between spaces. One word alone keeps its capitals: "Marche" was a place, "marche" is none. */
function wordRun(text: string, capitals: 'fold' | 'keep'): string {
  const words = wordsOf(viewText(text))
  return ` ${words.map((word) => (capitals === 'fold' ? word.folded : bareWord(word.written))).join(' ')} `
}

const bareWord = (word: string): string => word.normalize('NFD').replace(/\p{M}/gu, '')

/** A removed string as it is looked for: the texts are many, and it is read once. */
interface RemovedWords {
  readonly capitals: 'fold' | 'keep'
  /** Null when it has too few letters to prove anything. */
  readonly run: string | null
}

function removedWords(removed: string): RemovedWords {
  const isOneWord = wordsOf({ text: removed }).length === 1 && /^\p{L}+$/u.test(removed)
  const capitals = isOneWord ? 'keep' : 'fold'
  const isLongEnough = compact(removed).length >= REMOVED_MIN_LETTERS
  return { capitals, run: isLongEnough ? wordRun(removed, capitals) : null }
}

/** Whether a removed string stands in a text as whole words, accents and punctuation aside; the text is read once. */
function holderOf(text: string): (removed: RemovedWords) => boolean {
  const runs = new Map<'fold' | 'keep', string>()
  const runOf = (capitals: 'fold' | 'keep'): string => {
    const run = runs.get(capitals) ?? wordRun(text, capitals)
    runs.set(capitals, run)
    return run
  }
  return ({ run, capitals }) => run !== null && runOf(capitals).includes(run)
}

/** What the check is told about the case. */
export interface ResidueContext {
  /** Raw strings that were replaced or removed. */
  readonly removed: readonly string[]
  /** Raw strings that stay by decision. */
  readonly kept: readonly string[]
  /** Origins of this server: its own addresses are no finding. */
  readonly ownOrigins?: readonly string[]
  /**
   * The same artefacts around no case: what their frame says anyway ("Publié en") is no residue of the case, whoever
   * is called so. Never give the document itself, which has no frame.
   */
  readonly frames?: readonly Artefact[]
}

/**
 * Reads the final bytes of every artefact again: what any layer finds and nobody decided to keep, and every raw
 * string that was to be replaced or removed, also when it was kept in another place (R60 to R64). Publishing goes on
 * only when the answer is empty.
 */
export function findResidue(
  artefacts: readonly Artefact[],
  roster: Roster,
  context: ResidueContext,
): Residue[] {
  const { frames = [] } = context
  const reader = openReader(roster, context)
  const saysAnyway = new Map(
    frames.map((frame) => {
      const holds = holderOf(wholeSources(frame).join(' '))
      return [frame.name, (raw: string) => holds(removedWords(raw))]
    }),
  )
  const { ownOrigins = [] } = context
  const removed = context.removed.map(removedWords)
  const residue = new Map(
    artefacts.flatMap((artefact) =>
      readArtefact(artefact, reader, { ownOrigins, removed, saysAnyway: saysAnyway.get(artefact.name) }),
    ),
  )
  for (const frame of frames) {
    for (const [key] of readArtefact(frame, reader, { ownOrigins, removed: [] })) residue.delete(key)
  }
  return [...residue.values()]
}

/** What reads a text: formats and names where people read, names in sources, lists in passages. */
type Reading = 'sure' | 'names' | 'lists'

/** What is found in a text that nobody decided to keep. */
type Reader = (text: string, reading: Reading) => readonly Finding[]

/** A page in three languages and its data say the same sentences: each is read once. */
function openReader(roster: Roster, context: Pick<ResidueContext, 'kept'>): Reader {
  const [formats, known, ...others] = layersFor(roster)
  const layers: Readonly<Record<Reading, readonly Layer[]>> = {
    sure: [formats, known].filter((layer) => layer !== undefined),
    // Markup is full of numbers: in the whole source only names count.
    names: [known].filter((layer) => layer !== undefined),
    lists: others.slice(0, 1),
  }
  const kept = new Set(context.kept.map(compact))
  const done: Readonly<Record<Reading, Map<string, readonly Finding[]>>> = {
    sure: new Map(),
    names: new Map(),
    lists: new Map(),
  }
  return (text, reading) => {
    const before = done[reading].get(text)
    if (before) return before
    // A kept address may hold a name; inside it, the name was decided on with it.
    const open = context.kept.reduce((rest, raw) => rest.replaceAll(raw, ' '), text)
    const found = findWithLayers(open, layers[reading]).filter(
      // what only lists know, and only tells with others, was for the reviewer
      (finding) => (finding.layer !== 'gazetteer' || isDirect(finding)) && !kept.has(compact(finding.text)),
    )
    done[reading].set(text, found)
    return found
  }
}

function readArtefact(
  artefact: Artefact,
  reader: Reader,
  context: {
    readonly removed: readonly RemovedWords[]
    readonly ownOrigins: readonly string[]
    readonly saysAnyway?: ((raw: string) => boolean) | undefined
  },
): [string, Residue][] {
  const { name } = artefact
  const found: [string, Residue][] = []
  const add = (entry: Residue): void => void found.push([JSON.stringify(entry), entry])

  const look = (text: string, reading: Reading): void => {
    for (const { kind, layer, reason, entityIds, text: raw } of reader(text, reading)) {
      // in a page the words around decide, and those of its frame differ from page to page
      if (layer !== 'format' && context.saysAnyway?.(raw) === true) continue
      add({ artefact: name, kind, reason, entityIds })
    }
    if (context.removed.some(holderOf(text))) {
      add({ artefact: name, kind: 'REMOVED', reason: 'removed.still_there', entityIds: [] })
    }
  }
  const withoutOwn = (text: string): string =>
    context.ownOrigins.reduce((rest, origin) => rest.replace(addressesOf(origin), ' '), text)

  for (const text of readableTexts(artefact)) look(withoutOwn(text), 'sure')
  for (const text of wholeSources(artefact)) look(text, 'names')
  for (const text of passages(artefact)) look(withoutOwn(text), 'lists')
  return found
}

function addressesOf(origin: string): RegExp {
  return new RegExp(`${origin.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')}(?![\\w.-])[^\\s"'<>]*`, 'g')
}
