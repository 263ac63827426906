import { type BoardContent, columnScale, MAX_CELL_LENGTH, scalePoints } from '@tablee/board/content'
import type { CellInput } from '@tablee/board/edit'
import { type FocusEvent, type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeptAtEnd } from '../ui/use-kept-at-end.ts'
import { useSelectedOnEntry } from '../ui/use-selected-on-entry.ts'
import { cellText, shortTitle, termsOf } from './column-words.ts'
import { FieldState } from './FieldState.tsx'
import { useContent, useLive } from './live-context.ts'
import { PointsField, ScoreField } from './PointsFields.tsx'
import { growToText } from './SharedText.tsx'
import { proposalsFor, TermProposals } from './TermProposals.tsx'
import { type CellFieldProps, useCell } from './use-cell.ts'

/** One cell of a row as a field of its kind; what is typed is kept when the person leaves it. */
export function CellField(props: CellFieldProps): ReactNode {
  const { column, isMissing, inGrid = false } = props
  const { live } = useLive()
  const { t } = useTranslation('outline')
  const id = useId()
  const label = column.label[live.lang]
  if (column.type === 'vote') return <VoteResult {...props} label={label} />
  const scale = columnScale(props.zone, column)
  const points = scale && scalePoints(scale)
  if (points && !inGrid) return <ScoreField {...props} label={label} points={points} />
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the focus that leaves is that of the fields inside
    <div
      className={inGrid ? 'light-cell light-cell--grid' : 'light-cell'}
      onBlur={({ currentTarget, relatedTarget }) =>
        !currentTarget.contains(relatedTarget) && props.onDone?.()
      }
    >
      {!inGrid && (
        <label htmlFor={id}>
          {label}
          {isMissing && <span className="light-missing">{t('missing')}</span>}
        </label>
      )}
      {column.type === 'link' ? (
        <LinkField {...props} id={id} label={label} />
      ) : points ? (
        <PointsField {...props} id={id} label={label} points={points} />
      ) : (
        <TextField {...props} id={id} label={label} />
      )}
    </div>
  )
}

