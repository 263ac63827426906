import {
  IMAGES_PLACE,
  type PublicFile,
  type PublishedCase,
  type PublishedWords,
  type RedactedCase,
} from '@tablee/cases'
import { pagesAbout } from '../../library/artefacts.ts'
import type { Publishable } from '../../publication/publishable.ts'

/** Pages that say a case whole; those of the library have its name, the others only its address. */
const WHOLE = /^(?:case|compare|all)\./
const NAMED = /^(?:gallery|feed)\./

/** Which words of the case a file must say. */
export function carriedBy(name: string): PublicFile['carries'] {
  if (WHOLE.test(name) || name === 'picture.svg') return 'text'
  return NAMED.test(name) ? 'name' : 'nothing'
}

/** Every page, feed and table in which a case can be read, as they will be sent. */
export function pageFiles(publishable: Publishable, site: string): PublicFile[] {
  const data = { name: 'case.json', text: JSON.stringify(publishable.document) }
  const pages = [...pagesAbout(publishable, site), data]
  return pages.map(({ name, text }) => ({
    name,
    bytes: new TextEncoder().encode(text),
    carries: carriedBy(name),
  }))
}

/** What a case says, to be found again in its files. */
export function wordsOfCase({ meta, sections }: PublishedCase): PublishedWords {
  return {
    name: meta.publicName,
    sentences: sections.flatMap(({ statements }) => statements.map(({ text }) => text)),
  }
}

/** Its sentences where it is public already: which statements of the draft they come from is not known any more. */
export function sentencesOfCase({ sections, images = [] }: PublishedCase): RedactedCase['sentences'] {
  return [
    ...sections.flatMap(({ id, statements }) =>
      statements.map((statement) => ({ ...statement, section: id as string })),
    ),
    ...images.map(({ id, alt }) => ({ id, text: alt, section: IMAGES_PLACE })),
  ].map(({ id: statementId, text, section }) => ({ at: { statementId, section }, text, kept: [] }))
}
