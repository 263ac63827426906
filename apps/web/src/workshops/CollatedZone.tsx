import { Stack, Text, Title } from '@mantine/core'
import type { Collation } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLang } from '../ui/use-lang.ts'
import { CollatedCard } from './CollatedCard.tsx'
import classes from './collation.module.css'
import { type ItemPlace, keyOf, type OtherItem } from './collation-pairs.ts'
import { WordCounts } from './WordCounts.tsx'

/** One zone of the groups' method, as all groups filled it. */
export interface CollatedZoneProps {
  workshopId: string
  zone: Collation['zones'][number]
  groups: Collation['groups']
  others: ReadonlyMap<string, readonly OtherItem[]>
  chosen: readonly ItemPlace[]
  onToggle(place: ItemPlace): void
  mayLink: boolean
}

/** A column for each group where there is room, else one group under the other. */
export function CollatedZone(props: CollatedZoneProps): ReactNode {
  const { workshopId, zone, groups, others, chosen, onToggle, mayLink } = props
  const { t } = useTranslation('workshops')
  const lang = useLang()
  return (
    <section aria-labelledby={`zone-${zone.id}`}>
      <Title order={2} fz={20} mb="sm" id={`zone-${zone.id}`}>
        {zone.label[lang]}
      </Title>
      <WordCounts words={zone.words} zone={zone.label[lang]} groups={groups.length} />
      <div className={classes.columns}>
        {zone.groups.map(({ boardId, items }) => {
          const name = groups.find((group) => group.boardId === boardId)?.name ?? ''
          return (
            <section key={boardId} className={classes.column} aria-label={`${zone.label[lang]}, ${name}`}>
              <Title order={3} fz={16} c="dimmed">
                {name}
              </Title>
              {items.length === 0 && (
                <Text size="sm" c="dimmed">
                  {t('collation.nothing')}
                </Text>
              )}
              <Stack gap="xs">
                {items.map((item) => {
                  const place = { boardId, itemId: item.id }
                  return (
                    <CollatedCard
                      key={item.id}
                      workshopId={workshopId}
                      item={item}
                      others={others.get(keyOf(place)) ?? []}
                      isChosen={chosen.some((each) => keyOf(each) === keyOf(place))}
                      onToggle={() => onToggle(place)}
                      mayLink={mayLink}
                    />
                  )
                })}
              </Stack>
            </section>
          )
        })}
      </div>
    </section>
  )
}
