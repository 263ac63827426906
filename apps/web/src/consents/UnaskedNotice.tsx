import { Anchor, Text } from '@mantine/core'
import type { Cohort } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { consentsQuery } from '../api/consents.ts'

/** A line for who asks the organisations of a cohort, while one was not asked: it is done before the first board. */
export function UnaskedNotice({ cohort }: { cohort: Pick<Cohort, 'id' | 'rights'> }): ReactNode {
  const { t } = useTranslation('consents')
  const mayAsk = cohort.rights.includes('consent.ask')
  const { data } = useQuery({ ...consentsQuery(cohort.id), enabled: mayAsk })
  const unasked = data?.organisations.filter(({ state }) => state === 'co_a_demander') ?? []
  if (unasked.length === 0) return null
  return (
    <Text mb="lg">
      {t('unasked.text', { count: unasked.length, name: unasked[0]?.name })}{' '}
      <Anchor component={Link} to={`/cohortes/${cohort.id}?onglet=accords`} inherit underline="always">
        {t('unasked.link')}
      </Anchor>
    </Text>
  )
}
