import { PUBLISHED_CASE_FORMAT, type PublishedCase } from '@tablee/cases'

/** The list of public cases for programs, by address; nothing that tells an order of publication. */
export function feedOf(cases: readonly PublishedCase[], site: string) {
  return {
    format: PUBLISHED_CASE_FORMAT,
    cases: cases.map(({ slug, lang, year, version, meta }) => ({
      slug,
      url: `${site}/cas/${slug}`,
      json: `${site}/cas/${slug}.json`,
      picture: `${site}/cas/${slug}.svg`,
      publicName: meta.publicName,
      tags: meta.tags,
      lang,
      year,
      version,
    })),
  }
}
