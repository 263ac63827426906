import { Alert, Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { retentionQuery } from '../api/retention.ts'
import { useLang } from '../ui/use-lang.ts'
import { sayRetention } from './retention-text.ts'

/** Told to those who look after a cohort when its raw boards are erased soon; nothing otherwise. */
export function RetentionNotice({ cohortId }: { cohortId: string }): ReactNode {
  const { t } = useTranslation('retention')
  const lang = useLang()
  const { data } = useQuery(retentionQuery(cohortId))
  if (data?.state !== 'soon' && data?.state !== 'due') return null
  return (
    <Alert color="orange" mb="lg" title={t('noticeTitle')}>
      {sayRetention(data, { t, lang })}{' '}
      <Anchor component={Link} to={`/cohortes/${cohortId}?onglet=conservation`} inherit underline="always">
        {t('noticeLink')}
      </Anchor>
    </Alert>
  )
}
