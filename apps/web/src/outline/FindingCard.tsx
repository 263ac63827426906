import type { BoardExtract } from '@tablee/contract'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { itemFragment } from '../search/item-link.ts'
import { useContent, useLive } from './live-context.ts'
import { boardPath } from './page-address.ts'

type Finding = BoardExtract['findings'][number]
type Line = Finding['lines'][number]

/** One number, gap or share with the notes that it means, each a link to where it stands. */
export function FindingCard({ finding }: { finding: Finding }): ReactNode {
  const { live } = useLive()
  const { t } = useTranslation('results')
  const { label, kind, value, of, items, lines, text } = finding
  const most = Math.max(1, ...lines.map((line) => (kind === 'shares' ? (line.of ?? 1) : (line.value ?? 0))))
  const number = (of_: number) => of_.toLocaleString(live.lang, { maximumFractionDigits: 1 })
  return (
    <article
      className="results__card"
      data-kind={kind}
      data-empty={kind === 'open' && value === 0 ? '' : undefined}
    >
      <h3>{label}</h3>
      {headline() && <p className="results__number">{headline()}</p>}
      {hint() && <p className="light-hint">{hint()}</p>}
      {kind === 'page' && <pre className="results__page">{text}</pre>}
      {kind === 'page' && <CopyButton text={text} />}
      {items.length > 0 && <NoteLinks items={items} />}
      {lines.length > 0 && (
        <ul className="results__lines">
          {lines.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two lines may say the same, and none of them has a state
            <li key={at}>
              <LineRow line={line} />
            </li>
          ))}
        </ul>
      )}
    </article>
  )

  function headline(): string {
    if (kind === 'present') return t(value === 1 ? 'yes' : 'no')
    if (kind === 'share')
      return of === 0 ? '–' : t('ofAll', { value: number(value ?? 0), of: number(of ?? 0) })
    if (kind === 'count' || kind === 'sum' || kind === 'late') return number(value ?? 0)
    if (kind === 'days') return value === null ? '' : t('days', { count: value })
    if (kind === 'open') return value === 0 ? t(of === 0 ? 'notYet' : 'complete') : number(value ?? 0)
    return ''
  }

  function hint(): string {
    if (kind === 'share' && of !== null && of > 0 && (value ?? 0) <= of)
      return t('percent', { value: Math.round((100 * (value ?? 0)) / of) })
    if (kind === 'days' && value !== null) return t('median', { count: lines.length })
    return kind === 'open' && value !== 0 && of !== null ? t('openOf', { of: number(of) }) : ''
  }

  function LineRow({ line }: { line: Line }): ReactNode {
    const said = sayLine(line)
    const share = kind === 'shares' ? (line.value ?? 0) / Math.max(1, line.of ?? 1) : (line.value ?? 0) / most
    const isBar = kind === 'tally' || kind === 'shares' || kind === 'sum' || kind === 'values'
    const [only] = line.items
    const isOneNote =
      line.items.length === 1 && (kind === 'open' || kind === 'late' || kind === 'values' || kind === 'days')
    return (
      <>
        <p className="results__line">
          {isOneNote && only !== undefined ? (
            <NoteLink itemId={only} text={line.label} />
          ) : (
            <span>{line.label || t('unnamed')}</span>
          )}
          {said && <strong>{said}</strong>}
        </p>
        {isBar && (
          <span className="results__bar" style={{ width: `${Math.max(2, 100 * Math.max(0, share))}%` }} />
        )}
        {!isOneNote && line.items.length > 0 && <NoteLinks items={line.items} />}
      </>
    )
  }

  function sayLine({ value: now, of: before }: Line): string {
    if (kind === 'shares')
      return t('shareOf', {
        percent: Math.round((100 * (now ?? 0)) / Math.max(1, before ?? 1)),
        value: number(now ?? 0),
        of: number(before ?? 0),
      })
    if (kind === 'since')
      return t('fromTo', {
        before: before === null ? '–' : number(before),
        after: now === null ? '–' : number(now),
      })
    if (now === null) return ''
    if (kind === 'tally' && before !== null) return t('withVotes', { value: number(now), count: before })
    return kind === 'days' ? t('days', { count: now }) : number(now)
  }
}

/** The notes that a number means, folded away: a board has a thousand. */
function NoteLinks({ items }: { items: readonly string[] }): ReactNode {
  const { t } = useTranslation('results')
  return (
    <details className="results__notes">
      <summary>{t('notes', { count: items.length })}</summary>
      <ul>
        {items.map((itemId) => (
          <li key={itemId}>
            <NoteLink itemId={itemId} />
          </li>
        ))}
      </ul>
    </details>
  )
}

function NoteLink({ itemId, text = '' }: { itemId: string; text?: string }): ReactNode {
  const { boardId } = useLive()
  const content = useContent()
  const { t } = useTranslation('results')
  const item = content?.zones.flatMap(({ items }) => items).find(({ id }) => id === itemId)
  const title = (text || item?.title || item?.text || '').replace(/\s+/g, ' ')
  return <a href={`${boardPath(boardId, 'plan')}#${itemFragment(itemId)}`}>{title || t('unnamed')}</a>
}

function CopyButton({ text }: { text: string }): ReactNode {
  const { announce } = useLive()
  const { t } = useTranslation('results')
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    announce(t('copied'))
  }
  return (
    <button type="button" className="light-button" onClick={() => void copy().catch(() => setCopied(false))}>
      {t(isCopied ? 'copied' : 'copy')}
    </button>
  )
}
