import { Checkbox, Group, Paper, Stack, Text, Title } from '@mantine/core'
import type { WorkshopView } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { peopleQuery } from '../api/cohorts.ts'
import { assignFacilitator, workshopQuery } from '../api/workshops.ts'
import { Loaded } from '../ui/Loaded.tsx'
import { useCommand } from '../ui/use-command.ts'

/** Which session. */
export interface FacilitatorsPartProps {
  workshop: WorkshopView
}

/** Who leads which group, with a box for each. */
export function FacilitatorsPart({ workshop }: FacilitatorsPartProps): ReactNode {
  const { t } = useTranslation('workshops')
  const people = useQuery(peopleQuery(workshop.cohort.id))
  const assign = useCommand({
    run: (member: { personId: string; boardIds: string[] }) => assignFacilitator(workshop.id, member),
    refresh: [workshopQuery(workshop.id).queryKey, peopleQuery(workshop.cohort.id).queryKey],
  })
  return (
    <Paper p={{ base: 'md', sm: 'lg' }} component="section">
      <Stack gap="sm">
        <div>
          <Title order={2} fz={20}>
            {t('page.assign')}
          </Title>
          <Text c="dimmed">{t('page.assignHint')}</Text>
        </div>
        <Loaded query={people}>
          {(answer) => {
            const roles = answer.people.filter(({ role }) => role === 'facilitator')
            const facilitators = new Map(roles.map(({ personId, name }) => [personId, name]))
            if (facilitators.size === 0) return <Text size="sm">{t('page.assignNone')}</Text>
            return [...facilitators].map(([personId, name]) => {
              const given = workshop.groups
                .map(({ boardId }) => boardId)
                .filter((id) => roles.some((role) => role.personId === personId && role.scopeId === id))
              return (
                <Checkbox.Group
                  key={personId}
                  label={name}
                  aria-label={t('page.assignFor', { name })}
                  value={given}
                  onChange={(boardIds) => assign.mutate({ personId, boardIds })}
                >
                  <Group gap="md" mt={4}>
                    {workshop.groups.map(({ boardId, name: group }) => (
                      <Checkbox key={boardId} value={boardId} label={group} disabled={assign.isPending} />
                    ))}
                  </Group>
                </Checkbox.Group>
              )
            })
          }}
        </Loaded>
      </Stack>
    </Paper>
  )
}
