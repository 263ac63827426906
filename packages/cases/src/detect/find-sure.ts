import { findWithLayers, layersFor } from './find-identifiers.ts'
import type { Finding } from './finding.ts'
import { gazetteerLayer } from './gazetteer/gazetteer-layer.ts'
import type { Layer } from './layer.ts'
import type { Roster } from './roster.ts'

/** What lists know, without what is only likely by the words around it. */
const knownLayer: Layer = (window) =>
  gazetteerLayer(window).filter(({ reason }) => !reason.endsWith('_evidence'))

/** The four layers without what is only likely: left out before sightings are settled, it hides nothing that is sure. */
export function sureLayers(roster: Roster): readonly Layer[] {
  return layersFor(roster).map((layer) => (layer === gazetteerLayer ? knownLayer : layer))
}

/** Finds the identifiers in a text that are more than likely: where nobody is asked about each. */
export function findSure(text: string, roster: Roster): readonly Finding[] {
  return findWithLayers(text, sureLayers(roster))
}
