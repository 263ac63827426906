import type { BoardContent, ContentItem } from '@tablee/board/content'
import { moveItem, type Target } from '@tablee/board/edit'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useContent, useLive } from './live-context.ts'

/** A place that an item can go to, with its name. */
interface Place {
  key: string
  label: string
  target: Target
}

/** Kinds of zone that hold items. */
const HOLDERS: ReadonlySet<string> = new Set(['sticky', 'list', 'row', 'date', 'score', 'vote'])

/** Chooses where an item goes, and takes it there. */
export function MoveTo({ item, onMoved }: { item: ContentItem; onMoved(): void }): ReactNode {
  const { live, announce } = useLive()
  const content = useContent()
  const { t } = useTranslation('outline')
  const id = useId()
  const [chosen, setChosen] = useState('')
  if (!content) return null
  const groups = placesOf(content, live.lang)
  const here = placeKey(item)
  const move = () => {
    const place = groups.flatMap(({ places }) => places).find(({ key }) => key === chosen)
    if (place && moveItem(live.writer, item.id, place.target)) {
      announce(t('movedTo', { place: place.label }))
      onMoved()
    }
    setChosen('')
  }
  return (
    <div className="light-move">
      <label className="board-hidden" htmlFor={id}>
        {t('moveTo')}
      </label>
      <select
        id={id}
        className="light-input"
        value={chosen}
        onChange={({ currentTarget }) => setChosen(currentTarget.value)}
      >
        <option value="">{t('moveTo')}</option>
        {groups.map(({ zoneId, label, places }) => (
          <optgroup key={zoneId} label={label}>
            {places.map(({ key, label: name }) => (
              <option key={key} value={key} disabled={key === here}>
                {name}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <button type="button" className="light-button" disabled={chosen === ''} onClick={move}>
        {t('move')}
      </button>
    </div>
  )
}

function placesOf(
  content: BoardContent,
  lang: 'fr' | 'nl' | 'en',
): { zoneId: string; label: string; places: Place[] }[] {
  return content.zones
    .filter(
      ({ zone, area }) => area !== null && (HOLDERS.has(zone.kind) || zone.options.repeat !== undefined),
    )
    .map(({ zone, lanes, clusters }) => {
      const label = zone.label[lang]
      const inside = [
        ...lanes.map(
          (lane): Place => ({
            key: `${zone.id}|${lane.id}|`,
            label: `${label} : ${lane.label}`,
            target: { zoneId: zone.id, lane },
          }),
        ),
        ...clusters.map(
          (cluster): Place => ({
            key: `${zone.id}||${cluster.id}`,
            label: `${label} : ${cluster.name}`,
            target: { zoneId: zone.id, clusterId: cluster.id },
          }),
        ),
      ]
      const whole: Place = { key: `${zone.id}||`, label, target: { zoneId: zone.id } }
      return { zoneId: zone.id, label, places: lanes.length > 0 ? inside : [whole, ...inside] }
    })
}

function placeKey({ zoneId, laneId, clusterId }: ContentItem): string {
  return `${zoneId ?? ''}|${clusterId ? '' : (laneId ?? '')}|${clusterId ?? ''}`
}
