import type { Lang } from '@tablee/board'
import { pageTexts } from '../../texts.ts'
import { RESERVED_PATH } from '../case-address.ts'
import { html } from './html.ts'
import { addressOf, pageShell } from './page-shell.ts'

/** The page in place of a case: withdrawn, without its name or the reason, or never there. */
export function noticePage(
  notice: 'withdrawn' | 'missing',
  lang: Lang,
  { isReserved = false }: { isReserved?: boolean } = {},
): string {
  const t = pageTexts(lang)
  const title = notice === 'withdrawn' ? t('withdrawnTitle') : t('missingTitle')
  return pageShell({
    lang,
    title: `${title} – Tablée`,
    description: '',
    // the page's own address says the name: a link to another language does not repeat it
    path: '',
    indexed: false,
    main: html`<div class="notice"><h1>${title}</h1>
<p>${notice === 'withdrawn' ? t('withdrawnText') : t('missingText')}</p>
<p><a href="${addressOf(isReserved ? RESERVED_PATH : '/cas', lang)}">${t(isReserved ? 'backToReserved' : 'backToGallery')}</a></p></div>`,
  })
}
