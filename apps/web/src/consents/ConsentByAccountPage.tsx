import { useParams, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ConsentQuestion } from './ConsentQuestion.tsx'

const FROM = '/shell/cohortes/$cohortId/accord/$organisationId'

/** `/cohortes/:id/accord/:organisationId`: who answers for an organisation does so with her account. */
export function ConsentByAccountPage(): ReactNode {
  const { cohortId, organisationId } = useParams({ from: FROM })
  const { cas } = useSearch({ from: FROM })
  return (
    <ConsentQuestion
      question={{ cohortId, organisationId, caseId: cas ?? null }}
      trail={{ to: `/cohortes/${cohortId}?onglet=accords` }}
    />
  )
}
