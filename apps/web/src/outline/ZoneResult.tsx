import type { Named, ZoneContent } from '@tablee/board/content'
import { MIN_RESPONDENTS } from '@tablee/board/content'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { itemTitle } from './column-words.ts'
import { useContent, useLive } from './live-context.ts'

/** What a closed ballot of a zone came to; single answers are on the server only. */
export function ZoneResult({ zone: { zone, result } }: { zone: ZoneContent }): ReactNode {
  const { live } = useLive()
  const { t } = useTranslation('outline')
  const content = useContent()
  if (!result) return null
  const named: readonly Named[] = [
    ...(zone.options.items ?? []),
    ...(zone.options.choices ?? []),
    ...(zone.options.axes ?? []),
  ]
  const nameOf = (key: string): string =>
    named.find(({ id }) => id === key)?.label[live.lang] ??
    (content ? itemTitle(content, key) : undefined) ??
    (key.includes('×') ? key.split('×').map(nameOf).join(' × ') : key)
  const number = (value: number | null) => (value === null ? '–' : value.toLocaleString(live.lang))
  return (
    <table className="light-result">
      <caption>{t('result.voters', { count: result.voters })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('result.what')}</th>
          {result.kind === 'scores' ? (
            <>
              <th scope="col">{t('result.median')}</th>
              <th scope="col">{t('result.spread')}</th>
            </>
          ) : (
            <th scope="col">{t('result.votes')}</th>
          )}
        </tr>
      </thead>
      <tbody>
        {result.kind === 'scores'
          ? Object.entries(result.scores).map(([key, score]) => (
              <tr key={key}>
                <th scope="row">{nameOf(key)}</th>
                <td>{score.n < MIN_RESPONDENTS ? t('result.tooFew') : number(score.median)}</td>
                <td>{number(score.spread)}</td>
              </tr>
            ))
          : Object.entries(result.totals)
              .sort(([, a], [, b]) => b - a)
              .map(([key, total]) => (
                <tr key={key}>
                  <th scope="row">{nameOf(key)}</th>
                  <td>{number(total)}</td>
                </tr>
              ))}
      </tbody>
    </table>
  )
}
