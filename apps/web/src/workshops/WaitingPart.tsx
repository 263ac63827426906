import { Button, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import type { WorkshopView } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { believeGuests, workshopQuery } from '../api/workshops.ts'
import { useCommand } from '../ui/use-command.ts'
import { PersonPlace, type PersonPlaceProps } from './PersonPlace.tsx'
import { PlaceSelect } from './PlaceSelect.tsx'

/** Which session. */
export interface WaitingPartProps {
  workshop: WorkshopView
}

/** Who is in the plenary without a group, each with the list that gives one to who may. */
export function WaitingPart({ workshop }: WaitingPartProps): ReactNode {
  const { t } = useTranslation('workshops')
  const believe = useCommand({
    run: () => believeGuests(workshop.id),
    refresh: [workshopQuery(workshop.id).queryKey],
  })
  const { organisations, people } = workshop.waiting
  if (organisations.length + people.length === 0 || workshop.state === 'closed') return null
  return (
    <Paper p={{ base: 'md', sm: 'lg' }} component="section">
      <Stack gap="sm">
        <div>
          <Title order={2} fz={20}>
            {t('page.waiting')}
          </Title>
          <Text c="dimmed">{t('page.waitingHint')}</Text>
        </div>
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
          {organisations.map(({ id, name }) =>
            workshop.may.manage ? (
              <PlaceSelect
                key={id}
                workshop={workshop}
                member={{ kind: 'organisations', id, name }}
                boardId={null}
              />
            ) : (
              <Text key={id}>{name}</Text>
            ),
          )}
          {people.flatMap(({ id, ...person }) =>
            id === null ? [] : [<WaitingPerson key={id} workshop={workshop} person={{ ...person, id }} />],
          )}
        </SimpleGrid>
        {people.some(({ said }) => said !== null) && (
          <Group>
            <Button variant="default" loading={believe.isPending} onClick={() => believe.mutate()}>
              {t('page.believe')}
            </Button>
            <Text size="sm" c="dimmed">
              {t('page.believeHint')}
            </Text>
          </Group>
        )}
      </Stack>
    </Paper>
  )
}

/** Somebody without a group: whoever is known to be of an organisation goes where that is placed. */
function WaitingPerson({
  workshop,
  person,
}: Pick<PersonPlaceProps, 'person'> & { workshop: WorkshopView }): ReactNode {
  const { t } = useTranslation('workshops')
  const { id, name, said, organisation } = person
  return (
    <Stack gap={2} align="flex-start">
      {organisation !== null && said === null ? (
        <Text>{`${name} · ${organisation}`}</Text>
      ) : (
        <PlaceSelect
          workshop={workshop}
          member={{
            kind: 'people',
            id,
            name,
            ...(said === null ? {} : { hint: t('page.said', { said }) }),
          }}
          boardId={null}
        />
      )}
      <PersonPlace person={person} boardId={null} />
    </Stack>
  )
}
