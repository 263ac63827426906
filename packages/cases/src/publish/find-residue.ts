import { findWithLayers } from '../detect/find-identifiers.ts'
import { sureLayers } from '../detect/find-sure.ts'
import { type Finding, type FindingKind, isDirect } from '../detect/finding.ts'
import { CONNECTORS } from '../detect/gazetteer/organisation-words.ts'
import type { Layer } from '../detect/layer.ts'
import { withoutLegalForm } from '../detect/organisation-forms.ts'
import type { Roster } from '../detect/roster.ts'
import { compact, type Word, wordsOf } from '../text/fold.ts'
import { type Artefact, passages, readableTexts, wholeSources } from './artefact-text.ts'
import { fineDates } from './fine-dates.ts'
import { type IsOnlyWord, isWordToo, openSentences, type Sentence } from './own-sentences.ts'
import { runOfWords, uniformWords, wordRun } from './word-run.ts'

/**
 * An identifier that is still in what would be published. It says where and why, never the string itself. `ID` is one
 * of this server's own, `FINE_DATE` tells more than a year.
 */
export interface Residue {
  readonly artefact: string
  readonly kind: FindingKind | 'REMOVED' | 'ID' | 'FINE_DATE'
  readonly reason: string
  /** Roster ids, for those who may see the roster. */
  readonly entityIds: readonly string[]
  /** The places whose words hold it; none when it stands in what surrounds them. */
  readonly places: readonly ResiduePlace[]
}

type ResiduePlace = Sentence['at']

/** Below this many letters a removed string alone proves nothing. */
const REMOVED_MIN_LETTERS = 3

/**
 * A removed string as it is looked for: the texts are many, and it is read once. One word alone keeps its capitals:
 * "Marche" was a place, "marche" is none.
 */
interface RemovedWords {
  readonly raw: string
  readonly capitals: 'fold' | 'keep'
  /** Null when it has too few letters to prove anything. */
  readonly run: string | null
}

function removedWords(removed: string): RemovedWords {
  const isOneWord = wordsOf({ text: removed }).length === 1 && /^\p{L}+$/u.test(removed)
  const capitals = isOneWord ? 'keep' : 'fold'
  const isLongEnough = compact(removed).length >= REMOVED_MIN_LETTERS
  return { raw: removed, capitals, run: isLongEnough ? wordRun(removed, capitals) : null }
}

/** Whether a removed string stands in a text as whole words, accents and punctuation aside; the text is read once. */
function holderOf(text: string): (removed: RemovedWords) => boolean {
  let words: readonly Word[] | undefined
  const runs = new Map<'fold' | 'keep', string>()
  const runOf = (capitals: 'fold' | 'keep'): string => {
    const known = runs.get(capitals)
    if (known !== undefined) return known
    words ??= uniformWords(text)
    const run = runOfWords(words, capitals)
    runs.set(capitals, run)
    return run
  }
  return ({ run, capitals }) => run !== null && runOf(capitals).includes(run)
}

/** The same for the words of a frame: most are never asked for. */
function frameHolder(frame: Artefact): (words: RemovedWords) => boolean {
  let holds: ((words: RemovedWords) => boolean) | undefined
  return (words) => {
    holds ??= holderOf(wholeSources(frame).join(' '))
    return holds(words)
  }
}

/** What the check is told about the case. */
export interface ResidueContext {
  /** Raw strings that were replaced or removed. */
  readonly removed: readonly string[]
  /** Raw strings that stay by decision. */
  readonly kept: readonly string[]
  /** What the case is called: lists that take it for a name say what everybody may read. The roster still counts. */
  readonly publicName?: string
  /** Origins of this server: its own addresses are no finding. */
  readonly ownOrigins?: readonly string[]
  /**
   * The same artefacts around no case: what their frame says anyway ("Publié en") is no residue of the case, whoever
   * is called so. Never give the document itself, which has no frame.
   */
  readonly frames?: readonly Artefact[]
  /** Ids of this server: of boards, snapshots, notes and people. Nobody outside ever reads one. */
  readonly forbidden?: readonly string[]
  /** What the case says and where: a finding is led back to its sentence, and a word that is also a name judged in it. */
  readonly places?: readonly Sentence[]
}

/** Below this many characters an id is no id. */
const ID_MIN = 6

/**
 * Reads the final bytes of every artefact again: what any layer finds and nobody decided to keep, and every raw
 * string that was to be replaced or removed, also when it was kept in another place (R60 to R66). Publishing goes on
 * only when the answer is empty.
 */
