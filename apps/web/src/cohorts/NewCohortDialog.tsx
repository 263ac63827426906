import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { createCohort, programmesQuery } from '../api/cohorts.ts'
import { useCommand } from '../ui/use-command.ts'
import { NameDialog } from './NameDialog.tsx'

/** In which programme. */
export interface NewCohortDialogProps {
  programmeId: string
  opened: boolean
  onClose(): void
}

/** Names a new cohort and leads into it. */
export function NewCohortDialog({ programmeId, opened, onClose }: NewCohortDialogProps): ReactNode {
  const { t } = useTranslation('cohorts')
  const navigate = useNavigate()
  const create = useCommand({
    run: ({ name, option }: { name: string; option: boolean }) =>
      createCohort(programmeId, { name, coachMyself: option }),
    refresh: [programmesQuery.queryKey, ['session']],
    onDone: ({ id }) => {
      void navigate({
        to: '/cohortes/$cohortId',
        params: { cohortId: id },
        search: { onglet: 'organisations' },
      }) // the router reports its own errors on the page
    },
    onProblem: () => undefined, // shown in the dialog
  })
  return (
    <NameDialog
      opened={opened}
      title={t('home.newCohort')}
      label={t('home.cohortName')}
      placeholder={t('home.cohortExample')}
      submit={t('create', { ns: 'common' })}
      option={{ label: t('home.coachMyself'), checked: true }}
      busy={create.isPending}
      error={create.error}
      onSubmit={(values) => create.mutate(values)}
      onClose={() => {
        create.reset()
        onClose()
      }}
    />
  )
}