function TextField(props: CellFieldProps & { id: string; label: string }): ReactNode {
  const { itemId, column, cell, method, readOnly, id, label, inGrid, firstText } = props
  const { announce } = useLive()
  const { t } = useTranslation('outline')
  const { live, begin, keep, read } = useCell(props)
  const shown = cellText(cell, { method, lang: live.lang, content: null })
  const [typed, setTyped] = useState<string | null>(firstText ?? null)
  const [isWritten, setWritten] = useState(false)
  const isCancelled = useRef(false)
  const entry = useSelectedOnEntry()
  const waits = useKeptAtEnd(typed === null ? null : () => keep(read(typed)))
  const listId = `${id}-list`
  const isFree = cell?.kind === 'free' && column.type !== 'text'
  const isLong = (typed?.length ?? 0) > MAX_CELL_LENGTH
  const scale = columnScale(props.zone, column)
  const described = [isFree && `${id}-free`, isLong && `${id}-long`, scale && `${id}-scale`]
    .filter(Boolean)
    .join(' ')
  const common = {
    id,
    className: 'light-input',
    value: typed ?? shown,
    readOnly,
    'aria-label': inGrid ? label : undefined,
    'aria-describedby': described || undefined,
    autoFocus: inGrid,
    onFocus: (event: FocusEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      begin()
      // another value takes its place; words are gone on with, and so is the letter that opened the field
      if (column.type !== 'text' && firstText === undefined) entry.enter(event)
    },
    onChange: ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => {
      isCancelled.current = false
      // what somebody else wrote until now was on the screen
      if (typed === null) begin()
      setTyped(currentTarget.value)
    },
    onBlur: (event: FocusEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      entry.leave(event)
      waits.current = null
      if (typed !== null && !isCancelled.current) {
        const value = read(typed)
        keep(value)
        setWritten(true)
        tellProposals(value)
      }
      setTyped(null)
    },
    onKeyDown: (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      if (event.key !== 'Escape' || typed === null) return
      isCancelled.current = true
      waits.current = null
      setTyped(null)
    },
  }
  const tellProposals = (value: CellInput) => {
    if (typeof value !== 'string') return
    const free = { kind: 'free', text: value } as const
    const isTerm = termsOf(method, column.set, live.lang).some((term) => term.id === value)
    const terms = isTerm ? [] : proposalsFor(free, column, { method, lang: live.lang })
    if (terms.length > 0)
      announce(
        t('propose.told', { text: value, terms: terms.map(({ label: name }) => name[live.lang]).join(', ') }),
      )
  }
  return (
    <>
      {column.type === 'text' ? (
        <textarea rows={1} {...common} onInput={({ currentTarget }) => growToText(currentTarget)} />
      ) : (
        <input
          {...common}
          type="text"
          inputMode={column.type === 'number' || column.type === 'score' ? 'decimal' : 'text'}
          list={column.type === 'choice' ? listId : undefined}
          placeholder={column.type === 'date' ? t('datePlaceholder') : undefined}
          autoComplete="off"
        />
      )}
      {column.type === 'choice' && (
        <datalist id={listId}>
          {termsOf(method, column.set, live.lang).map((term) => (
            <option key={term.id} value={term.label} />
          ))}
        </datalist>
      )}
      {scale && (
        <span className="light-hint" id={`${id}-scale`}>
          {t('scale', { ...scale })}
        </span>
      )}
      {isFree && !inGrid && (
        <span className="light-hint" id={`${id}-free`}>
          {t(`free.${column.type}`)}
        </span>
      )}
      {isLong && (
        <span className="light-hint" id={`${id}-long`} role="status">
          {t('longCell')}
        </span>
      )}
      {typed === null && !readOnly && (
        <TermProposals itemId={itemId} column={column} cell={cell} method={method} />
      )}
      {!inGrid && <FieldState isWritten={typed !== null || isWritten} isTyping={typed !== null} />}
    </>
  )
}

function LinkField(props: CellFieldProps & { id: string; label: string }): ReactNode {
  const { itemId, cell, readOnly, id, label, inGrid } = props
  const content = useContent()
  const { t } = useTranslation('outline')
  const { live, pick } = useCell(props)
  const value = cell?.kind === 'item' ? cell.id : ''
  return (
    <select
      id={id}
      className="light-input"
      value={value}
      disabled={readOnly}
      aria-label={inGrid ? label : undefined}
      // biome-ignore lint/a11y/noAutofocus: the field stands where the cell was that the person opened
      autoFocus={inGrid}
      onChange={({ currentTarget }) => pick(currentTarget.value === '' ? null : currentTarget.value)}
    >
      <option value="">{cell?.kind === 'free' ? cell.text : t('none')}</option>
      {content && <ItemOptions content={content} without={itemId} lang={live.lang} />}
    </select>
  )
}

/** The items of a board to choose from, by zone. */
export function ItemOptions(props: {
  content: BoardContent
  without?: string
  lang: 'fr' | 'nl' | 'en'
  zoneId?: string | undefined
}): ReactNode {
  const { content, without, lang, zoneId } = props
  const zones = content.zones.filter(
    ({ zone, items }) => items.length > 0 && (zoneId === undefined || zoneId === 'any' || zone.id === zoneId),
  )
  return zones.map(({ zone, items }) => (
    <optgroup key={zone.id} label={zone.label[lang]}>
      {items
        .filter(({ id }) => id !== without)
        .map((item) => (
          <option key={item.id} value={item.id}>
            {shortTitle(item)}
          </option>
        ))}
    </optgroup>
  ))
}

function VoteResult({ cell, label }: CellFieldProps & { label: string }): ReactNode {
  const { live } = useLive()
  const { t } = useTranslation('outline')
  const count = cell?.kind === 'votes' ? cell.count : null
  return (
    <p className="light-cell light-cell--result">
      <span>{label}</span> <output>{count === null ? t('noVote') : count.toLocaleString(live.lang)}</output>
    </p>
  )
}
