import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { createProgramme, programmesQuery } from '../api/cohorts.ts'
import { useCommand } from '../ui/use-command.ts'
import { NameDialog } from './NameDialog.tsx'

/** Whether it is open. */
export interface NewProgrammeDialogProps {
  opened: boolean
  onClose(): void
}

/** Names a new programme. */
export function NewProgrammeDialog({ opened, onClose }: NewProgrammeDialogProps): ReactNode {
  const { t } = useTranslation('cohorts')
  const create = useCommand({
    run: createProgramme,
    refresh: [programmesQuery.queryKey],
    onDone: onClose,
    onProblem: () => undefined, // shown in the dialog
  })
  return (
    <NameDialog
      opened={opened}
      title={t('home.newProgramme')}
      label={t('home.programmeName')}
      placeholder={t('home.programmeExample')}
      submit={t('create', { ns: 'common' })}
      busy={create.isPending}
      error={create.error}
      onSubmit={({ name }) => create.mutate({ name })}
      onClose={() => {
        create.reset()
        onClose()
      }}
    />
  )
}
