import { Button, Group, NumberInput, Paper, Stack, TextInput, Title } from '@mantine/core'
import type { Retention } from '@tablee/contract'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeRetention, retentionQuery, retentionsQuery } from '../api/retention.ts'
import { useCommand } from '../ui/use-command.ts'

/** When the cohort ended, and how long its raw boards are kept after that. */
export function RetentionForm({ retention }: { retention: Retention }): ReactNode {
  const { t } = useTranslation('retention')
  const { cohortId, saidBy, keepMonthsMax } = retention
  const [endedOn, setEndedOn] = useState(retention.endedOn ?? '')
  const [months, setMonths] = useState<number | string>(saidBy === 'cohort' ? retention.keepMonths : '')
  const save = useCommand({
    run: () =>
      changeRetention(cohortId, {
        ...(endedOn === (retention.endedOn ?? '') ? {} : { endedOn: endedOn === '' ? null : endedOn }),
        ...(months === (saidBy === 'cohort' ? retention.keepMonths : '')
          ? {}
          : { keepMonths: typeof months === 'number' ? months : null }),
      }),
    refresh: [retentionQuery(cohortId).queryKey, retentionsQuery.queryKey],
    done: t('saved'),
  })
  return (
    <Paper p="lg">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <Stack>
          <Title order={2} fz={20}>
            {t('formTitle')}
          </Title>
          <Group align="flex-start" gap="lg">
            <TextInput
              type="date"
              size="md"
              label={t('endedOn')}
              description={t('endedOnHint')}
              value={endedOn}
              onChange={(event) => setEndedOn(event.currentTarget.value)}
              style={{ flex: '1 1 220px' }}
            />
            <NumberInput
              size="md"
              label={t('months')}
              description={t(saidBy === 'cohort' ? 'monthsHint' : `monthsFrom.${saidBy}`, {
                count: saidBy === 'cohort' ? keepMonthsMax : retention.keepMonths,
              })}
              placeholder={String(retention.keepMonths)}
              min={1}
              max={keepMonthsMax}
              allowDecimal={false}
              value={months}
              onChange={setMonths}
              style={{ flex: '1 1 220px' }}
            />
          </Group>
          <Button
            type="submit"
            variant="default"
            loading={save.isPending}
            style={{ alignSelf: 'flex-start' }}
          >
            {t('save')}
          </Button>
        </Stack>
      </form>
    </Paper>
  )
}
