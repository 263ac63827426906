import { html } from '../../publication/pages/html.ts'
import type { LibraryCase } from '../library-case.ts'
import { inOrder } from './json-feed.ts'

/** The public pages for search engines, by address; when each came is nobody's business. */
export function sitemap(library: readonly LibraryCase[], site: string): string {
  const pages = ['/cas', ...inOrder(library).map(({ document }) => `/cas/${document.slug}`)]
  return html`<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${pages.map(
    (path) => html`
<url><loc>${site}${path}</loc></url>`,
  )}
</urlset>
`.markup
}

/** What programs may visit: the library and its cases, not every combination of its facets. */
export function robots(site: string): string {
  return `User-agent: *
Allow: /cas
Allow: /cas?lang=
Disallow: /cas?
Disallow: /cas/comparer
Disallow: /

Sitemap: ${site}/sitemap.xml
`
}
