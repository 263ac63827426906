import { type BoardContent, type ZoneContent, zoneAtPoint } from '@tablee/board'
import { useEffect, useId, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { useEditor } from 'tldraw'
import { useMeaning, zoneContent } from '../meaning/use-meaning.ts'
import { fillableColumns, firstPlan, listedNotes } from './list-plan.ts'
import type { PastedList } from './offer-lists.ts'
import { LIST_MAX } from './parse-list.ts'
import { placeList } from './place-list.ts'

/** Rows that are shown before they become notes. */
const PREVIEW_ROWS = 5

interface PasteDialogProps {
  list: PastedList
  close(): void
}

/** Asks what a pasted list becomes: a note for each line, its columns in those of the zone, or one text. */
export function PasteDialog({ list, close }: PasteDialogProps) {
  const editor = useEditor()
  const { method, content, lang } = useMeaning()
  const { t } = useTranslation('canvas')
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const zone = zoneUnder(content, list.point)
  const [plan, setPlan] = useState(() => firstPlan(list.rows, zone?.zone, lang))
  const notes = listedNotes(list.rows, plan, { zone: zone?.zone, method, lang })
  const refusal = refusalFor(zone, notes.length)
  const columns = fillableColumns(zone?.zone)
  const head = list.rows[0] ?? []
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  const finish = (act: () => void) => {
    close()
    editor.focus()
    act()
  }
  return createPortal(
    <dialog
      ref={dialog}
      className="board-dialog"
      aria-labelledby={`${id}-title`}
      lang={lang}
      onCancel={close}
      onClose={close}
    >
      <h2 id={`${id}-title`}>{t('paste.title', { count: notes.length })}</h2>
      {zone && <p className="board-field__help">{t('paste.into', { zone: zone.zone.label[lang] })}</p>}
      {columns.length > 0 && (
        <div className="board-paste__columns">
          {plan.targets.map((target, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a pasted column has no other name than its place
            <div className="board-field" key={at}>
              <label htmlFor={`${id}-${at}`}>
                {t('paste.column', {
                  n: at + 1,
                  sample: (plan.hasHead ? head : (list.rows[0] ?? []))[at] ?? '',
                })}
              </label>
              <select
                id={`${id}-${at}`}
                value={target ?? ''}
                onChange={(event) => {
                  const chosen = event.currentTarget.value || null
                  setPlan({ ...plan, targets: plan.targets.map((each, i) => (i === at ? chosen : each)) })
                }}
              >
                <option value="">{t('paste.leaveOut')}</option>
                {columns.map((column) => (
                  <option key={column.id} value={column.id}>
                    {column.label[lang]}
                  </option>
                ))}
              </select>
            </div>
          ))}
          <label className="board-check">
            <input
              type="checkbox"
              checked={plan.hasHead}
              onChange={(event) => setPlan({ ...plan, hasHead: event.currentTarget.checked })}
            />
            {t('paste.hasHead')}
          </label>
        </div>
      )}
      <ol className="board-paste__preview">
        {notes.slice(0, PREVIEW_ROWS).map((note, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines may be equal, and none of them has a state
          <li key={at}>
            {[note.text, ...Object.keys(note.cells).map((cell) => sayCellOf(cell, at))].join(' · ')}
          </li>
        ))}
      </ol>
      {notes.length > PREVIEW_ROWS && <p>{t('paste.more', { count: notes.length - PREVIEW_ROWS })}</p>}
      {refusal && (
        <p className="board-dialog__refusal" role="alert">
          {refusal}
        </p>
      )}
      <div className="board-dialog__actions">
        <button
          type="button"
          className="board-button board-button--main"
          disabled={refusal !== null}
          onClick={() => finish(() => placeList(editor, notes, { zone, point: list.point }))}
        >
          {t('paste.notes', { count: notes.length })}
        </button>
        <button type="button" className="board-button" onClick={() => finish(list.asOneText)}>
          {t('paste.oneText')}
        </button>
        <button type="button" className="board-button" onClick={() => finish(() => {})}>
          {t('paste.cancel')}
        </button>
      </div>
    </dialog>,
    editor.getContainer().parentElement ?? document.body,
  )

  function refusalFor(into: ZoneContent | undefined, count: number): string | null {
    if (count > LIST_MAX) return t('paste.overMax', { n: count, max: LIST_MAX })
    const left = Math.max(0, editor.options.maxShapesPerPage - editor.getCurrentPageShapeIds().size)
    if (count > left) return t('paste.boardFull', { left })
    const max = into?.zone.options.max
    if (!into || max === undefined || into.items.length + count <= max) return null
    return t('paste.tooMany', {
      max,
      left: Math.max(0, max - into.items.length),
      zone: into.zone.label[lang],
    })
  }

  /** A cell as it was pasted: what it becomes is shown on the note. */
  function sayCellOf(columnId: string, row: number): string {
    const at = plan.targets.indexOf(columnId)
    return list.rows[row + (plan.hasHead ? 1 : 0)]?.[at] ?? ''
  }
}

function zoneUnder(content: BoardContent | null, point: { x: number; y: number }): ZoneContent | undefined {
  const areas = (content?.zones ?? []).flatMap(({ area }) => area ?? [])
  return zoneContent(content, zoneAtPoint(areas, point))
}
