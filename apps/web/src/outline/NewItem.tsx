import type { Method, ZoneContent } from '@tablee/board/content'
import { isBlank, isShape, mainColumn } from '@tablee/board/content'
import { addItem, removeItem, settleItem } from '@tablee/board/edit'
import { type ClipboardEvent, type KeyboardEvent, type ReactNode, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { lazyPart } from '../ui/lazy-part.ts'
import { CellField } from './CellField.tsx'
import { termsOf } from './column-words.ts'
import { useLive } from './live-context.ts'
import { SharedText } from './SharedText.tsx'

const PasteList = lazyPart(async () => ({ default: (await import('./PasteList.tsx')).PasteList }))

interface NewItemProps {
  zone: ZoneContent
  method: Method
  /** The note that is being written here: it is not shown in the list meanwhile. */
  writtenId: string | null
  onWritten(id: string | null): void
}

/**
 * The field for the next note of a zone. The first letter makes the note and goes on in the same field: no keystroke
 * waits for a field to appear. A row of choices only begins without a letter.
 */
export function NewItem({ zone: part, method, writtenId, onWritten }: NewItemProps): ReactNode {
  const { zone, lanes, items } = part
  const { live, announce } = useLive()
  const { t } = useTranslation('outline')
  const box = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const [laneId, setLaneId] = useState('')
  /** A list that waits for what is to become of it. */
  const [pasted, setPasted] = useState<string | null>(null)
  const main = mainColumn(zone)
  const label = t('newNote', { zone: zone.label[live.lang] })
  const item = items.find(({ id }) => id === writtenId)
  const columns = item ? (zone.options.cols ?? []).filter(({ id }) => id !== main?.id) : []
  const terms = termsOf(method, zone.options.vocab, live.lang)
  const { max } = zone.options
  const isFull = max !== undefined && items.length >= max && writtenId === null
  const begin = (text: string) => {
    live.undo.newStep()
    const lane = lanes.find(({ id }) => id === laneId) ?? null
    // Behind the others where there is room, so that the plan goes on where one writes.
    const between = lanes.length > 0 ? undefined : { previous: items.at(-1)?.id }
    const id = addItem(live.writer, { zoneId: zone.id, text, lane, between })
    onWritten(id)
    return id
  }
  /** A row whose columns are no text begins with its cells; what nobody filled in goes again. */
  const beginsWithCells = main === null && (zone.options.cols ?? []).length > 0
  /** As it stands now: what a field wrote when it was left comes with the next frame only. */
  const isEmptyRow = () => {
    const now = live.watched.content()?.zones.flatMap((part) => part.items)
    const row = beginsWithCells && now?.find(({ id }) => id === writtenId)
    return row ? isBlank(row) : false
  }
  const next = () => {
    if (writtenId === null && beginsWithCells) {
      begin('')
      const stop = live.watched.subscribe(() => {
        stop()
        requestAnimationFrame(() =>
          box.current?.querySelector<HTMLElement>('.light-cells :is(input, textarea, select)')?.focus(),
        )
      })
      return
    }
    if (writtenId !== null) {
      // the cell that is left writes what was typed in it
      field.current?.focus()
      if (isEmptyRow()) removeItem(live.writer, writtenId)
      else {
        announce(t('added'))
        settleItem(live.writer, writtenId)
      }
    }
    onWritten(null)
    if (field.current) field.current.value = ''
    field.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.stopPropagation()
    next()
  }
  const onPaste = (event: ClipboardEvent) => {
    if (event.target !== field.current || writtenId !== null || field.current?.value !== '') return
    const text = event.clipboardData.getData('text/plain').trim()
    if (!/[\n\t]/.test(text)) return
    event.preventDefault()
    setPasted(text)
  }
  const leave = (to: EventTarget | null) => {
    if (writtenId === null || (to instanceof Node && box.current?.contains(to))) return
    if (isEmptyRow()) removeItem(live.writer, writtenId)
    onWritten(null)
    if (field.current) field.current.value = ''
  }
  if (isFull) return <p className="light-hint light-full">{t('full', { count: max })}</p>
  const isWritten = writtenId !== null && isShape(live.watched.records().get(writtenId))
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the fields inside
    <div
      ref={box}
      className="light-new"
      data-new-item={writtenId ?? ''}
      onBlur={({ relatedTarget }) => leave(relatedTarget)}
      onKeyDown={onKeyDown}
      onPaste={onPaste}
    >
      {pasted !== null && (
        <Suspense fallback={null}>
          <PasteList
            zone={part}
            method={method}
            text={pasted}
            laneId={laneId}
            onOneText={() => {
              setPasted(null)
              begin(pasted)
              field.current?.focus()
            }}
            onClose={() => {
              setPasted(null)
              field.current?.focus()
            }}
          />
        </Suspense>
      )}
      <div className="light-new__line">
        <SharedText
          ref={field}
          id={isWritten ? writtenId : null}
          label={label}
          placeholder={t('newPlaceholder')}
          onFirst={begin}
        />
        {lanes.length > 0 && (
          <select
            className="light-input light-new__lane"
            aria-label={t('lane')}
            value={laneId}
            disabled={writtenId !== null}
            onChange={({ currentTarget }) => setLaneId(currentTarget.value)}
          >
            <option value="">{t('lane')}</option>
            {lanes.map((lane) => (
              <option key={lane.id} value={lane.id}>
                {lane.label}
              </option>
            ))}
          </select>
        )}
        {terms.length > 0 && (
          <select
            className="light-input light-new__lane"
            aria-label={t('fromList')}
            value=""
            disabled={writtenId !== null}
            onChange={({ currentTarget: { value } }) => {
              begin(value)
              onWritten(null)
              announce(t('added'))
            }}
          >
            <option value="">{t('fromList')}</option>
            {terms.map((term) => (
              <option key={term.id} value={term.label}>
                {term.label}
              </option>
            ))}
          </select>
        )}
        <button
          type="button"
          className="light-button light-button--main"
          // the cell that is left asks about its words: the button would move away before it is let go
          onMouseDown={(event) => event.preventDefault()}
          onClick={next}
        >
          {t('add')}
        </button>
      </div>
      {item && columns.length > 0 && (
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
              readOnly={false}
            />
          ))}
        </div>
      )}
    </div>
  )
}
