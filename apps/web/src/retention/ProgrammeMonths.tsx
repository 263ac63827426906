import { Button, Group, NativeSelect, NumberInput, Paper, Stack, Text, Title } from '@mantine/core'
import { KEEP_MONTHS_MAX, type Retention } from '@tablee/contract'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeProgrammeRetention, retentionsQuery } from '../api/retention.ts'
import { useCommand } from '../ui/use-command.ts'

/** How long the raw boards of a programme's cohorts are kept, for whoever may say anything: an administrator. */
export function ProgrammeMonths({ cohorts }: { cohorts: readonly Retention[] }): ReactNode {
  const { t } = useTranslation('retention')
  const programmes = new Map(
    cohorts
      .filter(({ keepMonthsMax }) => keepMonthsMax === KEEP_MONTHS_MAX)
      .map(({ programmeId, programmeName }) => [programmeId, programmeName]),
  )
  const [first = ''] = programmes.keys()
  const [chosen, setChosen] = useState('')
  const [months, setMonths] = useState<number | string>('')
  const programmeId = programmes.has(chosen) ? chosen : first
  const save = useCommand({
    run: () =>
      changeProgrammeRetention(programmeId, { keepMonths: typeof months === 'number' ? months : null }),
    refresh: [retentionsQuery.queryKey],
    done: t('saved'),
  })
  if (programmes.size === 0) return null
  return (
    <Paper p="lg" maw={680}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <Stack gap="sm">
          <Title order={2} fz={20}>
            {t('programmeTitle')}
          </Title>
          <Text size="sm">{t('programmeHint')}</Text>
          <Group align="flex-end" gap="sm">
            <NativeSelect
              size="md"
              label={t('programme')}
              value={programmeId}
              onChange={(event) => setChosen(event.currentTarget.value)}
              data={Array.from(programmes, ([value, label]) => ({ value, label }))}
              style={{ flex: '1 1 240px' }}
            />
            <NumberInput
              size="md"
              label={t('months')}
              min={1}
              max={KEEP_MONTHS_MAX}
              allowDecimal={false}
              value={months}
              onChange={setMonths}
              style={{ flex: '1 1 140px' }}
            />
            <Button type="submit" size="md" variant="default" loading={save.isPending}>
              {t('programmeSet')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  )
}
