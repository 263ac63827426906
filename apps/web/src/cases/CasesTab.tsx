import { Anchor, Badge, Button, Group, Paper, Stack, Text } from '@mantine/core'
import type { Cohort } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { casesQuery } from '../api/cases.ts'
import { EmptyPlace } from '../ui/EmptyPlace.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { CASE_STATUS_COLOURS } from './case-status.ts'
import { SynthesesDialog } from './SynthesesDialog.tsx'

/** Which cohort. */
export interface CasesTabProps {
  cohort: Cohort
}

/** The cases drawn from this cohort's boards. */
export function CasesTab({ cohort }: CasesTabProps): ReactNode {
  const { t } = useTranslation('cases')
  const cases = useQuery(casesQuery(cohort.id))
  const [writing, setWriting] = useState(false)
  const add = cohort.rights.includes('case.edit') && (
    <Button component={Link} to={`/cohortes/${cohort.id}/cas/nouveau`} leftSection={<Icon name="plus" />}>
      {t('new.title')}
    </Button>
  )
  return (
    <Loaded query={cases}>
      {({ cases: all }) =>
        all.length === 0 ? (
          <EmptyPlace title={t('emptyTitle')} text={t('emptyText')}>
            {add}
          </EmptyPlace>
        ) : (
          <Stack>
            {add && <Group>{add}</Group>}
            <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
              {all.map(({ id, publicName, status, path, standsOut, foundSince }) => (
                <Paper component="li" key={id} px="md" py="sm">
                  <Group justify="space-between">
                    <Group gap="sm">
                      <Anchor component={Link} to={`/cohortes/${cohort.id}/cas/${id}`} fw={600}>
                        {publicName === '' ? t('withdrawnName') : publicName}
                      </Anchor>
                      <Badge variant="light" tt="none" color={CASE_STATUS_COLOURS[status]}>
                        {t(`status.${status}`)}
                      </Badge>
                      {foundSince.length > 0 && (
                        <Badge variant="light" tt="none" color="orange">
                          {t('foundSince.badge')}
                        </Badge>
                      )}
                    </Group>
                    {status === 'published' && path !== null && (
                      <Anchor href={path} size="sm">
                        {t('readPublished')}
                      </Anchor>
                    )}
                  </Group>
                  {standsOut && (
                    <Text size="sm" mt={4}>
                      {t('standsOut')}
                    </Text>
                  )}
                </Paper>
              ))}
            </Stack>
            <Text size="sm" c="dimmed">
              <Anchor href="/cas" inherit>
                {t('gallery')}
              </Anchor>
              {cohort.rights.includes('library.view') && (
                <>
                  {' · '}
                  <Anchor href="/api/library/vues/couverture" inherit>
                    {t('allNumbers')}
                  </Anchor>
                </>
              )}
              {cohort.rights.includes('library.write') && (
                <>
                  {' · '}
                  <Anchor component="button" type="button" inherit onClick={() => setWriting(true)}>
                    {t('syntheses.open')}
                  </Anchor>
                </>
              )}
            </Text>
            <SynthesesDialog opened={writing} onClose={() => setWriting(false)} />
          </Stack>
        )
      }
    </Loaded>
  )
}
