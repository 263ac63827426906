import type { BoardAuthor } from '@tablee/board'
import { limitsNow } from '@tablee/board/script'
import { use } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { useEditor } from 'tldraw'
import { ListDialog, type ListRefusal, zoneRefusal } from '../../imports/ListDialog.tsx'
import { listedNotes } from '../../imports/list-plan.ts'
import { useMeaning, zoneUnder } from '../meaning/use-meaning.ts'
import { cellOptions, typedValue } from '../panel/cell-options.ts'
import { refusalText } from '../refusal-text.ts'
import { StepGateContext } from '../steps/use-binding-step.ts'
import type { PastedList } from './offer-lists.ts'
import { pasteFault, placesLeft } from './paste-fault.ts'
import { placeList } from './place-list.ts'

interface PasteDialogProps {
  list: PastedList
  author: BoardAuthor
  close(): void
}

/** Asks what a list that was pasted on the canvas becomes, and places its notes. */
export function PasteDialog({ list, author, close }: PasteDialogProps) {
  const editor = useEditor()
  const { meaning, method, content, lang } = useMeaning()
  const gate = use(StepGateContext)
  const { t } = useTranslation('canvas')
  const { t: words } = useTranslation('imports')
  const zone = zoneUnder(content, list.point)
  const finish = (act: () => void) => {
    close()
    editor.focus()
    act()
  }
  return createPortal(
    <ListDialog
      rows={list.rows}
      zone={zone?.zone}
      lang={lang}
      refusalFor={refusalFor}
      onNotes={(plan, count) => {
        const notes = listedNotes(list.rows, plan, {
          // without a method no zone says what columns it has
          zone: method ? zone?.zone : undefined,
          readTyped: (column, typed) => {
            if (!method) return typed
            const options = cellOptions(column, { method, content: null, lang, noteId: '' })
            return typedValue(column, typed, options, method)
          },
        })
        finish(() => placeList(editor, notes.slice(0, count), { zone, point: list.point }))
      }}
      onOneText={() => finish(list.asOneText)}
      onClose={() => finish(() => {})}
    />,
    editor.getContainer().parentElement ?? document.body,
  )

  function refusalFor(count: number): ListRefusal | null {
    const fault = gate && pasteFault(zone, { author, gate })
    if (fault) {
      const text = refusalText(t, fault, { limits: limitsNow(meaning.script.get()), lang })
      return { text, fits: 0, takesText: false }
    }
    const left = Math.max(0, editor.options.maxShapesPerPage - editor.getCurrentPageShapeIds().size)
    const places = placesLeft(zone)
    if (zone && places !== null && places < left) {
      const refusal = zoneRefusal(zone.zone, { count, left: places, lang }, words)
      if (refusal) return refusal
    }
    return count > left
      ? { text: words('list.boardFull', { count: left }), fits: left, takesText: left > 0 }
      : null
  }
}
