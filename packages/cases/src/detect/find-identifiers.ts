import { type Span, sourceSpan, type TextView, viewText } from '../text/text-view.ts'
import { type TextWindow, windowsOf } from '../text/text-windows.ts'
import { FINDING_KINDS, type Finding, KIND_ORDER, type Sighting } from './finding.ts'
import { formatLayer } from './formats/format-layer.ts'
import { gazetteerLayer } from './gazetteer/gazetteer-layer.ts'
import type { Layer } from './layer.ts'
import { withSuspects } from './model/find-with-model.ts'
import type { Roster } from './roster.ts'
import { rosterLayer } from './roster-layer.ts'
import { suspectLayer } from './suspects/suspect-layer.ts'

const length = (sighting: Sighting): number => sighting.end - sighting.start

/** A roster rule that leaves no doubt who is meant; a given name alone may be somebody else's. */
const isCertain = ({ layer, reason }: Sighting): boolean =>
  layer === 'format' ||
  (layer === 'roster' &&
    !/\.(?:given|family|short_form|genitive|given_ambiguous|family_ambiguous)$/.test(reason))

const rank = (sighting: Sighting): number => (sighting.layer === 'gazetteer' ? 1 : 0)

function strongestFirst(a: Sighting, b: Sighting): number {
  // what the cohort knows for certain is not renamed by a list, however much more that sees
  const isSettled = a.kind === b.kind && (isCertain(a) || isCertain(b))
  if (isSettled && rank(a) !== rank(b)) return rank(a) - rank(b)
  return (
    length(b) - length(a) ||
    rank(a) - rank(b) ||
    KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind) ||
    a.start - b.start
  )
}

/**
 * The longest sighting wins; those that overlap it, or one another up to it, widen it, so that no part of an
 * identifier is left over (R3).
 */
function settle(sightings: readonly Sighting[]): Sighting[] {
  const settled: Sighting[] = []
  let strongest: Sighting | undefined
  for (const sighting of sightings.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = settled.at(-1)
    if (last === undefined || strongest === undefined || sighting.start >= last.end) {
      settled.push(sighting)
      strongest = sighting
      continue
    }
    if (strongestFirst(sighting, strongest) < 0) strongest = sighting
    settled[settled.length - 1] = { ...strongest, start: last.start, end: Math.max(last.end, sighting.end) }
  }
  return settled
}

/** An organisation that a list guessed gives way to the one that the cohort knows in that place. */
function withoutGuesses(sightings: readonly Sighting[]): Sighting[] {
  const known = sightings.filter(({ layer }) => layer === 'roster')
  if (known.length === 0) return [...sightings]
  return sightings
    .map((sighting) => withoutOrganisation(sighting, known))
    .filter(({ reason, start, end }) => {
      if (!reason.startsWith('gazetteer.org_')) return true
      // "MJ Le Sous-Sol": what a house is belongs to its name
      const isWhole = /_(?:noun|form_after|form_before)$/.test(reason)
      const isGuess = /_(?:partner|at|owner|of|evidence)$/.test(reason)
      return !known.some(
        (name) =>
          name.start < end &&
          name.end > start &&
          (isGuess || (!isWhole && name.kind === 'ORG' && isCertain(name))),
      )
    })
}

/** "Karim de Kaleïdo" is Karim where the cohort knows Kaleïdo. */
function withoutOrganisation(sighting: Sighting, known: readonly Sighting[]): Sighting {
  if (sighting.kind !== 'PER' || sighting.layer !== 'gazetteer') return sighting
  const organisation = known.find(
    (name) =>
      name.kind === 'ORG' &&
      isCertain(name) &&
      name.start > sighting.start + 2 &&
      name.end >= sighting.end &&
      name.start < sighting.end,
  )
  return organisation === undefined ? sighting : { ...sighting, end: organisation.start }
}

/** A file name, an address or a handle with the names inside it: "NDubreucq" in one is the person of the text (S3.4). */
function withNames(sighting: Sighting, sightings: readonly Sighting[]): Sighting {
  if (sighting.layer !== 'format') return sighting
  const inside = sightings.filter(
    ({ layer, start, end }) => layer === 'roster' && start >= sighting.start && end <= sighting.end,
  )
  const within = [...new Set(inside.flatMap(({ entityIds }) => entityIds))]
  return within.length === 0 ? sighting : { ...sighting, within }
}

/**
 * What only makes a reviewer look never hides an identifier: of it stays the longest part beside what is sure, when
 * a word is left (R2).
 */
