import type { ColumnDefinition, ZoneDefinition } from '@tablee/board/content'
import { mainColumn } from '@tablee/board/content'
import { type ReactNode, type Ref, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { PrivateSecret } from '../secrets/PrivateSecret.tsx'
import type { LocalNote } from './local-note.ts'
import { type NotesKeeper, needsSending } from './notes-keeper.ts'
import type { PrivateBoard } from './private-desk.ts'
import styles from './private-writing.module.css'

/** Longest private note, in letters: the server's own bound. */
const TEXT_MAX = 4_000
const CELL_MAX = 1_000

interface NoteEditorProps {
  note: LocalNote
  keeper: NotesKeeper
  zone: ZoneDefinition | undefined
  board: PrivateBoard
  /** Counts from 1 in its zone. */
  number: number
  field?: Ref<HTMLTextAreaElement>
}

/** One private note: its words, whether they are kept, and the way to take it back. */
export function NoteEditor({ note, keeper, zone, board, number, field }: NoteEditorProps): ReactNode {
  const { t } = useTranslation('curtains')
  const stateId = useId()
  const { id, text, cells, trouble } = note
  const main = zone && mainColumn(zone)
  const columns = (zone?.options.cols ?? []).filter(
    ({ id: column, type }) => column !== main?.id && type !== 'vote' && type !== 'link',
  )
  const isFixed = trouble === 'removed'
  const label = main ? main.label[board.lang] : t('note.label', { number })
  return (
    <li className={styles['note']}>
      <textarea
        ref={field}
        className={styles['text']}
        aria-label={main ? `${t('note.label', { number })} – ${label}` : label}
        aria-describedby={stateId}
        placeholder={main ? label : t('note.placeholder')}
        value={text}
        maxLength={TEXT_MAX}
        rows={3}
        readOnly={isFixed}
        onChange={({ currentTarget }) => keeper.write(id, { text: currentTarget.value })}
      />
      {columns.map((column) => (
        <CellInput
          key={column.id}
          column={column}
          board={board}
          value={String(cells[column.id] ?? '')}
          readOnly={isFixed}
          onChange={(value) => keeper.write(id, { cells: { ...cells, [column.id]: value } })}
        />
      ))}
      <PrivateSecret text={text} isFixed={isFixed} onErase={(rest) => keeper.write(id, { text: rest })} />
      <p className={styles['state']} data-state={stateOf(note)} id={stateId}>
        <span>{t(`note.state.${stateOf(note)}`)}</span>
        {trouble === 'late' && (
          <button type="button" className={styles['small']} onClick={() => keeper.putLate(id)}>
            {t(note.key === null ? 'note.putLate' : 'note.putLateAlone')}
          </button>
        )}
        {(trouble === 'full' || trouble === 'closed') && (
          <button type="button" className={styles['small']} onClick={() => keeper.retry()}>
            {t('note.retry')}
          </button>
        )}
        {trouble === 'changed' && (
          <button type="button" className={styles['small']} onClick={() => keeper.stay(id)}>
            {t('note.stay')}
          </button>
        )}
        <button
          type="button"
          className={styles['small']}
          aria-label={t(trouble === 'changed' ? 'note.withdrawAllNamed' : 'note.withdrawNamed', { number })}
          onClick={() => keeper.withdraw(id)}
        >
          {t(isFixed ? 'note.dismiss' : trouble === 'changed' ? 'note.withdrawAll' : 'note.withdraw')}
        </button>
      </p>
    </li>
  )
}

type ShownState = 'empty' | 'saved' | 'unsaved' | NonNullable<LocalNote['trouble']>

function stateOf(note: LocalNote): ShownState {
  if (note.trouble !== null) return note.trouble
  if (needsSending(note)) return 'unsaved'
  return note.saved === null ? 'empty' : 'saved'
}

interface CellInputProps {
  column: ColumnDefinition
  board: PrivateBoard
  value: string
  readOnly: boolean
  onChange(value: string): void
}

function CellInput({ column, board, value, readOnly, onChange }: CellInputProps): ReactNode {
  const { t } = useTranslation('curtains')
  const terms = board.method.sets.find(({ id }) => id === column.set)?.terms ?? []
  const label = column.label[board.lang]
  const inputId = useId()
  return (
    <div className={styles['cell']}>
      <label htmlFor={inputId}>{label}</label>
      {column.type === 'choice' && terms.length > 0 ? (
        <select
          id={inputId}
          value={value}
          disabled={readOnly}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        >
          <option value="">{t('note.choose')}</option>
          {terms.map((term) => (
            <option key={term.id} value={term.id}>
              {term.label[board.lang]}
            </option>
          ))}
        </select>
      ) : (
        <>
          <input
            id={inputId}
            value={value}
            readOnly={readOnly}
            maxLength={CELL_MAX}
            inputMode={column.type === 'number' || column.type === 'score' ? 'decimal' : 'text'}
            onChange={({ currentTarget }) => onChange(currentTarget.value)}
          />
          {column.type === 'text' && <PrivateSecret text={value} isFixed={readOnly} onErase={onChange} />}
        </>
      )}
    </div>
  )
}
