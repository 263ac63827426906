import { firstMoment } from '../../publication/first-moment.ts'
import { html } from '../../publication/pages/html.ts'
import { pageTexts } from '../../texts.ts'
import type { LibraryCase } from '../library-case.ts'
import { teaserOf } from '../pages/case-card.ts'
import { inOrder } from './json-feed.ts'

/** The list of public cases as an Atom feed (RFC 4287), by address; its moments are the first of their year. */
export function atomFeed(library: readonly LibraryCase[], site: string): string {
  const latest = Math.max(1970, ...library.map(({ document }) => document.year))
  const entries = inOrder(library).map(
    ({ document: { slug, year, lang, meta, sections } }) => html`
<entry>
<id>${site}/cas/${slug}</id>
<title xml:lang="${lang}">${meta.publicName}</title>
<link rel="alternate" type="text/html" href="${site}/cas/${slug}"/>
<link rel="alternate" type="application/json" href="${site}/cas/${slug}.json"/>
<updated>${firstMoment(year)}</updated>
<summary xml:lang="${lang}">${teaserOf({ document: { sections } })}</summary>
</entry>`,
  )
  return html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>${site}/cas.atom</id>
<title>${pageTexts('fr')('siteTitle')}</title>
<link rel="self" type="application/atom+xml" href="${site}/cas.atom"/>
<link rel="alternate" type="text/html" href="${site}/cas"/>
<author><name>Tablée</name></author>
<updated>${firstMoment(latest)}</updated>${entries}
</feed>
`.markup
}
