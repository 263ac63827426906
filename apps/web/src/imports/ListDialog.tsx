import type { Lang, ZoneDefinition } from '@tablee/board/content'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fillableColumns, firstPlan, type ListPlan, listedRows } from './list-plan.ts'
import { LIST_MAX } from './parse-list.ts'

/** Rows that are shown before they become notes. */
const PREVIEW_ROWS = 5

/** Why not all of a list may become notes. */
export interface ListRefusal {
  text: string
  /** How many may, from the top. */
  fits: number
  /** Whether one text of all of it may stand there. */
  takesText: boolean
}

interface ListDialogProps {
  rows: readonly (readonly string[])[]
  /** The zone that it was pasted in; undefined outside of all. */
  zone: ZoneDefinition | undefined
  lang: Lang
  /** Why so many notes cannot all be made here, or null. */
  refusalFor(count: number): ListRefusal | null
  /** Makes notes of the first `count` rows. */
  onNotes(plan: ListPlan, count: number): void
  onOneText(): void
  onClose(): void
}

/** Asks what a pasted list becomes: a note for each line, its columns in those of the zone, or one text. */
export function ListDialog(props: ListDialogProps): ReactNode {
  const { rows, zone, lang, refusalFor, onNotes, onOneText, onClose } = props
  const { t } = useTranslation('imports')
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const [plan, setPlan] = useState(() => firstPlan(rows, zone, lang))
  const columns = fillableColumns(zone)
  const body = listedRows(rows, plan)
  const refusal =
    body.length > LIST_MAX
      ? { text: t('list.overMax', { n: body.length, max: LIST_MAX }), fits: 0, takesText: true }
      : refusalFor(body.length)
  /** How many of them may become notes, from the top. */
  const fitting = refusal ? refusal.fits : body.length
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  /** Closed first: the focus goes back to where the list was pasted, which cannot take it under an open dialog. */
  const closeAnd = (act: () => void) => {
    dialog.current?.close()
    act()
  }
  return (
    <dialog
      ref={dialog}
      className="board-dialog"
      aria-labelledby={`${id}-title`}
      lang={lang}
      onCancel={onClose}
      onClose={onClose}
    >
      <h2 id={`${id}-title`}>{t('list.title', { count: body.length })}</h2>
      {zone && <p className="board-field__help">{t('list.into', { zone: zone.label[lang] })}</p>}
      {columns.length > 0 && (
        <div className="board-paste__columns">
          {plan.targets.map((target, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a pasted column has no other name than its place
            <div className="board-field" key={at}>
              <label htmlFor={`${id}-${at}`}>
                {t('list.column', { n: at + 1, sample: rows[0]?.[at] ?? '' })}
              </label>
              <select
                id={`${id}-${at}`}
                value={target ?? ''}
                onChange={({ currentTarget }) => {
                  const chosen = currentTarget.value || null
                  setPlan({ ...plan, targets: plan.targets.map((each, i) => (i === at ? chosen : each)) })
                }}
              >
                <option value="">{t('list.leaveOut')}</option>
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
              onChange={({ currentTarget }) => setPlan({ ...plan, hasHead: currentTarget.checked })}
            />
            {t('list.hasHead')}
          </label>
        </div>
      )}
      <ol className="board-paste__preview">
        {body.slice(0, PREVIEW_ROWS).map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines may be equal, and none of them has a state
          <li key={at}>{shown(row)}</li>
        ))}
      </ol>
      {body.length > PREVIEW_ROWS && <p>{t('list.more', { count: body.length - PREVIEW_ROWS })}</p>}
      {refusal && (
        <p className="board-dialog__refusal" role="alert">
          {refusal.text}
        </p>
      )}
      <div className="board-dialog__actions">
        <button
          type="button"
          className="board-button board-button--main"
          disabled={fitting === 0}
          onClick={() => closeAnd(() => onNotes(plan, fitting))}
        >
          {refusal && fitting > 0
            ? t('list.first', { count: fitting })
            : t('list.notes', { count: body.length })}
        </button>
        <button
          type="button"
          className="board-button"
          disabled={refusal?.takesText === false}
          onClick={() => closeAnd(onOneText)}
        >
          {t('list.oneText')}
        </button>
        <button type="button" className="board-button" onClick={() => closeAnd(onClose)}>
          {t('list.cancel')}
        </button>
      </div>
    </dialog>
  )

  /** A row as it was pasted, without what is left out: what it becomes is shown on the note. */
  function shown(row: readonly string[]): string {
    const taken = columns.length === 0 ? row : row.filter((_, at) => (plan.targets[at] ?? null) !== null)
    return taken.filter((cell) => cell !== '').join(' · ')
  }
}

/** Why a zone with a bound takes fewer notes than these, or null; `left` is how many more it takes. */
export function zoneRefusal(
  zone: ZoneDefinition,
  { count, left, lang }: { count: number; left: number; lang: Lang },
  t: (key: string, values: Record<string, unknown>) => string,
): ListRefusal | null {
  if (left >= count) return null
  const most = t('list.most', { count: zone.options.max })
  const text = t('list.tooMany', { most, count: left, zone: zone.label[lang] })
  return { text, fits: left, takesText: left > 0 }
}
