import type { CellValue, ColumnDefinition, Lang, Method, Term } from '@tablee/board/content'
import { proposeTerms } from '@tablee/board/content'
import { setCell } from '@tablee/board/edit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLive } from './live-context.ts'

/** The terms that somebody may have meant by what a cell keeps as she typed it; none for every other cell. */
export function proposalsFor(
  cell: CellValue | undefined,
  column: ColumnDefinition,
  { method, lang }: { method: Method; lang: Lang },
): Term[] {
  if (column.type !== 'choice' || cell?.kind !== 'free') return []
  const set = method.sets.find(({ id }) => id === column.set)
  return set ? proposeTerms(set, cell.text, lang) : []
}

interface TermProposalsProps {
  itemId: string
  column: ColumnDefinition
  cell: CellValue | undefined
  method: Method
  /** In a table that is not edited: for the mouse and the finger; keys open the cell first. */
  isShown?: boolean
}

/** Asks about a word that is not in the list; it stays as it was typed until the person chooses. */
export function TermProposals({ itemId, column, cell, method, isShown }: TermProposalsProps): ReactNode {
  const { live, announce } = useLive()
  const { t } = useTranslation('outline')
  const { lang } = live
  const terms = proposalsFor(cell, column, { method, lang })
  if (cell?.kind !== 'free' || terms.length === 0) return null
  const { text } = cell
  return (
    <span className="light-proposals">
      <span>{t('propose.lead')}</span>
      {terms.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          className="light-proposal"
          aria-label={t('propose.term', { term: label[lang] })}
          tabIndex={isShown ? -1 : 0}
          onClick={(event) => {
            event.stopPropagation()
            const { currentTarget } = event
            live.undo.newStep()
            setCell(live.writer, { itemId, columnId: column.id }, id, { base: text })
            announce(label[lang])
            // The button goes with the question: the person stays at her cell.
            const field = currentTarget.closest('.light-cell')?.querySelector<HTMLElement>('input')
            ;(currentTarget.closest('td') ?? field)?.focus()
          }}
        >
          {label[lang]}
        </button>
      ))}
    </span>
  )
}
