import { Button, Group, NativeSelect, Paper, Stack, Text, Title } from '@mantine/core'
import type { Organisation } from '@tablee/contract'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { exclusionsQuery, putExclusions } from '../api/workshops.ts'
import { Icon } from '../ui/Icon.tsx'
import { useCommand } from '../ui/use-command.ts'

/** The pairs of a cohort. */
export interface ExclusionsPartProps {
  cohortId: string
  organisations: readonly Organisation[]
  pairs: readonly [string, string][]
}

/** Pairs of organisations that never share a group; kept as soon as one is added or taken out. */
export function ExclusionsPart({ cohortId, organisations, pairs }: ExclusionsPartProps): ReactNode {
  const { t } = useTranslation('workshops')
  const [first, setFirst] = useState('')
  const [second, setSecond] = useState('')
  const keep = useCommand({
    run: (next: [string, string][]) => putExclusions(cohortId, next),
    refresh: [exclusionsQuery(cohortId).queryKey],
    onDone: () => {
      setFirst('')
      setSecond('')
    },
  })
  const nameOf = (id: string) => organisations.find((organisation) => organisation.id === id)?.name ?? ''
  const choices = (except: string) => [
    { value: '', label: t('exclusions.choose') },
    ...organisations.filter(({ id }) => id !== except).map(({ id, name }) => ({ value: id, label: name })),
  ]
  return (
    <Paper p={{ base: 'md', sm: 'lg' }}>
      <Stack gap="sm">
        <div>
          <Title order={2} fz={20}>
            {t('exclusions.title')}
          </Title>
          <Text c="dimmed">{t('exclusions.hint')}</Text>
        </div>
        {pairs.length === 0 ? (
          <Text size="sm">{t('exclusions.none')}</Text>
        ) : (
          <Stack gap={4} component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
            {pairs.map(([a, b]) => (
              <Group component="li" key={`${a} ${b}`} gap="xs" wrap="nowrap">
                <Text>{t('exclusions.pair', { a: nameOf(a), b: nameOf(b) })}</Text>
                <Button
                  variant="subtle"
                  color="gray"
                  size="sm"
                  aria-label={t('exclusions.remove', { a: nameOf(a), b: nameOf(b) })}
                  onClick={() => keep.mutate(pairs.filter((pair) => pair[0] !== a || pair[1] !== b))}
                >
                  <Icon name="close" size={16} />
                </Button>
              </Group>
            ))}
          </Stack>
        )}
        <Group align="flex-end" gap="sm">
          <NativeSelect
            flex="1 1 220px"
            size="md"
            label={t('exclusions.first')}
            data={choices(second)}
            value={first}
            onChange={(event) => setFirst(event.currentTarget.value)}
          />
          <NativeSelect
            flex="1 1 220px"
            size="md"
            label={t('exclusions.second')}
            data={choices(first)}
            value={second}
            onChange={(event) => setSecond(event.currentTarget.value)}
          />
          <Button
            size="md"
            variant="default"
            disabled={first === '' || second === ''}
            loading={keep.isPending}
            onClick={() => keep.mutate([...pairs, [first, second]])}
          >
            {t('exclusions.add')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  )
}
