import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { caseQuery } from '../api/cases.ts'
import { cohortQuery } from '../api/cohorts.ts'
import { Loaded } from '../ui/Loaded.tsx'
import { Page } from '../ui/Page.tsx'
import { CaseEditor } from './CaseEditor.tsx'

/** `/cohortes/:id/cas/:caseId`: from what stood on the boards to a text in which nobody can be recognised. */
export function CasePage(): ReactNode {
  const { t } = useTranslation('cases')
  const { cohortId, caseId } = useParams({ from: '/shell/cohortes/$cohortId/cas/$caseId' })
  const cohort = useQuery(cohortQuery(cohortId))
  const draft = useQuery(caseQuery(caseId))
  if (draft.data) return <CaseEditor draft={draft.data} cohortName={cohort.data?.name ?? t('new.cohort')} />
  return (
    <Page title={t('case')} trail={[{ label: t('new.cohort'), to: `/cohortes/${cohortId}` }]}>
      <Loaded query={draft}>{() => null}</Loaded>
    </Page>
  )
}
