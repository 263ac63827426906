import type { ContentItem, Method, ZoneDefinition } from '@tablee/board/content'
import { isNoteColour, isShape, mainColumn } from '@tablee/board/content'
import { mayMove, removeItem, reorderItem } from '@tablee/board/edit'
import { type KeyboardEvent, memo, type ReactNode, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { ColourSwatch } from '../colours/ColourSwatch.tsx'
import { CellField } from './CellField.tsx'
import { cellText, itemTitle, shortTitle } from './column-words.ts'
import { ItemComments } from './ItemComments.tsx'
import { useContent, useLive } from './live-context.ts'
import { MoveTo } from './MoveTo.tsx'
import { NoteThread } from './NoteThread.tsx'
import { SharedText } from './SharedText.tsx'

interface ItemRowProps {
  item: ContentItem
  zone: ZoneDefinition | null
  method: Method
  /** The two items before it in its zone and the two after it, with spaces between: a text stays equal. */
  before: string
  after: string
  canWrite: boolean
  /** Whether what is hers may be put elsewhere now. */
  canMove: boolean
  writers: string
  /** What its colour stands for; left out when it stands for nothing. */
  caption?: string | undefined
  isChosen: boolean
  onChoose?: ((id: string, chosen: boolean) => void) | undefined
}

/** One note: its text, its cells, and what can be done with it once one is in it. */
export const ItemRow = memo(function ItemRow(props: ItemRowProps): ReactNode {
  const { item, zone, method, canWrite, canMove, writers, isChosen, onChoose } = props
  const { live, announce } = useLive()
  const { t } = useTranslation('outline')
  const [isActive, setActive] = useState(false)
  const row = useRef<HTMLLIElement>(null)
  const record = live.watched.records().get(item.id)
  const isOwn = record !== undefined && mayMove(live.writer, record)
  const isMine = canMove && isOwn
  const isNote = isShape(record) && record.type === 'note'
  const main = zone && mainColumn(zone)
  const label = main?.label[live.lang] ?? t('note')
  const columns = (zone?.options.cols ?? []).filter(({ id }) => id !== main?.id)
  const isMoving = useRef(false)
  /** Where to go on when this item leaves the list. */
  const goOn = () => {
    const { current } = row
    const list = current?.closest('[data-zone]')
    const next =
      current?.nextElementSibling?.querySelector<HTMLElement>('textarea') ??
      current?.previousElementSibling?.querySelector<HTMLElement>('textarea') ??
      list?.querySelector<HTMLElement>('[data-new-item] textarea')
    next?.focus()
  }
  const remove = () => {
    live.undo.newStep()
    if (!removeItem(live.writer, item.id)) return
    announce(t('removed'))
    goOn()
  }
  /** A row that is put elsewhere in its list loses the focus: it is given back. */
  const holdFocus = () => {
    const held = document.activeElement
    isMoving.current = true
    const stop = live.watched.subscribe(() => {
      stop()
      requestAnimationFrame(() => {
        isMoving.current = false
        const field = row.current?.querySelector<HTMLElement>('textarea')
        if (held instanceof HTMLElement && held.isConnected && !held.matches(':disabled')) held.focus()
        else field?.focus()
      })
    })
  }
  const reorder = (direction: 'up' | 'down') => {
    const before = idsIn(props.before)
    const after = idsIn(props.after)
    const neighbours =
      direction === 'up'
        ? { previous: before.at(-2), next: before.at(-1) }
        : { previous: after[0], next: after[1] }
    if (!reorderItem(live.writer, item.id, neighbours)) return
    holdFocus()
    announce(t(direction === 'up' ? 'movedUp' : 'movedDown'))
  }
  const open = () => {
    // At once, so that the field is there to be focused.
    flushSync(() => setActive(true))
    row.current?.querySelector<HTMLElement>('.light-cells :is(input, textarea, select)')?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey && isMine && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault()
      const direction = event.key === 'ArrowUp' ? 'up' : 'down'
      if ((direction === 'up' ? props.before : props.after) !== '') reorder(direction)
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      row.current?.closest('[data-zone]')?.querySelector<HTMLElement>('[data-new-item] textarea')?.focus()
    }
  }
  return (
    <li
      ref={row}
      className="light-item"
      data-item={item.id}
      data-active={isActive || undefined}
      onFocus={({ target }) => !target.closest('.light-summary') && setActive(true)}
      onBlur={({ currentTarget, relatedTarget }) =>
        !isMoving.current && !currentTarget.contains(relatedTarget) && setActive(false)
      }
      onKeyDown={onKeyDown}
    >
      <div className="light-item__line">
        {onChoose && isMine && (
          <label className="light-choose">
            <input
              type="checkbox"
              checked={isChosen}
              aria-label={t('choose', { note: shortTitle(item) })}
              onChange={({ currentTarget }) => onChoose(item.id, currentTarget.checked)}
            />
          </label>
        )}
        {isNote ? (
          <SharedText
            id={item.id}
            label={label}
            readOnly={!canWrite}
            placeholder={canWrite ? t('emptyNote') : ''}
          />
        ) : (
          <p className="light-text light-text--fixed">{item.text}</p>
        )}
        {item.votes !== null && <span className="light-votes">{t('votes', { count: item.votes })}</span>}
      </div>
      {props.caption !== undefined && isNoteColour(item.colour) && (
        <p className="light-colour">
          <ColourSwatch colour={item.colour} /> {props.caption}
        </p>
      )}
      {writers !== '' && <p className="light-writers">{t('writing', { names: writers })}</p>}
      <NoteThread itemId={item.id} view="plan" />
      {item.carried && <CarriedFacts carried={item.carried} method={method} />}
      {columns.length > 0 && !isActive && <CellSummary {...props} columns={columns} onOpen={open} />}
      {isActive && (
        <div className="light-item__more">
          {zone && columns.length > 0 && (
            <div className="light-cells">
              {columns.map((column) => (
                <CellField
                  key={column.id}
                  itemId={item.id}
                  zone={zone}
                  column={column}
                  cell={item.cells[column.id]}
                  method={method}
                  isMissing={item.missing.includes(column.id)}
                  readOnly={!canWrite}
                />
              ))}
            </div>
          )}
          {(isMine || (canWrite && isOwn)) && (
            <div className="light-item__actions">
              {isMine && (
                <>
                  <MoveTo item={item} onMoved={goOn} />
                  <button
                    type="button"
                    className="light-button"
                    disabled={props.before === ''}
                    onClick={() => reorder('up')}
                  >
                    {t('up')}
                  </button>
                  <button
                    type="button"
                    className="light-button"
                    disabled={props.after === ''}
                    onClick={() => reorder('down')}
                  >
                    {t('down')}
                  </button>
                </>
              )}
              {canWrite && (
                <button type="button" className="light-button light-button--danger" onClick={remove}>
                  {t('remove')}
                </button>
              )}
            </div>
          )}
          {canWrite && !isOwn && <p className="light-hint">{t('notYours')}</p>}
        </div>
      )}
      <ItemComments targetId={item.id} isOffered={isActive} />
    </li>
  )
})

