import type { Lang } from '@tablee/board'
import type { Roster } from '@tablee/cases'
import { pageTexts } from '../../texts.ts'
import type { StoredCase } from '../draft-store.ts'
import { draftText } from '../draft-text.ts'
import { readableBlocks } from '../readable-case.ts'
import { caseImages } from './case-images.ts'
import { caseText } from './case-text.ts'
import { html } from './html.ts'
import { pageShell } from './page-shell.ts'

/** The case as it would read after the decisions taken so far; for the team only. */
export function previewPage(stored: StoredCase, roster: Roster, lang: Lang): string {
  const { draft } = stored
  const { publicName, sections, images } = draftText(stored, roster)
  return pageShell({
    lang,
    title: `${publicName} – Tablée`,
    description: '',
    path: `/api/cases/${stored.id}/preview`,
    indexed: false,
    main: html`<article class="case">
<p class="note preview">${pageTexts(lang)('previewNote')}</p>
<h1 lang="${draft.lang}">${publicName}</h1>
<div class="text">${caseText({ blocks: readableBlocks({ sections, lang: draft.lang }, lang), lang: draft.lang }, lang)}
${caseImages(
  images.map(({ id, ...image }) => ({ ...image, src: `/api/cases/${stored.id}/images/${id}` })),
  { lang, textLang: draft.lang },
)}</div>
</article>`,
  })
}
