import { Badge, Button, Divider, Group, List, Paper, Stack, Text, Title } from '@mantine/core'
import type { WorkshopView } from '@tablee/contract'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { boardPath } from '../outline/page-address.ts'
import { PersonPlace } from './PersonPlace.tsx'
import { PlaceSelect } from './PlaceSelect.tsx'

/** One group of a session, and who has its board open; null until that is known. */
export interface GroupCardProps {
  workshop: WorkshopView
  group: WorkshopView['groups'][number]
  present: readonly string[] | null
}

/** A group: its board, its organisations, its people; who may place moves an organisation with the list at its name. */
export function GroupCard({ workshop, group, present }: GroupCardProps): ReactNode {
  const { t } = useTranslation('workshops')
  const places = workshop.may.manage && workshop.state !== 'closed'
  return (
    <Paper p="md" component="section" aria-label={group.name}>
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Title order={3} fz={18} style={{ overflowWrap: 'anywhere' }}>
            {group.name}
          </Title>
          {present && (
            <Badge variant="light" color={present.length > 0 ? 'petrol' : 'gray'} tt="none">
              {t('page.present', { count: present.length })}
            </Badge>
          )}
        </Group>
        <Group gap="xs">
          <Button
            component={Link}
            to={`/tableaux/${group.boardId}`}
            variant="default"
            size="sm"
            aria-label={t('page.openBoardOf', { name: group.name })}
          >
            {t('page.openBoard')}
          </Button>
          <Button
            component="a"
            href={boardPath(group.boardId, 'plan')}
            variant="subtle"
            size="sm"
            hiddenFrom="sm"
          >
            {t('page.openPlan')}
          </Button>
        </Group>
        <Divider />
        <Stack gap="xs">
          <Text size="sm" fw={600}>
            {t('page.organisations')}
          </Text>
          {group.organisations.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('page.nobody')}
            </Text>
          )}
          {group.organisations.map(({ id, name }) =>
            places ? (
              <PlaceSelect
                key={id}
                workshop={workshop}
                member={{ kind: 'organisations', id, name }}
                boardId={group.boardId}
              />
            ) : (
              <Text key={id}>{name}</Text>
            ),
          )}
        </Stack>
        <People workshop={workshop} group={group} present={present} />
      </Stack>
    </Paper>
  )
}

function People({ workshop, group: { boardId, people }, present }: GroupCardProps): ReactNode {
  const { t } = useTranslation('workshops')
  const isOpen = workshop.state !== 'closed'
  if (people.length === 0) return null
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {t('page.people')}
      </Text>
      <List listStyleType="none" size="sm" spacing={2}>
        {people.map(({ name, role, organisation, said, guest, id, ...person }, at) => (
          // two people may have one name, and nobody but who places them knows an id
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is drawn anew as a whole
          <List.Item key={`${name} ${at}`}>
            <Text span inherit fw={present?.includes(name) ? 600 : 400}>
              {name}
            </Text>
            {role === 'facilitator'
              ? ` · ${t('page.facilitator')}`
              : organisation
                ? ` · ${said === null ? organisation : t('page.declared', { organisation })}`
                : ''}
            {isOpen && guest && id !== null && (
              <>
                {' '}
                <PersonPlace
                  person={{ ...person, name, role, organisation, said, guest, id }}
                  boardId={boardId}
                />
              </>
            )}
          </List.Item>
        ))}
      </List>
    </Stack>
  )
}
