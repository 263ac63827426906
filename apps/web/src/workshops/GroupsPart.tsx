import {
  Alert,
  Button,
  Checkbox,
  Group,
  NativeSelect,
  NumberInput,
  Paper,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core'
import { type Organisation, TITLE_MAX, WORKSHOP_GROUPS_MAX } from '@tablee/contract'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../api/api-error.ts'
import { balanceGroups } from '../api/workshops.ts'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { useCommand } from '../ui/use-command.ts'
import { clashesIn, type GroupDraft, membersOf, withCount, withPlace } from './group-draft.ts'

/** The groups as they are prepared. */
export interface GroupsPartProps {
  cohortId: string
  organisations: readonly Organisation[]
  pairs: readonly (readonly [string, string])[]
  draft: GroupDraft
  onChange(draft: GroupDraft): void
}

/** How many groups, their names, who is in which: proposed evenly, moved by hand with a list beside each name. */
export function GroupsPart(props: GroupsPartProps): ReactNode {
  const { cohortId, organisations, pairs, draft, onChange } = props
  const { t } = useTranslation('workshops')
  const [mixed, setMixed] = useState(true)
  const [seed, setSeed] = useState(1)
  const balance = useCommand({
    run: (next: number) =>
      balanceGroups(cohortId, {
        names: [...draft.names],
        organisationIds: organisations.map(({ id }) => id),
        seed: next,
        mixed,
      }),
    refresh: [],
    onDone: ({ groups }, next) => {
      setSeed(next + 1)
      const placed = groups.flatMap((ids, at) => ids.map((id) => [id, at] as const))
      onChange({ ...draft, placed: Object.fromEntries(placed) })
    },
    onProblem: () => undefined,
  })
  const nameOf = (id: string) => organisations.find((organisation) => organisation.id === id)?.name ?? ''
  const isPlaced = Object.keys(draft.placed).length > 0
  const waiting = membersOf(draft, organisations, null)
  const line = (organisation: Organisation) => (
    <Placed
      key={organisation.id}
      organisation={organisation}
      draft={draft}
      onMove={(group) => onChange(withPlace(draft, organisation.id, group))}
    />
  )
  return (
    <Paper p={{ base: 'md', sm: 'lg' }}>
      <Stack>
        <Title order={2} fz={20}>
          {t('new.groups')}
        </Title>
        <Group align="flex-end" gap="md">
          <NumberInput
            size="md"
            w={160}
            label={t('new.count')}
            min={1}
            max={WORKSHOP_GROUPS_MAX}
            clampBehavior="strict"
            value={draft.names.length}
            onChange={(value) => {
              const count = Number(value)
              if (!Number.isInteger(count) || count < 1 || count > WORKSHOP_GROUPS_MAX) return
              onChange(withCount(draft, count, (number) => t('new.defaultName', { number })))
            }}
          />
          <Button size="md" loading={balance.isPending} onClick={() => balance.mutate(seed)}>
            {t(isPlaced ? 'new.again' : 'new.balance')}
          </Button>
          <Checkbox
            py={10}
            label={t('new.mixed')}
            checked={mixed}
            onChange={(event) => setMixed(event.currentTarget.checked)}
          />
        </Group>
        {balance.error && <Impossible error={balance.error} nameOf={nameOf} />}
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
          {draft.names.map((name, at) => {
            const members = membersOf(draft, organisations, at)
            return (
              // its number is what a group is known by until it has a board
              // biome-ignore lint/suspicious/noArrayIndexKey: names may be the same while they are typed
              <Paper key={at} p="md" bg="var(--page)">
                <Stack gap="sm">
                  <TextInput
                    size="md"
                    label={t('new.groupName', { number: at + 1 })}
                    maxLength={TITLE_MAX}
                    value={name}
                    onChange={({ currentTarget: { value } }) =>
                      onChange({ ...draft, names: draft.names.map((each, n) => (n === at ? value : each)) })
                    }
                  />
                  <Text size="sm" c="dimmed">
                    {t('new.size', { count: members.length })}
                  </Text>
                  {members.map(line)}
                  {clashesIn(members, pairs).map(([a, b]) => (
                    <Alert key={`${a} ${b}`} color="red" variant="light" p="xs" role="alert">
                      {t('new.clash', { a: nameOf(a), b: nameOf(b) })}
                    </Alert>
                  ))}
                </Stack>
              </Paper>
            )
          })}
        </SimpleGrid>
        {waiting.length > 0 && (
          <Stack gap="xs">
            <Title order={3} fz={16}>
              {t('new.unplaced')}
            </Title>
            <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="xs">
              {waiting.map(line)}
            </SimpleGrid>
          </Stack>
        )}
      </Stack>
    </Paper>
  )
}

function Placed({
  organisation,
  draft,
  onMove,
}: {
  organisation: Organisation
  draft: GroupDraft
  onMove(group: number | null): void
}): ReactNode {
  const { t } = useTranslation('workshops')
  const { id, name } = organisation
  const group = draft.placed[id]
  return (
    <NativeSelect
      label={name}
      aria-label={t('new.moveTo', { name })}
      data={[
        { value: '', label: t('new.waits') },
        ...draft.names.map((each, at) => ({ value: String(at), label: each })),
      ]}
      value={group === undefined ? '' : String(group)}
      onChange={({ currentTarget: { value } }) => onMove(value === '' ? null : Number(value))}
    />
  )
}

/** The server says which pair leaves no placement; here it gets its names. */
function Impossible({ error, nameOf }: { error: Error; nameOf(id: string): string }): ReactNode {
  const { t } = useTranslation('workshops')
  const pair = error instanceof ApiError ? error.details['organisationIds'] : undefined
  if (!Array.isArray(pair)) return <ErrorNotice error={error} />
  const [a = '', b = ''] = pair.map(String)
  return (
    <Alert color="red" variant="light" role="alert">
      {t('new.impossible', { a: nameOf(a), b: nameOf(b) })}
    </Alert>
  )
}
