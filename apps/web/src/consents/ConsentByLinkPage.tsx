import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useSecret } from '../accounts/use-secret.ts'
import { Page } from '../ui/Page.tsx'
import { ConsentQuestion } from './ConsentQuestion.tsx'

/** `/accord#a=…`: an organisation answers without an account, on whatever device it reads its mail. */
export function ConsentByLinkPage(): ReactNode {
  const { t } = useTranslation('consents')
  const token = useSecret('consent')
  if (token !== null) return <ConsentQuestion question={{ token }} />
  return (
    <Page title={t('page.title')} width="narrow">
      <Text>{t('page.noLink')}</Text>
    </Page>
  )
}
