import { NativeSelect, Stack, Text } from '@mantine/core'
import type { Cohort, Overview } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { overviewQuery } from '../api/overview.ts'
import { EmptyPlace } from '../ui/EmptyPlace.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { useLang } from '../ui/use-lang.ts'
import { FrequencyTables } from './FrequencyTables.tsx'
import { OverviewTable } from './OverviewTable.tsx'

/** Which cohort. */
export interface OverviewTabProps {
  cohort: Pick<Cohort, 'id'>
  /** Whether the reader may know whose board is whose. */
  named: boolean
}

/** The boards of one method side by side, as numbers. */
export function OverviewTab({ cohort, named }: OverviewTabProps): ReactNode {
  const [methodId, setMethodId] = useState<string>()
  const overview = useQuery(overviewQuery(cohort.id, methodId))
  const { t } = useTranslation('overview')
  return (
    <Loaded query={overview}>
      {(shown) =>
        shown.rows.length === 0 ? (
          <EmptyPlace
            title={t(shown.withheld ? 'withheldTitle' : 'emptyTitle')}
            text={t(shown.withheld ? 'withheldText' : named ? 'emptyText' : 'emptyTextUnnamed')}
          />
        ) : (
          <Stack gap="lg">
            <MethodChoice overview={shown} onChange={setMethodId} />
            <OverviewTable overview={shown} />
            <FrequencyTables frequencies={shown.frequencies} />
            <Text size="sm" c="dimmed">
              {t(named ? 'note' : 'noteUnnamed')}
            </Text>
          </Stack>
        )
      }
    </Loaded>
  )
}

interface MethodChoiceProps {
  overview: Overview
  onChange: (methodId: string) => void
}

function MethodChoice({ overview, onChange }: MethodChoiceProps): ReactNode {
  const { t } = useTranslation('overview')
  const lang = useLang()
  return (
    <NativeSelect
      label={t('method')}
      maw={480}
      value={overview.methodId ?? ''}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={overview.methods.map(({ id, title, boards }) => ({
        value: id,
        label: t('methodBoards', { title: title[lang], count: boards }),
      }))}
    />
  )
}
