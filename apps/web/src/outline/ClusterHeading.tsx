import type { Cluster } from '@tablee/board/content'
import { dissolve, mayMove, renameCluster } from '@tablee/board/edit'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLive } from './live-context.ts'

/** A cluster's name as a heading that can be changed, and its end. */
export function ClusterHeading({
  cluster,
  canWrite,
  count,
}: {
  cluster: Cluster
  canWrite: boolean
  count: number
}): ReactNode {
  const { live, announce } = useLive()
  const { t } = useTranslation('outline')
  const [name, setName] = useState<string | null>(null)
  const record = live.watched.records().get(cluster.id)
  const isMine = canWrite && record !== undefined && mayMove(live.writer, record)
  const title = cluster.name || t('cluster.unnamed')
  const keep = () => {
    if (name !== null && name.trim() !== '' && name !== cluster.name)
      renameCluster(live.writer, cluster.id, name.trim())
    setName(null)
  }
  return (
    <div className="light-cluster__head">
      <h3>
        {title} <span className="light-count">{count}</span>
      </h3>
      {isMine && name === null && (
        <>
          <button
            type="button"
            className="light-button light-button--quiet"
            onClick={() => setName(cluster.name)}
          >
            {t('cluster.rename')}
          </button>
          <button
            type="button"
            className="light-button light-button--quiet"
            onClick={() => {
              live.undo.newStep()
              if (dissolve(live.writer, cluster.id)) announce(t('cluster.dissolved', { name: title }))
            }}
          >
            {t('cluster.dissolve')}
          </button>
        </>
      )}
      {name !== null && (
        <input
          className="light-input"
          aria-label={t('cluster.newName', { name: title })}
          value={name}
          maxLength={120}
          // biome-ignore lint/a11y/noAutofocus: it takes the place of the button that was pressed
          autoFocus
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          onBlur={keep}
          onKeyDown={(event) => {
            if (event.key === 'Enter') keep()
            if (event.key === 'Escape') setName(null)
          }}
        />
      )}
    </div>
  )
}
