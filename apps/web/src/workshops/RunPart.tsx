import { Anchor, Button, Group, Paper, Stack, Text } from '@mantine/core'
import type { WorkshopPlace, WorkshopView } from '@tablee/contract'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callEverybody, workshopQuery, workshopsQuery } from '../api/workshops.ts'
import { useCommand } from '../ui/use-command.ts'
import { CloseDialog } from './CloseDialog.tsx'

/** The session, and who has the plenary board open; null until that is known. */
export interface RunPartProps {
  workshop: WorkshopView
  presentInPlenary: readonly string[] | null
}

/** Everybody to the plenary, to the groups, the end: three buttons for who leads. */
export function RunPart({ workshop, presentInPlenary }: RunPartProps): ReactNode {
  const { t } = useTranslation('workshops')
  const [closing, setClosing] = useState(false)
  const refresh = [workshopQuery(workshop.id).queryKey, workshopsQuery(workshop.cohort.id).queryKey]
  const call = useCommand({
    run: (here: WorkshopPlace) => callEverybody(workshop.id, here),
    refresh,
    done: t('page.called'),
  })
  const { state, here, plenary, collated } = workshop
  const isHere = (place: WorkshopPlace) => state === 'running' && here === place
  return (
    <Paper p={{ base: 'md', sm: 'lg' }}>
      <Stack gap="sm">
        {state !== 'closed' && (
          <Group gap="sm">
            {(['plenary', 'groups'] as const).map((place) => (
              <Button
                key={place}
                size="md"
                variant={isHere(place) ? 'light' : 'filled'}
                aria-pressed={isHere(place)}
                loading={call.isPending && call.variables === place}
                onClick={() => call.mutate(place)}
              >
                {t(place === 'plenary' ? 'page.toPlenary' : 'page.toGroups')}
              </Button>
            ))}
            {workshop.may.collate && (
              <Button size="md" variant="default" ml={{ sm: 'auto' }} onClick={() => setClosing(true)}>
                {t('page.close')}
              </Button>
            )}
          </Group>
        )}
        {state === 'running' && (
          <Text size="sm" role="status">
            {t('page.hereNow', { place: t(here === 'plenary' ? 'page.herePlenary' : 'page.hereGroups') })}
          </Text>
        )}
        <Group gap="lg">
          {plenary && (
            <Anchor component={Link} to={`/tableaux/${plenary.boardId}`} py={4}>
              {t('page.openBoardOf', { name: t('plenary') })}
            </Anchor>
          )}
          {presentInPlenary && (
            <Text size="sm" c="dimmed">
              {t('page.present', { count: presentInPlenary.length })}
            </Text>
          )}
          {collated && (
            <Anchor component={Link} to={`/tableaux/${collated.boardId}`} py={4}>
              {t('page.collatedBoard')}
            </Anchor>
          )}
        </Group>
      </Stack>
      {closing && <CloseDialog workshop={workshop} onClose={() => setClosing(false)} />}
    </Paper>
  )
}
