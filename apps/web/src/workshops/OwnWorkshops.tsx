import { Stack, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ownWorkshopsQuery } from '../api/workshops.ts'
import { WorkshopCard } from './WorkshopCard.tsx'

/** Sessions shown on the first page: the cohort's page has all. */
const SHOWN = 3

/** The sessions that are running or to come; nothing when there are none. */
export function OwnWorkshops(): ReactNode {
  const { t } = useTranslation('workshops')
  const { data } = useQuery(ownWorkshopsQuery)
  const open = (data?.workshops ?? []).filter(({ state }) => state !== 'closed')
  if (open.length === 0) return null
  return (
    <Stack gap="sm">
      <Title order={2} fz={20}>
        {t('mine')}
      </Title>
      <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {open.slice(0, SHOWN).map((workshop) => (
          <WorkshopCard key={workshop.id} workshop={workshop} />
        ))}
      </Stack>
    </Stack>
  )
}
