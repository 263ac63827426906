import type { PublishedCase } from '@tablee/cases'

/** The same document without its words: what is left of its pages is their frame. */
export function wordless(document: PublishedCase): PublishedCase {
  return {
    ...document,
    slug: 'cas',
    // keywords are words of the case, the other facets are words of ours
    meta: { ...document.meta, publicName: '…', tags: { ...document.meta.tags, keywords: [] } },
    sections: document.sections.map(({ id, statements }) => ({
      id,
      statements: statements.map((statement) => ({ ...statement, text: '…' })),
    })),
    ...(document.images && { images: document.images.map((image) => ({ ...image, alt: '…' })) }),
  }
}
