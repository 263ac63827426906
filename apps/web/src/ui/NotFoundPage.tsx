import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from './Page.tsx'

/** For an address that leads nowhere, or somewhere this person may not know of. */
export function NotFoundPage(): ReactNode {
  const { t } = useTranslation()
  return (
    <main>
      <Page title={t('notFound.title')} lead={t('notFound.text')} width="narrow">
        <Button component={Link} to="/" style={{ alignSelf: 'flex-start' }}>
          {t('backHome')}
        </Button>
      </Page>
    </main>
  )
}
