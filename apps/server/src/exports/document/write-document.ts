import { createHash } from 'node:crypto'
import {
  type BoardSnapshot,
  type ColourCaptions,
  canonicalJson,
  type Lang,
  type Method,
  readColourCaptions,
  readContent,
} from '@tablee/board'
import { exportWords } from '../words.ts'
import { cleanTexts } from './clean-text.ts'
import { EXPORT_FORMAT, EXPORT_VERSION, type ExportDocument, type ExportHead } from './export-document.ts'
import { methodOfBoard } from './method-of-board.ts'
import { writeItems } from './write-items.ts'
import { writeLinks } from './write-links.ts'
import { writeZones } from './write-zones.ts'

/** What one language makes of a board. */
export interface Telling {
  method: Method
  lang: Lang
  captions: ColourCaptions
  /** The title of an item by its id; of one that is gone, the words for that. */
  titleOf(id: string): string
}

/** Tells a board in one language: the document that every format is made from. */
export function writeDocument(snapshot: BoardSnapshot, head: ExportHead, lang: Lang): ExportDocument {
  const method = methodOfBoard(snapshot)
  const facts = new Map(Object.entries(snapshot.results ?? {}))
  const content = readContent({
    records: new Map(snapshot.records.map((record) => [record.id, record])),
    method,
    facts,
    lang,
  })
  const all = [...content.zones.flatMap(({ items }) => items), ...content.unplaced]
  const titles = new Map(all.map(({ id, title, text }) => [id, title || text]))
  const telling: Telling = {
    method,
    lang,
    captions: readColourCaptions(facts),
    titleOf: (id) => titles.get(id) ?? exportWords(lang).gone,
  }
  // at once for all: labels, names and terms are people's texts too
  const told = cleanTexts({
    method: {
      id: method.id,
      version: method.version,
      title: method.title[lang],
      purpose: method.purpose[lang],
    },
    zones: writeZones(content.zones, telling),
    unplaced: writeItems(content.unplaced, null, telling),
    links: writeLinks(content.links, telling),
  })
  const hash = createHash('sha256').update(canonicalJson(told), 'utf8').digest('hex')
  return { format: EXPORT_FORMAT, version: EXPORT_VERSION, lang, board: cleanTexts(head), hash, ...told }
}