function idsIn(text: string): string[] {
  return text === '' ? [] : text.split(' ')
}

/** The title of another item, as it is now. */
function LinkedTitle({ id }: { id: string }): ReactNode {
  const content = useContent()
  const { t } = useTranslation('outline')
  return (content && itemTitle(content, id)) ?? t('gone')
}

/** What a note says from the table that it was in before. */
function CarriedFacts({
  carried,
  method,
}: {
  carried: NonNullable<ContentItem['carried']>
  method: Method
}): ReactNode {
  const { live } = useLive()
  return (
    <div className="light-summary">
      {carried.map(({ column: { id, label }, cell }) => (
        <span key={id} className="light-fact">
          <span>{label[live.lang]}</span>{' '}
          {cell.kind === 'item' ? (
            <LinkedTitle id={cell.id} />
          ) : (
            cellText(cell, { method, lang: live.lang, content: null })
          )}
        </span>
      ))}
    </div>
  )
}

/** The cells of a row in few words; a click opens them. */
function CellSummary(
  props: ItemRowProps & { columns: NonNullable<ZoneDefinition['options']['cols']>; onOpen(): void },
): ReactNode {
  const { item, method, columns, canWrite, onOpen } = props
  const { live } = useLive()
  const { t } = useTranslation('outline')
  const filled = columns.flatMap(({ id, label }): { id: string; label: string; text: ReactNode }[] => {
    const cell = item.cells[id]
    if (cell?.kind === 'item') return [{ id, label: label[live.lang], text: <LinkedTitle id={cell.id} /> }]
    const text = cellText(cell, { method, lang: live.lang, content: null })
    return text === '' ? [] : [{ id, label: label[live.lang], text }]
  })
  const missing = columns.filter(({ id }) => item.missing.includes(id)).map(({ label }) => label[live.lang])
  return (
    <div className="light-summary">
      {filled.map(({ id, label, text }) => (
        <span key={id} className="light-fact">
          <span>{label}</span> {text}
        </span>
      ))}
      {missing.length > 0 && (
        <span className="light-missing">{t('toComplete', { columns: missing.join(', ') })}</span>
      )}
      {canWrite && (
        <button type="button" className="light-button light-button--quiet" onClick={onOpen}>
          {t('fill')}
        </button>
      )}
    </div>
  )
}
