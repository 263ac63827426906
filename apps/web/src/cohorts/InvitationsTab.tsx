import type { Cohort } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { InvitePanel } from '../invitations/InvitePanel.tsx'

/** Which cohort. */
export interface InvitationsTabProps {
  cohort: Cohort
}

/** Invitations to the cohort and to its organisations. */
export function InvitationsTab({ cohort }: InvitationsTabProps): ReactNode {
  const { t } = useTranslation('cohorts')
  return (
    <InvitePanel
      place={{ kind: 'cohort', id: cohort.id }}
      scopes={[
        // Participants join their organisation: that is what most invitations are for.
        ...cohort.organisations.map(({ id, name }) => ({ kind: 'organisation' as const, id, name })),
        { kind: 'cohort', id: cohort.id, name: t('invitations.wholeCohort', { name: cohort.name }) },
      ]}
      rights={cohort.rights}
    />
  )
}
