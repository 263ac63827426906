import type { BoardExtract } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FindingCard } from './FindingCard.tsx'
import { useLive, useMethod } from './live-context.ts'
import { methodColours } from './method-colours.ts'
import { NearCases } from './NearCases.tsx'
import { useBoardExtract } from './use-board-extract.ts'
import './results.css'

type Finding = BoardExtract['findings'][number]

/** What belongs together on the page, in the order in which it is looked at. */
const PARTS: readonly { id: string; kinds: readonly Finding['kind'][] }[] = [
  { id: 'glance', kinds: ['count', 'share', 'present'] },
  { id: 'open', kinds: ['open', 'late'] },
  { id: 'spread', kinds: ['tally', 'shares', 'sum', 'days', 'values'] },
  { id: 'since', kinds: ['since'] },
  { id: 'page', kinds: ['page'] },
]

/** What comes of the board: its numbers, what nothing answers yet, how it is spread, what has changed. */
export function Results(): ReactNode {
  const { live } = useLive()
  const method = useMethod()
  const { t } = useTranslation('results')
  const state = useBoardExtract()
  if (!method) return null
  return (
    <main className="light-main results" style={methodColours(method)} id="main">
      <header>
        <p className="light-method">{method.title[live.lang]}</p>
        <h1>{t('title')}</h1>
        <p className="light-purpose">{t('intro')}</p>
      </header>
      {state.kind === 'reading' && (
        <p className="light-hint results__state" role="status">
          {t('reading')}
        </p>
      )}
      {(state.kind === 'failed' || (state.kind === 'read' && state.isStale)) && (
        <div className="results__state" role="status">
          <p className="light-hint">{t(state.kind === 'failed' ? 'failed' : 'stale')}</p>
          <button type="button" className="light-button" onClick={state.again}>
            {t('again')}
          </button>
        </div>
      )}
      {state.kind === 'read' && <Parts extract={state.extract} />}
      <NearCases />
    </main>
  )
}

function Parts({ extract: { findings, since } }: { extract: BoardExtract }): ReactNode {
  const { live } = useLive()
  const { t } = useTranslation('results')
  const parts = PARTS.map(({ id, kinds }) => ({
    id,
    // a spread of nothing says nothing; a number of nought does
    found: findings.filter(
      ({ kind, lines }) =>
        kinds.includes(kind) && (id === 'glance' || id === 'open' || id === 'page' || lines.length > 0),
    ),
  })).filter(({ found }) => found.length > 0)
  if (parts.length === 0) return <p className="light-hint results__state">{t('nothing')}</p>
  const day = (at: string) => new Date(at).toLocaleDateString(live.lang, { dateStyle: 'long' })
  return parts.map(({ id, found }) => (
    <section key={id} className="results__part" aria-labelledby={`results-${id}`}>
      <h2 id={`results-${id}`}>{t(`parts.${id}`)}</h2>
      <p className="light-hint">
        {id === 'since' && since
          ? t(since.name === null ? 'sinceDate' : 'sinceHint', {
              name: since.name ?? '',
              date: day(since.takenAt),
            })
          : t(`hints.${id}`)}
      </p>
      <div className={`results__cards results__cards--${id}`}>
        {found.map((finding) => (
          <FindingCard key={finding.id} finding={finding} />
        ))}
      </div>
    </section>
  ))
}
