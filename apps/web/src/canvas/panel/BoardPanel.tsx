import type { BoardAuthor } from '@tablee/board'
import { Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { computed, useEditor, useValue } from 'tldraw'
import { ItemThread } from '../../references/ItemThread.tsx'
import { useMeaning } from '../meaning/use-meaning.ts'
import { useThreads } from '../threads/use-threads.ts'
import { CellsForm } from './CellsForm.tsx'
import { ClusterForm } from './ClusterForm.tsx'
import { GroupForm } from './GroupForm.tsx'
import { LinkForm } from './LinkForm.tsx'
import { isSameSubject, type PanelSubject, panelSubject } from './panel-subject.ts'
import { useTabIntoPanel } from './use-tab-into-panel.ts'

interface BoardPanelProps {
  author: BoardAuthor
}

/**
 * What there is to fill in about what is selected: cells of a row, the kind of a link, the name of a group. And where a
 * note comes from, with what was made from it.
 */
export function BoardPanel({ author }: BoardPanelProps) {
  const editor = useEditor()
  const { meaning, lang } = useMeaning()
  const { t } = useTranslation('canvas')
  const reading = useMemo(
    () => computed('panel', () => panelSubject(editor, meaning, lang), { isEqual: isSameSubject }),
    [editor, meaning, lang],
  )
  const subject = useValue(reading)
  const panel = useRef<HTMLElement>(null)
  const only = useValue('selected', () => editor.getOnlySelectedShapeId(), [editor])
  const thread = useThreads().get(only ?? '')
  useTabIntoPanel(panel, subject?.kind === 'cells' || thread ? only : null)
  // On a phone it opens on demand: half of the screen is a lot.
  const [isOpen, setOpen] = useState(false)
  const key = subject ? keyOf(subject) : thread ? only : null
  // biome-ignore lint/correctness/useExhaustiveDependencies: another subject starts closed
  useEffect(() => setOpen(false), [key])
  const surface = editor.getContainer().parentElement
  if ((!subject && !thread) || !surface) return null
  const title = subject ? titleOf(subject, t) : t('thread.title')
  // Beside the board, not in it: what is typed in a field must not reach the board's shortcuts.
  return createPortal(
    <section className="board-panel" ref={panel} aria-label={title} data-open={isOpen} lang={lang}>
      <h2 className="board-panel__title">
        <button
          type="button"
          className="board-panel__toggle"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {title}
        </button>
        <span className="board-panel__name">{title}</span>
      </h2>
      <div className="board-panel__body" key={key}>
        {subject?.kind === 'cells' && <CellsForm {...subject} />}
        {subject?.kind === 'link' && <LinkForm {...subject} author={author} />}
        {subject?.kind === 'group' && <GroupForm {...subject} author={author} />}
        {subject?.kind === 'cluster' && <ClusterForm {...subject} author={author} />}
        {thread && (
          <Suspense fallback={null}>
            <ItemThread thread={thread} lang={lang} view="canvas" />
          </Suspense>
        )}
      </div>
    </section>,
    surface,
  )

  function titleOf(of: PanelSubject, say: typeof t): string {
    switch (of.kind) {
      case 'cells':
        return say('panel.cells', { zone: of.zone.label[lang] })
      case 'link':
        return say('panel.link')
      case 'group':
        return say('panel.group')
      case 'cluster':
        return say('panel.cluster')
    }
  }
}

function keyOf(subject: PanelSubject): string {
  switch (subject.kind) {
    case 'cells':
      return `${subject.note.id} ${subject.zone.id}`
    case 'link':
      return subject.arrow.id
    case 'group':
      return 'group'
    case 'cluster':
      return subject.frame.id
  }
}