export function findResidue(
  artefacts: readonly Artefact[],
  roster: Roster,
  context: ResidueContext,
): Residue[] {
  const { frames = [] } = context
  const reader = openReader(roster, context)
  const saysAnyway = new Map(frames.map((frame) => [frame.name, frameHolder(frame)] as const))
  const { ownOrigins = [], forbidden = [], places = [] } = context
  const removed = context.removed.map(removedWords)
  const holdersOf = openHolders()
  const ids = forbidden.filter(({ length }) => length >= ID_MIN).map((id) => id.toLowerCase())
  const kept = context.kept
  const located = places.map(({ at, text }) => ({ at, holds: holderOf(text) }))
  const placesOf = (words: RemovedWords): ResiduePlace[] =>
    located.filter(({ holds }) => holds(words)).map(({ at }) => at)
  const isOnlyWord = openSentences(places, (text) => [...reader(text, 'sure'), ...reader(text, 'lists')])
  const residue = new Map<string, Residue>()
  for (const artefact of artefacts) {
    const own = {
      ownOrigins,
      removed,
      saysAnyway: saysAnyway.get(artefact.name),
      placesOf,
      holdersOf,
      isOnlyWord,
    }
    const found = [
      ...searchArtefact(artefact, reader, own),
      ...searchMarks(artefact, { ids, kept, placesOf }),
    ]
    for (const [key, entry] of found) {
      const known = residue.get(key)?.places ?? []
      residue.set(key, { ...entry, places: [...new Set([...known, ...entry.places])] })
    }
  }
  // as long to read as the artefacts themselves, and mostly there is nothing that they could explain
  const unexplained = new Set([...residue.values()].map(({ artefact }) => artefact))
  for (const frame of frames.filter(({ name }) => unexplained.has(name))) {
    const own = { ownOrigins, removed: [], placesOf: () => [], holdersOf, isOnlyWord: () => false }
    for (const [key] of searchArtefact(frame, reader, own)) residue.delete(key)
  }
  return [...residue.values()]
}

/** One finding of a kind and reason in a file is enough: it is led back to all the places that hold it. */
function keyed(entry: Residue): [string, Residue] {
  const { artefact, kind, reason, entityIds } = entry
  return [JSON.stringify({ artefact, kind, reason, entityIds }), entry]
}

/** What no word has to be known for: ids of ours, and dates that tell more than a year. */
function searchMarks(
  artefact: Artefact,
  context: {
    readonly ids: readonly string[]
    readonly kept: readonly string[]
    readonly placesOf: (words: RemovedWords) => ResiduePlace[]
  },
): [string, Residue][] {
  const { name } = artefact
  const source = wholeSources(artefact).join(' ').toLowerCase()
  const kept = context.kept.map(compact)
  const dates = readableTexts(artefact)
    .flatMap((text) => fineDates(withoutKept(text, context.kept)))
    .filter((date) => !kept.some((raw) => raw.includes(compact(date))))
  return [
    ...(context.ids.some((id) => source.includes(id))
      ? [keyed({ artefact: name, kind: 'ID', reason: 'id.own', entityIds: [], places: [] })]
      : []),
    ...dates.map((date) => {
      const places = context.placesOf(removedWords(date))
      return keyed({ artefact: name, kind: 'FINE_DATE', reason: 'date.fine', entityIds: [], places })
    }),
  ]
}

/** Words that stay by decision, out of the way of what is looked for; a word of the language may be a name elsewhere. */
function withoutKept(text: string, kept: readonly string[]): string {
  return kept.filter((raw) => !isWordToo(raw)).reduce((rest, raw) => rest.replaceAll(raw, ' '), text)
}

/** What reads a text: formats and names where people read, names in sources, lists in passages. */
type Reading = 'sure' | 'names' | 'lists'

/** What is found in a text that nobody decided to keep. */
type Reader = (text: string, reading: Reading) => readonly Finding[]

