import type { Lang, Named, ZoneContent } from '@tablee/board/content'
import { MIN_RESPONDENTS } from '@tablee/board/content'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

interface BallotResultProps {
  part: ZoneContent
  lang: Lang
  /** The name of an item that was voted on; undefined once it has left the board. */
  titleOf(id: string): string | undefined
}

/** What a closed ballot of a zone came to; single answers are on the server only. */
export function BallotResult({ part: { zone, result }, lang, titleOf }: BallotResultProps): ReactNode {
  const { t } = useTranslation('canvas')
  if (!result) return null
  const named: readonly Named[] = [
    ...(zone.options.items ?? []),
    ...(zone.options.choices ?? []),
    ...(zone.options.axes ?? []),
  ]
  const nameOf = (key: string): string =>
    named.find(({ id }) => id === key)?.label[lang] ??
    titleOf(key) ??
    (key.includes('×') ? key.split('×').map(nameOf).join(' × ') : key)
  const totals = result.kind === 'scores' ? [] : Object.values(result.totals)
  const isTied = (total: number) => total > 0 && totals.filter((other) => other === total).length > 1
  const number = (value: number | null) => (value === null ? '–' : value.toLocaleString(lang))
  return (
    <table className="board-result">
      <caption>
        {t('result.voters', { count: result.voters })}
        {result.ballots !== undefined && ` (${t('result.devices', { count: result.ballots })})`}
      </caption>
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
                  <td>
                    {number(total)}
                    {isTied(total) && <span className="board-result__tied"> {t('result.tied')}</span>}
                  </td>
                </tr>
              ))}
      </tbody>
    </table>
  )
}
