import type { BoardAuthor, ZoneDefinition } from '@tablee/board'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type TLShape, useEditor } from 'tldraw'
import { makeCluster } from '../clusters.ts'
import { refusalOf } from '../rules.ts'

interface GroupFormProps {
  notes: readonly TLShape[]
  zone: ZoneDefinition
  author: BoardAuthor
}

/** Gathers the selected notes in a frame with a name. Somebody else's notes stay where they are. */
export function GroupForm({ notes, author }: GroupFormProps) {
  const editor = useEditor()
  const { t } = useTranslation('canvas')
  const [name, setName] = useState('')
  const id = useId()
  const mine = notes.filter((note) => refusalOf(note, author) === null)
  const others = notes.length - mine.length
  return (
    <form
      className="board-fields"
      onSubmit={(event) => {
        event.preventDefault()
        if (mine.length > 0)
          makeCluster(
            editor,
            mine.map((note) => note.id),
            name.trim(),
          )
      }}
    >
      <div className="board-field">
        <label htmlFor={id}>{t('panel.clusterName')}</label>
        <input
          id={id}
          type="text"
          value={name}
          maxLength={80}
          placeholder={t('panel.clusterPlaceholder')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </div>
      <button type="submit" className="board-button board-button--main" disabled={mine.length === 0}>
        {t('panel.groupNotes', { count: mine.length })}
      </button>
      {others > 0 && <p className="board-field__help">{t('panel.othersStay', { count: others })}</p>}
    </form>
  )
}
