import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LinkedItem } from './LinkedItem.tsx'
import { useContent, useLive, useMethod } from './live-context.ts'
import { methodColours } from './method-colours.ts'
import { type TableWords, tablesOf } from './table-model.ts'
import { ZoneTable } from './ZoneTable.tsx'

/** The board as tables: one at a time, chosen by its zone. */
export function Tables(): ReactNode {
  const { live } = useLive()
  const content = useContent()
  const method = useMethod()
  const { t } = useTranslation('outline')
  const [chosen, setChosen] = useState(() => new URLSearchParams(location.search).get('zone') ?? '')
  if (!content || !method) return null
  const tables = tablesOf(content, method, live.lang)
  const table =
    tables.find(({ id, zones }) => id === chosen || zones.some(({ zone }) => zone.id === chosen)) ?? tables[0]
  const words: TableWords = {
    text: t('note'),
    lane: t('lane'),
    cluster: t('table.cluster'),
    votes: t('result.votes', { ns: 'canvas' }),
    colour: t('table.colour'),
    state: t('table.state'),
    toComplete: t('table.toComplete'),
    complete: t('table.complete'),
  }
  const reveal = (itemId: string) => {
    const zone = content.zones.find(({ items }) => items.some(({ id }) => id === itemId))
    if (zone) setChosen(zone.zone.id)
  }
  return (
    <main className="light-main light-main--wide" style={methodColours(method)} id="main">
      <label className="light-tablechoice">
        {t('table.zone')}
        <select
          className="light-input"
          value={table?.id ?? ''}
          onChange={({ currentTarget: { value } }) => {
            setChosen(value)
            history.replaceState(null, '', `?zone=${encodeURIComponent(value)}`)
          }}
        >
          {tables.map(({ id, title: name, zones }) => (
            <option key={id} value={id}>
              {`${name} (${zones.reduce((sum, { items }) => sum + items.length, 0)})`}
            </option>
          ))}
        </select>
      </label>
      {table ? (
        <ZoneTable key={table.id} table={table} method={method} content={content} words={words} />
      ) : (
        <p className="light-hint">{t('empty')}</p>
      )}
      <LinkedItem reveal={reveal} />
    </main>
  )
}