function besides(suspects: readonly Sighting[], sure: readonly Sighting[], text: string): Sighting[] {
  return settle(suspects).flatMap((suspect) => {
    let pieces: Span[] = [suspect]
    for (const { start, end } of sure) {
      pieces = pieces.flatMap((piece) =>
        piece.end <= start || piece.start >= end
          ? [piece]
          : [
              { start: piece.start, end: start },
              { start: end, end: piece.end },
            ],
      )
    }
    const [longest] = pieces
      .map((piece) => trimmed(piece, text))
      .filter(({ start, end }) => /\p{L}{2}|\p{N}/u.test(text.slice(start, end)))
      .toSorted((a, b) => b.end - b.start - (a.end - a.start))
    return longest === undefined ? [] : [{ ...suspect, ...longest }]
  })
}

/** A span without the spaces and signs around its words. */
function trimmed(span: Span, text: string): Span {
  const words = /[\p{L}\p{N}€$](?:.*[\p{L}\p{N}€$%])?/su.exec(
    text.slice(span.start, Math.max(span.start, span.end)),
  )
  if (words === null) return { start: span.start, end: span.start }
  return { start: span.start + words.index, end: span.start + words.index + words[0].length }
}

const isSuspect = ({ layer }: Sighting): boolean => layer === 'suspect' || layer === 'model'

/** Finds identifiers with the given layers; no overlaps, in reading order, offsets of the text as typed (R2 to R4). */
export function findWithLayers(text: string, layers: readonly Layer[]): Finding[] {
  const view = viewText(text)
  const sightings = windowsOf(view).flatMap((window) =>
    layers.flatMap((layer) => layer(window)).map((sighting) => inWhole(sighting, window, view)),
  )
  const sure = settle(withoutGuesses(sightings.filter((sighting) => !isSuspect(sighting)))).map((sighting) =>
    withNames(sighting, sightings),
  )
  const suspects = besides(sightings.filter(isSuspect), sure, view.text)
  return [...sure, ...suspects]
    .toSorted((a, b) => a.start - b.start)
    .map((sighting) => {
      const span = sourceSpan(view, sighting)
      return {
        ...sighting,
        ...span,
        text: text.slice(span.start, span.end),
        class: FINDING_KINDS[sighting.kind],
      }
    })
}

/** A sighting with its place in the whole text; one that ends where the window cuts a word takes the whole word. */
function inWhole(sighting: Sighting, window: TextWindow, view: TextView): Sighting {
  const start = sighting.start + window.offset
  const end = sighting.end + window.offset
  if (!window.cutsWord || sighting.end < window.text.length) return { ...sighting, start, end }
  const rest = view.text.slice(end).search(/\s/)
  return { ...sighting, start, end: rest === -1 ? view.text.length : end + rest }
}

interface Compiled {
  readonly layers: readonly Layer[]
  /** The cohort's names as they stand in what is no sentence; made when it is asked for. */
  label: Layer | null
  /** Texts read so far: each decision of an editor looks at every statement of the draft again. */
  readonly read: Map<string, Finding[]>
}

/** Texts kept per roster; a draft has a few hundred. */
const READ_MAX = 2_000
/** Rosters kept: those of the cohorts whose cases are being edited at the moment. */
const ROSTERS_MAX = 4

const compiled = new WeakMap<Roster, Compiled>()
/** By what they hold: a server reads the roster anew for each request. The last one used is the last. */
const lately = new Map<string, Compiled>()

function compile(roster: Roster): Compiled {
  const known = compiled.get(roster)
  if (known !== undefined) return known
  const content = JSON.stringify(roster)
  const made = lately.get(content) ?? {
    layers: [formatLayer, rosterLayer(roster), gazetteerLayer, suspectLayer],
    label: null,
    read: new Map<string, Finding[]>(),
  }
  lately.delete(content)
  lately.set(content, made)
  const [oldest] = lately.keys()
  if (lately.size > ROSTERS_MAX && oldest !== undefined) lately.delete(oldest)
  compiled.set(roster, made)
  return made
}

/** The four layers in force, compiled once per roster: formats, the cohort's names, lists, suspects. */
export function layersFor(roster: Roster): readonly Layer[] {
  return compile(roster).layers
}

/** Finds every identifier in a text: formats and the cohort's names. A roster object is not changed after its first use. */
export function findIdentifiers(text: string, roster: Roster): readonly Finding[] {
  const { layers, read } = compile(roster)
  const known = read.get(text)
  if (known !== undefined) return known
  const seen = findWithLayers(text, layers)
  const { suspects = [] } = roster
  const findings = suspects.length === 0 ? seen : withSuspects(seen, text, suspects)
  if (read.size >= READ_MAX) read.clear()
  read.set(text, findings)
  return findings
}

/** Finds every identifier in a keyword, a public name or a description: the cohort's names however they are written (R24). */
export function findInLabel(text: string, roster: Roster): readonly Finding[] {
  const known = compile(roster)
  known.label ??= rosterLayer(roster, { isLabel: true })
  const [formats, , ...others] = known.layers
  return findWithLayers(
    text,
    [formats, known.label, ...others].filter((layer) => layer !== undefined),
  )
}
