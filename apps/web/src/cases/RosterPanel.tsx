import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { ROSTER_ENTRY_KINDS, type RosterEntry } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { caseQuery, removeRosterEntry, rosterQuery } from '../api/cases.ts'
import { Loaded } from '../ui/Loaded.tsx'
import { SideDrawer } from '../ui/SideDrawer.tsx'
import { useCommand } from '../ui/use-command.ts'
import { RosterForm } from './RosterForm.tsx'

/** Whose names, and the case that is read again when they change. */
export interface RosterPanelProps {
  cohortId: string
  caseId: string
  opened: boolean
  onClose(): void
}

/** The names that must not survive publication: the cohort's own, and those that an editor adds. */
export function RosterPanel({ cohortId, caseId, opened, onClose }: RosterPanelProps): ReactNode {
  const { t } = useTranslation('cases')
  return (
    <SideDrawer opened={opened} onClose={onClose} size="md" title={t('roster.title')}>
      <RosterParts cohortId={cohortId} caseId={caseId} />
    </SideDrawer>
  )
}

function RosterParts({ cohortId, caseId }: { cohortId: string; caseId: string }): ReactNode {
  const { t } = useTranslation('cases')
  const roster = useQuery(rosterQuery(cohortId))
  const refresh = [rosterQuery(cohortId).queryKey, caseQuery(caseId).queryKey]
  return (
    <Stack>
      <Text c="dimmed">{t('roster.text')}</Text>
      <RosterForm cohortId={cohortId} refresh={refresh} />
      <Loaded query={roster}>
        {({ entries }) => (
          <Stack>
            {ROSTER_ENTRY_KINDS.map((kind) => {
              const names = entries.filter((entry) => entry.kind === kind)
              if (names.length === 0) return null
              return (
                <Stack key={kind} component="section" gap={4}>
                  <Title order={3} fz={16}>
                    {t(`roster.kinds.${kind}`)}
                  </Title>
                  {names.map((entry) => (
                    <RosterLine
                      key={`${entry.id} ${entry.name}`}
                      entry={entry}
                      cohortId={cohortId}
                      refresh={refresh}
                    />
                  ))}
                </Stack>
              )
            })}
          </Stack>
        )}
      </Loaded>
    </Stack>
  )
}

interface RosterLineProps {
  entry: RosterEntry
  cohortId: string
  refresh: readonly (readonly unknown[])[]
}

function RosterLine({ entry, cohortId, refresh }: RosterLineProps): ReactNode {
  const { t } = useTranslation('cases')
  const remove = useCommand({ run: () => removeRosterEntry(cohortId, entry.id), refresh })
  return (
    <Group justify="space-between" wrap="nowrap" mih={32}>
      <div>
        <Text>{entry.name}</Text>
        {entry.aliases.length > 0 && (
          <Text size="sm" c="dimmed">
            {entry.aliases.join(', ')}
          </Text>
        )}
      </div>
      {entry.automatic ? (
        <Text size="sm" c="dimmed">
          {t('roster.automatic')}
        </Text>
      ) : (
        <Button
          size="compact-sm"
          flex="none"
          variant="subtle"
          color="red"
          loading={remove.isPending}
          aria-label={t('roster.removeNamed', { name: entry.name })}
          onClick={() => remove.mutate()}
        >
          {t('roster.remove')}
        </Button>
      )}
    </Group>
  )
}
