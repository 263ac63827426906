import type { Cohort } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { cohortQuery, programmesQuery, renameCohort } from '../api/cohorts.ts'
import { useCommand } from '../ui/use-command.ts'
import { NameDialog } from './NameDialog.tsx'

/** Which cohort. */
export interface RenameCohortDialogProps {
  cohort: Cohort
  opened: boolean
  onClose(): void
}

/** Gives a cohort another name. */
export function RenameCohortDialog({ cohort, opened, onClose }: RenameCohortDialogProps): ReactNode {
  const { t } = useTranslation('cohorts')
  const rename = useCommand({
    run: (name: string) => renameCohort(cohort.id, { name }),
    refresh: [cohortQuery(cohort.id).queryKey, programmesQuery.queryKey],
    onDone: onClose,
    onProblem: () => undefined, // shown in the dialog
  })
  return (
    <NameDialog
      opened={opened}
      title={t('cohort.rename')}
      label={t('home.cohortName')}
      submit={t('save', { ns: 'common' })}
      initialName={cohort.name}
      busy={rename.isPending}
      error={rename.error}
      onSubmit={({ name }) => rename.mutate(name)}
      onClose={onClose}
    />
  )
}
