import type { BoardAuthor } from '@tablee/board'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { type TLFrameShape, useEditor } from 'tldraw'
import { dissolveCluster } from '../clusters.ts'
import { refusalOf } from '../rules.ts'
import { useDraft } from './use-draft.ts'

interface ClusterFormProps {
  frame: TLFrameShape
  author: BoardAuthor
}

/** The name of a group of notes, and how to take the group apart. */
export function ClusterForm({ frame, author }: ClusterFormProps) {
  const editor = useEditor()
  const { t } = useTranslation('canvas')
  const id = useId()
  const isForeign = refusalOf(frame, author) !== null
  const draft = useDraft(frame.props.name, (name) => {
    editor.markHistoryStoppingPoint('name of a group')
    editor.updateShape<TLFrameShape>({ id: frame.id, type: 'frame', props: { name: name.trim() } })
  })
  return (
    <form
      className="board-fields"
      onSubmit={(event) => {
        event.preventDefault()
        draft.commit()
      }}
    >
      <div className="board-field">
        <label htmlFor={id}>{t('panel.clusterName')}</label>
        <input
          id={id}
          type="text"
          value={draft.value}
          maxLength={80}
          disabled={isForeign}
          placeholder={t('panel.clusterPlaceholder')}
          onChange={(event) => draft.type(event.currentTarget.value)}
          onBlur={draft.commit}
        />
      </div>
      {isForeign ? (
        <p className="board-field__help">{t('panel.notYours')}</p>
      ) : (
        <button type="button" className="board-button" onClick={() => dissolveCluster(editor, frame.id)}>
          {t('panel.dissolve')}
        </button>
      )}
    </form>
  )
}
