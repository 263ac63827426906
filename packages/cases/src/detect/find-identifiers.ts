import { sourceSpan, type TextView, viewText } from '../text/text-view.ts'
import { type TextWindow, windowsOf } from '../text/text-windows.ts'
import { FINDING_KINDS, type Finding, KIND_ORDER, type Sighting } from './finding.ts'
import { formatLayer } from './formats/format-layer.ts'
import type { Layer } from './layer.ts'
import type { Roster } from './roster.ts'
import { rosterLayer } from './roster-layer.ts'

const length = (sighting: Sighting): number => sighting.end - sighting.start

function strongestFirst(a: Sighting, b: Sighting): number {
  return length(b) - length(a) || KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind) || a.start - b.start
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

/** Finds identifiers with the given layers; no overlaps, in reading order, offsets of the text as typed (R2 to R4). */
export function findWithLayers(text: string, layers: readonly Layer[]): Finding[] {
  const view = viewText(text)
  const sightings = windowsOf(view).flatMap((window) =>
    layers.flatMap((layer) => layer(window)).map((sighting) => inWhole(sighting, window, view)),
  )
  return settle(sightings).map((sighting) => {
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
  /** Texts read so far: one request looks at each statement several times. */
  readonly read: Map<string, Finding[]>
}

/** Texts kept per roster object; a draft has a few hundred. */
const READ_MAX = 2_000

const compiled = new WeakMap<Roster, Compiled>()

function compile(roster: Roster): Compiled {
  const known = compiled.get(roster)
  if (known !== undefined) return known
  const made = { layers: [formatLayer, rosterLayer(roster)], read: new Map<string, Finding[]>() }
  compiled.set(roster, made)
  return made
}

/** The two layers in force, compiled once per roster object: checksummed formats, then the cohort's names. */
export function layersFor(roster: Roster): readonly Layer[] {
  return compile(roster).layers
}

/** Finds every identifier in a text: formats and the cohort's names. A roster object is not changed after its first use. */
export function findIdentifiers(text: string, roster: Roster): readonly Finding[] {
  const { layers, read } = compile(roster)
  const known = read.get(text)
  if (known !== undefined) return known
  const findings = findWithLayers(text, layers)
  if (read.size >= READ_MAX) read.clear()
  read.set(text, findings)
  return findings
}
