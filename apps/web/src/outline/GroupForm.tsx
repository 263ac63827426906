import { addCluster } from '@tablee/board/edit'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLive } from './live-context.ts'

interface GroupFormProps {
  zoneId: string
  chosen: readonly string[]
  onGrouped(): void
}

/** Gathers the chosen notes under a name. */
export function GroupForm({ zoneId, chosen, onGrouped }: GroupFormProps): ReactNode {
  const { live, announce } = useLive()
  const { t } = useTranslation('outline')
  const [name, setName] = useState('')
  const group = (event: FormEvent) => {
    event.preventDefault()
    live.undo.newStep()
    if (addCluster(live.writer, { zoneId, name: name.trim(), itemIds: chosen }) === null) return
    announce(t('cluster.made', { name: name.trim(), count: chosen.length }))
    setName('')
    onGrouped()
  }
  return (
    <form className="light-group" onSubmit={group}>
      <label>
        {t('cluster.name', { count: chosen.length })}
        <input
          className="light-input"
          value={name}
          maxLength={120}
          autoComplete="off"
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
      </label>
      <button
        type="submit"
        className="light-button light-button--main"
        disabled={chosen.length === 0 || name.trim() === ''}
      >
        {t('cluster.group')}
      </button>
    </form>
  )
}