/** A page in three languages and its data say the same sentences: each is read once. */
function openReader(roster: Roster, context: Pick<ResidueContext, 'kept' | 'publicName'>): Reader {
  // in a page capitals stand side by side that no sentence has: what is only likely was for the reviewer
  const [formats, known, ...others] = sureLayers(roster)
  const layers: Readonly<Record<Reading, readonly Layer[]>> = {
    sure: [formats, known].filter((layer) => layer !== undefined),
    // Markup is full of numbers: in the whole source only names count.
    names: [known].filter((layer) => layer !== undefined),
    lists: others.slice(0, 1),
  }
  const kept = new Set(context.kept.map(compact))
  // a page may say "ASBL" right beside a name that may be read
  const own = new Set(wordsOf({ text: context.publicName ?? '' }).map(({ folded }) => folded))
  const isOwn = (text: string): boolean =>
    wordsOf({ text: withoutLegalForm(text) }).every(
      ({ folded }) => own.has(folded) || CONNECTORS.has(folded) || /^\d+$/.test(folded),
    )
  const isKept = ({ kind, layer, text }: Finding): boolean =>
    (layer === 'gazetteer' && own.size > 0 && isOwn(text)) ||
    kept.has(compact(text)) ||
    (kind === 'ORG' && kept.has(compact(withoutLegalForm(text))))
  const done: Readonly<Record<Reading, Map<string, readonly Finding[]>>> = {
    sure: new Map(),
    names: new Map(),
    lists: new Map(),
  }
  return (text, reading) => {
    const before = done[reading].get(text)
    if (before) return before
    // A kept address may hold a name; inside it, the name was decided on with it.
    const open = withoutKept(text, context.kept)
    const found = findWithLayers(open, layers[reading]).filter(
      // what only lists know, and only tells with others, was for the reviewer
      (finding) => (finding.layer !== 'gazetteer' || isDirect(finding)) && !isKept(finding),
    )
    done[reading].set(text, found)
    return found
  }
}

/** The same sentences stand in many pages: each is read once. */
function openHolders(): typeof holderOf {
  const known = new Map<string, ReturnType<typeof holderOf>>()
  return (text) => {
    const holds = known.get(text) ?? holderOf(text)
    known.set(text, holds)
    return holds
  }
}

function searchArtefact(
  artefact: Artefact,
  reader: Reader,
  context: {
    readonly removed: readonly RemovedWords[]
    readonly ownOrigins: readonly string[]
    readonly saysAnyway?: ((words: RemovedWords) => boolean) | undefined
    readonly placesOf: (words: RemovedWords) => ResiduePlace[]
    readonly holdersOf: typeof holderOf
    readonly isOnlyWord: IsOnlyWord
  },
): [string, Residue][] {
  const { name } = artefact
  const found: [string, Residue][] = []
  const add = (entry: Residue): void => void found.push(keyed(entry))

  const look = (text: string, reading: Reading): void => {
    for (const { kind, layer, reason, entityIds, text: raw } of reader(text, reading)) {
      // shown to the reviewer, who decided
      if (layer === 'suspect') continue
      // in a page the words around decide, and those of its frame differ from page to page
      if (layer !== 'format' && context.saysAnyway?.(removedWords(raw)) === true) continue
      if (layer !== 'format' && context.isOnlyWord(artefact, raw, { isRemoved: false })) continue
      add({ artefact: name, kind, reason, entityIds, places: context.placesOf(removedWords(raw)) })
    }
    const left = context.removed
      .filter(context.holdersOf(text))
      .filter(
        (words) =>
          context.saysAnyway?.(words) !== true &&
          !context.isOnlyWord(artefact, words.raw, { isRemoved: true }),
      )
    if (left.length === 0) return
    const places = left.flatMap(context.placesOf)
    add({ artefact: name, kind: 'REMOVED', reason: 'removed.still_there', entityIds: [], places })
  }
  const withoutOurs = (text: string): string =>
    SUMS_IN.test(name) ? withoutSums(text, context.removed) : text
  const withoutOwn = (text: string): string =>
    context.ownOrigins.reduce((rest, origin) => rest.replace(addressesOf(origin), ' '), withoutOurs(text))

  for (const text of readableTexts(artefact)) look(withoutOwn(text), 'sure')
  for (const text of wholeSources(artefact)) look(withoutOurs(text), 'names')
  for (const text of passages(artefact)) look(withoutOwn(text), 'lists')
  return found
}

/** Where sums of files stand: in the report, and where a Word file says how its parts are called. */
const SUMS_IN = /^report\.json$|\.docx#(?:word\/)?_rels\//
const SUM = /(?<![\p{L}\p{N}])(?:[0-9a-f]{64}|[0-9a-f]{40})(?![\p{L}\p{N}])/gu

/**
 * The sum of a file (SHA-256, or SHA-1 as Word's parts are called, in hexadecimal) is nobody's name, whatever three of its
 * letters spell: "…4fab0…". What was removed is looked for all the same.
 */
function withoutSums(text: string, removed: readonly RemovedWords[]): string {
  return text.replace(SUM, (sum) => (removed.some(({ raw }) => raw.includes(sum)) ? sum : ' '))
}

/** Addresses of ours end where a cell of a table does: what stands in the next one is none of theirs. */
function addressesOf(origin: string): RegExp {
  return new RegExp(`${origin.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')}(?![\\w.-])[^\\s"'<>;,]*`, 'g')
}
