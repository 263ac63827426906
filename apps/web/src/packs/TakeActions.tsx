import { Button, Group, NativeSelect } from '@mantine/core'
import type { OpenAction, WorkshopView } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { openActionsQuery } from '../api/packs.ts'
import { readBoardItems, takeItems } from '../api/references.ts'
import { useCommand } from '../ui/use-command.ts'
import { useLang } from '../ui/use-lang.ts'

/** The actions that the plenary has not yet. */
export interface TakeActionsProps {
  workshop: WorkshopView
  plenary: NonNullable<WorkshopView['plenary']>
  actions: readonly OpenAction[]
}

/** Takes open actions into a zone of the plenary, each with its origin. */
export function TakeActions({ workshop, plenary, actions }: TakeActionsProps): ReactNode {
  const { t } = useTranslation('workshops')
  const lang = useLang()
  const { boardId } = plenary
  const [chosen, setChosen] = useState<string | null>(null)
  const board = useQuery({
    queryKey: ['boards', boardId, 'items'],
    queryFn: ({ signal }) => readBoardItems(boardId, signal),
  })
  const zones = (board.data?.zones ?? []).filter(({ takes }) => takes)
  // where a method asks what comes next, that is where open actions go
  const zoneId = chosen ?? zones.find(({ id }) => id === 'next')?.id ?? zones[0]?.id
  const take = useCommand({
    async run() {
      const boards = [...new Set(actions.map((action) => action.board.id))]
      for (const fromBoardId of boards) {
        const itemIds = actions.filter(({ board }) => board.id === fromBoardId).map(({ itemId }) => itemId)
        await takeItems(boardId, { fromBoardId, itemIds, zoneId: zoneId ?? '' })
      }
    },
    refresh: [openActionsQuery(workshop.id).queryKey],
    done: t('open.takenDone', { count: actions.length }),
  })
  if (actions.length === 0 || zoneId === undefined) return null
  return (
    <Group align="end" gap="sm">
      <NativeSelect
        label={t('open.zone')}
        value={zoneId}
        onChange={(event) => setChosen(event.currentTarget.value)}
        data={zones.map(({ id, label }) => ({ value: id, label: label[lang] }))}
      />
      <Button variant="default" loading={take.isPending} onClick={() => take.mutate()}>
        {t('open.take', { count: actions.length })}
      </Button>
    </Group>
  )
}
