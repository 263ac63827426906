import { Badge, Button, Group, Paper, Stack, Text } from '@mantine/core'
import type { Cohort, People } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { peopleQuery, removeMembership } from '../api/cohorts.ts'
import { PersonDataDialog } from '../erasure/PersonDataDialog.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { EmptyPlace } from '../ui/EmptyPlace.tsx'
import { formatDay } from '../ui/format-date.ts'
import { Loaded } from '../ui/Loaded.tsx'
import { useCommand } from '../ui/use-command.ts'
import { useLang } from '../ui/use-lang.ts'

/** Which cohort. */
export interface PeopleTabProps {
  cohort: Cohort
}

type Member = People['people'][number]

/** Who is in the cohort, in which role, where; and the way to end that. */
export function PeopleTab({ cohort }: PeopleTabProps): ReactNode {
  const { t } = useTranslation('cohorts')
  const people = useQuery(peopleQuery(cohort.id))
  const [leaving, setLeaving] = useState<Member | null>(null)
  const remove = useCommand({
    run: (member: Member) => removeMembership(member.membershipId),
    refresh: [peopleQuery(cohort.id).queryKey],
    onDone: () => setLeaving(null),
  })
  const mayRemove = cohort.rights.includes('people.remove')
  const mayErase = cohort.rights.includes('people.erase')
  const [asked, setAsked] = useState<Member | null>(null)
  return (
    <Loaded query={people}>
      {({ people: members }) => (
        <>
          {members.length === 0 && <EmptyPlace title={t('people.emptyTitle')} text={t('people.emptyText')} />}
          <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
            {members.map((member) => (
              <MemberLine
                key={member.membershipId}
                member={member}
                onRemove={mayRemove ? () => setLeaving(member) : null}
                onData={mayErase ? () => setAsked(member) : null}
              />
            ))}
          </Stack>
          <ConfirmDialog
            opened={leaving !== null}
            title={t('people.removeTitle', { name: leaving?.name ?? '' })}
            text={t('people.removeText')}
            confirm={t('people.remove')}
            busy={remove.isPending}
            onConfirm={() => leaving && remove.mutate(leaving)}
            onClose={() => setLeaving(null)}
          />
          <PersonDataDialog
            person={asked && { id: asked.personId, name: asked.name }}
            refresh={[peopleQuery(cohort.id).queryKey]}
            onClose={() => setAsked(null)}
          />
        </>
      )}
    </Loaded>
  )
}

interface MemberLineProps {
  member: Member
  onRemove: (() => void) | null
  onData: (() => void) | null
}

function MemberLine({ member, onRemove, onData }: MemberLineProps): ReactNode {
  const { t } = useTranslation('cohorts')
  const lang = useLang()
  return (
    <Paper component="li" px="md" py="sm">
      <Group justify="space-between" gap="xs">
        <div style={{ flex: '1 1 240px' }}>
          <Group gap="xs">
            <Text fw={600}>{member.name}</Text>
            <Badge variant="light" tt="none">
              {t(`roles.${member.role}`, { ns: 'common' })}
            </Badge>
          </Group>
          <Text size="sm" c="dimmed">
            {member.scopeName} · {t('people.since', { date: formatDay(member.since, lang) })}
            {member.kind === 'guest' && ` · ${t('people.guest')}`}
          </Text>
        </div>
        <Group gap={4} wrap="nowrap">
          {onData && (
            <Button
              variant="subtle"
              size="sm"
              aria-label={t('people.dataNamed', { name: member.name })}
              onClick={onData}
            >
              {t('people.data')}
            </Button>
          )}
          {onRemove && (
            <Button
              variant="subtle"
              color="red"
              size="sm"
              aria-label={t('people.removeNamed', { name: member.name })}
              onClick={onRemove}
            >
              {t('people.remove')}
            </Button>
          )}
        </Group>
      </Group>
    </Paper>
  )
}
