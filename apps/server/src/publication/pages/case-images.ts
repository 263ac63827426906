import type { Lang } from '@tablee/board'
import { pageTexts } from '../../texts.ts'
import { type Html, html } from './html.ts'

/** A picture of a case, and where its pixels are. */
export interface ShownImage {
  readonly src: string
  readonly alt: string
  readonly width: number
  readonly height: number
}

/** The pictures of a case under their title, each with what it shows; nothing of a case without any. */
export function caseImages(
  images: readonly ShownImage[],
  { lang, textLang }: { lang: Lang; textLang: Lang },
): Html | false {
  if (images.length === 0) return false
  // what is seen under it is what is read out in its place: once is enough
  const figures = images.map(
    ({ src, alt, width, height }) =>
      html`<figure lang="${textLang}"><img src="${src}" alt="${alt}" width="${width}" height="${height}" loading="lazy"><figcaption aria-hidden="true">${alt}</figcaption></figure>`,
  )
  return html`<section class="images" aria-labelledby="images"><h2 id="images">${pageTexts(lang)('imagesTitle')}</h2>${figures}</section>`
}
