import { Anchor, Button, Group, Paper, Stack, Text } from '@mantine/core'
import type { Cohort, Organisation } from '@tablee/contract'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { termText } from '../templates/vocabulary-options.ts'
import { EmptyPlace } from '../ui/EmptyPlace.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useLang } from '../ui/use-lang.ts'
import { OrganisationDialog } from './OrganisationDialog.tsx'

/** Which cohort. */
export interface OrganisationsTabProps {
  cohort: Cohort
}

/** The organisations of a cohort, with what the team notes of each. */
export function OrganisationsTab({ cohort }: OrganisationsTabProps): ReactNode {
  const { t } = useTranslation('cohorts')
  // `new` while one is being added.
  const [open, setOpen] = useState<Organisation | 'new' | null>(null)
  const mayManage = cohort.rights.includes('cohort.manage')
  const add = (
    <Button leftSection={<Icon name="plus" />} onClick={() => setOpen('new')}>
      {t('organisations.add')}
    </Button>
  )
  return (
    <Stack>
      {cohort.organisations.length === 0 ? (
        <EmptyPlace title={t('organisations.emptyTitle')} text={t('organisations.emptyText')}>
          {mayManage && add}
        </EmptyPlace>
      ) : (
        <>
          {mayManage && <Group>{add}</Group>}
          <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
            {cohort.organisations.map((organisation) => (
              <Paper component="li" key={organisation.id} px="md" py="sm">
                <Group justify="space-between" wrap="nowrap">
                  <div>
                    <Text fw={600}>{organisation.name}</Text>
                    <ProfileLine organisation={organisation} />
                  </div>
                  {mayManage && (
                    <Button
                      flex="none"
                      variant="subtle"
                      size="sm"
                      aria-label={t('organisations.editNamed', { name: organisation.name })}
                      onClick={() => setOpen(organisation)}
                    >
                      {t('edit', { ns: 'common' })}
                    </Button>
                  )}
                </Group>
              </Paper>
            ))}
          </Stack>
        </>
      )}
      {cohort.rights.includes('case.readReserved') && (
        <Anchor href="/api/library/reserves" size="sm">
          {t('organisations.reservedCases')}
        </Anchor>
      )}
      {open !== null && (
        <OrganisationDialog
          cohortId={cohort.id}
          organisation={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
        />
      )}
    </Stack>
  )
}

function ProfileLine({ organisation }: { organisation: Organisation }): ReactNode {
  const lang = useLang()
  const { sector, orgType, size, commune } = organisation.profile
  const parts = [
    sector && termText('sector', sector, lang),
    orgType && termText('orgType', orgType, lang),
    size && termText('size', size, lang),
    commune,
  ].filter((part) => part !== undefined && part !== '')
  if (parts.length === 0) return null
  return (
    <Text size="sm" c="dimmed">
      {parts.join(' · ')}
    </Text>
  )
}
