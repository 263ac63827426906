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
  const [typed, setTyped] = useState<number | string | null>(null)
  const programmeId = programmes.has(chosen) ? chosen : first
  // what was said before stands there, also where every cohort has months of its own: an empty field would take it back
  const said = cohorts.find((one) => one.programmeId === programmeId)
  const months = typed ?? said?.programmeMonths ?? ''
  const save = useCommand({
    run: () =>
      changeProgrammeRetention(programmeId, { keepMonths: typeof months === 'number' ? months : null }),
    refresh: [retentionsQuery.queryKey],
    done: t('saved'),
    onDone: () => setTyped(null),
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
              onChange={(event) => {
                setChosen(event.currentTarget.value)
                setTyped(null)
              }}
              data={Array.from(programmes, ([value, label]) => ({ value, label }))}
              style={{ flex: '1 1 100%' }}
            />
            <NumberInput
              size="md"
              label={t('months')}
              min={1}
              max={KEEP_MONTHS_MAX}
              allowDecimal={false}
              value={months}
              onChange={setTyped}
              style={{ flex: '0 1 240px' }}
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
