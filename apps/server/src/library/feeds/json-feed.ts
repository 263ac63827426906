import { PUBLISHED_CASE_FORMAT } from '@tablee/cases'
import { firstMoment } from '../../publication/first-moment.ts'
import { pageTexts } from '../../texts.ts'
import type { LibraryCase } from '../library-case.ts'
import { teaserOf } from '../pages/case-card.ts'

/**
 * The list of public cases for programs, by address: JSON Feed 1.1, with what we know of each case besides. Nothing in
 * it tells an order of publication, nor a moment but the year.
 */
export function jsonFeed(library: readonly LibraryCase[], site: string) {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: pageTexts('fr')('siteTitle'),
    home_page_url: `${site}/cas`,
    feed_url: `${site}/cas.json`,
    language: 'fr',
    items: inOrder(library).map(({ document }) => ({
      id: document.id,
      url: `${site}/cas/${document.slug}`,
      title: document.meta.publicName,
      content_text: teaserOf({ document }),
      date_published: firstMoment(document.year),
      language: document.lang,
    })),
    format: PUBLISHED_CASE_FORMAT,
    cases: inOrder(library).map(({ document: { slug, lang, year, version, meta } }) => ({
      slug,
      url: `${site}/cas/${slug}`,
      json: `${site}/cas/${slug}.json`,
      picture: `${site}/cas/${slug}.svg`,
      publicName: meta.publicName,
      tags: meta.tags,
      perspectives: meta.perspectives,
      lang,
      year,
      version,
    })),
  }
}

/** By address, whatever was published first. */
export function inOrder(library: readonly LibraryCase[]): LibraryCase[] {
  return [...library].sort((a, b) => (a.document.slug < b.document.slug ? -1 : 1))
}
