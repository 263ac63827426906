import { Button, Group, NativeSelect, Paper, Text } from '@mantine/core'
import type { Collation } from '@tablee/contract'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { collationQuery, linkItems, takeCollated } from '../api/workshops.ts'
import { notifyDone } from '../ui/notify.ts'
import { useCommand } from '../ui/use-command.ts'
import { useLang } from '../ui/use-lang.ts'
import classes from './collation.module.css'
import type { ItemPlace } from './collation-pairs.ts'

/** What is chosen, and where it can go. */
export interface TakeBarProps {
  workshopId: string
  collation: Collation
  chosen: readonly ItemPlace[]
  mayLink: boolean
  onDone(): void
}

/** The bar at the foot of the page: takes what is chosen to the plenary, or links two of it by hand. */
export function TakeBar({ workshopId, collation, chosen, mayLink, onDone }: TakeBarProps): ReactNode {
  const { t } = useTranslation('workshops')
  const lang = useLang()
  const [boardId, setBoardId] = useState(collation.targets[0]?.boardId ?? '')
  const target = collation.targets.find((each) => each.boardId === boardId) ?? collation.targets[0]
  const [wanted, setWanted] = useState<string | null>(null)
  // where the first of them stands in its group, the same zone is offered first
  const own = collation.zones.find(({ groups }) =>
    groups.some((group) =>
      group.items.some(({ id }) => group.boardId === chosen[0]?.boardId && id === chosen[0]?.itemId),
    ),
  )?.id
  const zone =
    target?.zones.find(({ id }) => id === wanted) ??
    target?.zones.find(({ id }) => id === own) ??
    target?.zones[0]
  const refresh = [collationQuery(workshopId).queryKey]
  const take = useCommand({
    run: () =>
      takeCollated(workshopId, {
        toBoardId: target?.boardId ?? '',
        zoneId: zone?.id ?? '',
        items: chosen.map((place) => ({ ...place })),
      }),
    refresh,
    onDone: ({ items }) => {
      notifyDone(t('collation.done', { count: items.length }))
      setWanted(null)
      onDone()
    },
  })
  const link = useCommand({
    run: ([a, b]: readonly [ItemPlace, ItemPlace]) =>
      linkItems(workshopId, { a: { ...a }, b: { ...b }, link: 'linked' }),
    refresh,
    onDone,
  })
  const [first, second] = chosen
  const pair =
    mayLink && chosen.length === 2 && first && second && first.boardId !== second.boardId
      ? ([first, second] as const)
      : null
  if (chosen.length === 0 || !target) return null
  return (
    <Paper
      className={classes.bar}
      p="sm"
      withBorder
      shadow="md"
      role="region"
      aria-label={t('collation.take')}
    >
      <Group align="flex-end" gap="sm">
        <Text fw={600} py={8} role="status">
          {t('collation.chosen', { count: chosen.length })}
        </Text>
        <NativeSelect
          flex="1 1 200px"
          label={t('collation.to')}
          data={collation.targets.map(({ boardId: id, title }) => ({ value: id, label: title }))}
          value={target.boardId}
          onChange={(event) => setBoardId(event.currentTarget.value)}
        />
        <NativeSelect
          flex="1 1 200px"
          label={t('collation.zone')}
          data={target.zones.map(({ id, label }) => ({ value: id, label: label[lang] }))}
          value={zone?.id ?? ''}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        {pair && (
          <Button variant="default" loading={link.isPending} onClick={() => link.mutate(pair)}>
            {t('collation.byHand')}
          </Button>
        )}
        <Button disabled={!zone} loading={take.isPending} onClick={() => take.mutate()}>
          {t('collation.take')}
        </Button>
      </Group>
    </Paper>
  )
}
