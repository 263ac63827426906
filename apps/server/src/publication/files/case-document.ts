import type { PublishedCase } from '@tablee/cases'
import type { ExportItem } from '../../exports/document/export-document.ts'
import type { OutlineSection } from '../../exports/formats/outline.ts'
import { libraryTexts, pageTexts } from '../../texts.ts'
import { type ReadableImage, type ReadableItem, readableCase } from '../readable-case.ts'

/** A published case as documents tell it, in its own language. */
export interface CaseDocument {
  readonly lang: PublishedCase['lang']
  readonly title: string
  /** How far the name can be believed; null for the organisation's own. */
  readonly naming: string | null
  readonly facts: readonly (readonly [name: string, value: string])[]
  readonly sections: readonly OutlineSection[]
  /** Its pictures, under a title; null when it has none. */
  readonly images: { readonly title: string; readonly shown: readonly ReadableImage[] } | null
  /** What a reader has to know, and how to name the case elsewhere. */
  readonly notes: readonly string[]
  readonly year: number
}

/**
 * Tells a case from top to bottom, by the renderer of its page: what its organisation agreed to is what is in it.
 * `address` is null where the server does not know its own.
 */
export function caseDocument(
  document: PublishedCase,
  { isNamed, address }: { isNamed: boolean; address: string | null },
): CaseDocument {
  const { lang, year, version } = document
  const library = libraryTexts(lang)
  const naming = isNamed ? 'named' : 'pseudonym'
  const { publicName, facts, blocks, images, ...readable } = readableCase(
    { document, naming, counted: [] },
    lang,
  )
  const name = isNamed ? publicName : library('pseudonymName', { name: publicName })
  return {
    lang,
    title: publicName,
    naming: readable.naming,
    facts: facts.map(({ label, values }) => [label, values.join(', ')] as const),
    sections: blocks.flatMap(({ sections }) =>
      sections.map(({ id, title, items }) => ({
        id,
        title,
        prompt: '',
        group: 0,
        text: null,
        groups: [{ title: null, items: items.map((item, at) => itemOf(item, at)) }],
        carried: [],
        tables: [],
        isEmpty: false,
        remark: null,
      })),
    ),
    images: images.length === 0 ? null : { title: pageTexts(lang)('imagesTitle'), shown: images },
    notes: [
      pageTexts(lang)('anonymityNote'),
      ...(address === null ? [] : [library('citation', { name, year, version, url: address })]),
    ],
    year,
  }
}

function itemOf({ id, before, text, marks }: ReadableItem, at: number): ExportItem {
  const said = before === null ? text : `${before} ${text}`
  return {
    id,
    number: at + 1,
    title: '',
    text: marks.length === 0 ? said : `${said} (${marks.join(' · ')})`,
    lane: null,
    cluster: null,
    cells: {},
    position: {},
    missing: [],
    votes: null,
    rank: null,
    source: null,
  }
}
