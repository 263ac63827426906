import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { fillWithDemo } from '../api/cohorts.ts'
import { EmptyPlace } from '../ui/EmptyPlace.tsx'
import { useCommand } from '../ui/use-command.ts'

/** What the first button does. */
export interface FirstStepsProps {
  onCreate(): void
}

/** The first page of a new instance: begin for real, or look at a living example. */
export function FirstSteps({ onCreate }: FirstStepsProps): ReactNode {
  const { t } = useTranslation('cohorts')
  const fill = useCommand({
    run: fillWithDemo,
    refresh: [['programmes'], ['session']],
    done: t('home.demoDone'),
  })
  return (
    <EmptyPlace title={t('home.firstTitle')} text={t('home.firstText')}>
      <Button onClick={onCreate} disabled={fill.isPending}>
        {t('home.createProgramme')}
      </Button>
      <Button variant="default" loading={fill.isPending} onClick={() => fill.mutate()}>
        {t('home.demo')}
      </Button>
    </EmptyPlace>
  )
}
