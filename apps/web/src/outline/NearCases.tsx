import { type NearCases as Near, nearCasesSchema } from '@tablee/contract'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { read } from '../api/request.ts'
import { useLive } from './live-context.ts'

/** Public cases whose terms are most like those chosen on this board; nothing when there are none. */
export function NearCases(): ReactNode {
  const { boardId, live } = useLive()
  const { t } = useTranslation('results')
  const [cases, setCases] = useState<Near['cases']>([])
  useEffect(() => {
    const asking = new AbortController()
    read(`/api/boards/${encodeURIComponent(boardId)}/near-cases`, nearCasesSchema, asking.signal).then(
      (near) => setCases(near.cases),
      // what others lived through is an offer: without it the page is complete
      () => undefined,
    )
    return () => asking.abort()
  }, [boardId])
  if (cases.length === 0) return null
  return (
    <section className="results__part" aria-labelledby="results-near">
      <h2 id="results-near">{t('near.title')}</h2>
      <p className="light-hint">{t('near.hint')}</p>
      <div className="results__cards">
        {cases.map(({ slug, publicName, lang, shared }) => (
          <article key={slug} className="results__card">
            <h3 lang={lang}>
              <a href={`/cas/${slug}?lang=${live.lang}`} target="_blank" rel="noreferrer">
                {publicName}
              </a>
            </h3>
            <p className="light-hint">{t('near.shared', { terms: shared.join(' · ') })}</p>
          </article>
        ))}
      </div>
    </section>
  )
}
