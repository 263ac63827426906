import {
  type BoardContent,
  type ColumnDefinition,
  columnScale,
  type Lang,
  MAX_CELL_LENGTH,
  type Method,
  proposeTerms,
  scalePoints,
  type ZoneDefinition,
} from '@tablee/board'
import { mergeCellText } from '@tablee/board/edit'
import { useId, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type TLNoteShape, useEditor } from 'tldraw'
import { useSelectedOnEntry } from '../../ui/use-selected-on-entry.ts'
import { cellOptions, shownValue, typedValue } from './cell-options.ts'
import { OptionField } from './OptionField.tsx'
import { PointsChoice } from './PointsChoice.tsx'
import { useDraft } from './use-draft.ts'
import { storedCell, writeCell } from './write-cell.ts'

interface CellFieldProps {
  column: ColumnDefinition
  note: TLNoteShape
  zone: ZoneDefinition
  method: Method
  content: BoardContent | null
  lang: Lang
}

/** One cell of a row as a field of its column's type. What the column does not know is kept as it was typed. */
export function CellField({ column, note, zone, method, content, lang }: CellFieldProps) {
  const editor = useEditor()
  const { t } = useTranslation('canvas')
  const id = useId()
  const options = useMemo(
    () => cellOptions(column, { method, content, lang, noteId: note.id }),
    [column, method, content, lang, note.id],
  )
  const raw = storedCell(editor, note, { method, zone, column })
  const stored = shownValue(column, raw, { method, content, lang })
  const entry = useSelectedOnEntry()
  const draft = useDraft(stored, (text, base) => {
    const now = editor.getShape<TLNoteShape>(note.id)
    if (!now) return
    const theirs = shownValue(column, storedCell(editor, now, { method, zone, column }), {
      method,
      content,
      lang,
    })
    const kept = theirs === base ? text : mergeCellText(base, text, theirs)
    writeCell(editor, { noteId: note.id, zone, column }, typedValue(column, kept, options, method), {
      method,
    })
  })
  const pick = (chosen: string | number | null) =>
    writeCell(editor, { noteId: note.id, zone, column }, chosen, { method })
  const value = typedValue(column, draft.value, options, method)
  // A word that was kept as typed is never taken for a term by itself; it is asked about.
  const isKept = column.type === 'choice' && stored !== '' && raw === stored && draft.value === stored
  const set = isKept ? method.sets.find((candidate) => candidate.id === column.set) : undefined
  const proposals = set ? proposeTerms(set, stored, lang) : []
  const scale = columnScale(zone, column)
  const help = helpFor()
  const label = column.required ? t('panel.required', { label: column.label[lang] }) : column.label[lang]
  const points = scale && scalePoints(scale)
  if (points) {
    const held = typedValue(column, stored, options, method)
    const number = typeof held === 'number' ? held : null
    return (
      <PointsChoice
        label={label}
        points={points}
        value={number}
        words={number === null ? stored : ''}
        isMissing={column.required === true && stored === ''}
        write={pick}
      />
    )
  }
  const common = { id, ...(help ? { 'aria-describedby': `${id}-help` } : {}) }
  return (
    <div className="board-field" data-missing={column.required === true && stored === ''}>
      <label htmlFor={id}>{label}</label>
      {renderField()}
      {proposals.map((term) => (
        <button
          key={term.id}
          type="button"
          className="board-proposal"
          onClick={() => {
            draft.drop()
            pick(term.id)
          }}
        >
          {t('panel.didYouMean', { term: term.label[lang] })}
        </button>
      ))}
      {help && (
        <p className="board-field__help" id={`${id}-help`}>
          {help}
        </p>
      )}
    </div>
  )

  function renderField() {
    if (column.type === 'choice' || column.type === 'link')
      return (
        <OptionField
          {...common}
          draft={draft}
          options={options}
          placeholder={t(column.type === 'choice' ? 'panel.choose' : 'panel.chooseNote')}
          write={(option) => pick(option.value)}
        />
      )
    if (column.type === 'text')
      return (
        <textarea
          {...common}
          rows={2}
          value={draft.value}
          onChange={(event) => draft.type(event.currentTarget.value)}
          onBlur={draft.commit}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
            event.preventDefault()
            draft.commit()
          }}
        />
      )
    return (
      <input
        {...common}
        type="text"
        inputMode={column.type === 'date' ? 'text' : 'decimal'}
        placeholder={column.type === 'date' ? t('panel.datePlaceholder') : ''}
        value={draft.value}
        // another value takes its place; words are gone on with
        onFocus={entry.enter}
        onChange={(event) => draft.type(event.currentTarget.value)}
        onBlur={(event) => {
          entry.leave(event)
          draft.commit()
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) draft.commit()
        }}
      />
    )
  }

  function helpFor(): string | null {
    if (scale && (value === null || typeof value === 'number')) return t('panel.scale', { ...scale })
    if (typeof value !== 'string') return null
    if (column.type === 'text' && value.length > MAX_CELL_LENGTH) return t('panel.longCell')
    if (column.type === 'date' && !/^\d{4}(-\d\d){0,2}$/.test(value)) return t('panel.notADate')
    if (column.type === 'number' || column.type === 'score') return t('panel.notANumber')
    const isFree = column.type === 'choice' && !options.some((option) => option.value === value)
    return isFree ? t('panel.ownWord') : null
  }
}
