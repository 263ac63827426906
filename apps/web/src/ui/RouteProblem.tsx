import type { ErrorComponentProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from './ErrorNotice.tsx'
import { Page } from './Page.tsx'

/** A page that could not be shown at all: a chunk or an answer that did not come. */
export function RouteProblem({ error }: ErrorComponentProps): ReactNode {
  const { t } = useTranslation()
  return (
    <Page title={t('problem.title')} width="narrow">
      {/* A full reload also brings the new files after an update of the server. */}
      <ErrorNotice error={error} retry={() => window.location.reload()} />
    </Page>
  )
}
