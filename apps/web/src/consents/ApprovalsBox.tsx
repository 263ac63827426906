import { Badge, Group, Paper, Stack, Text, Title } from '@mantine/core'
import type { CaseApprovals, CaseDraftView } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { approvalsQuery } from '../api/consents.ts'
import { Loaded } from '../ui/Loaded.tsx'
import { STATE_COLOURS } from './consent-colours.ts'
import { LinkButton } from './LinkButton.tsx'

/** Which draft. */
export interface ApprovalsBoxProps {
  draft: CaseDraftView
}

/** Who has agreed to the text as it reads now, and the links to ask the others. */
export function ApprovalsBox({ draft }: ApprovalsBoxProps): ReactNode {
  const { t } = useTranslation('consents')
  const approvals = useQuery(approvalsQuery(draft.id))
  if (draft.status === 'withdrawn') return null
  const organisations = approvals.data?.organisations ?? []
  const given = organisations.filter(({ approved }) => approved).length
  return (
    <Paper p="md" id="consent" tabIndex={-1}>
      <Stack gap="sm">
        <Title order={2} fz={18}>
          {t('approvals.title', { given, count: organisations.length })}
        </Title>
        <Loaded query={approvals}>
          {(read) =>
            read.organisations.length === 0 ? (
              <Text size="sm">{t('approvals.none')}</Text>
            ) : (
              <>
                {draft.status === 'draft' && read.textHash === null && (
                  <Text size="sm" c="dimmed">
                    {t('approvals.notDecided')}
                  </Text>
                )}
                {draft.status === 'draft' && draft.counting === null && (
                  <Text size="sm">{t(`willRead.${read.spread}`)}</Text>
                )}
                <Stack component="ul" gap="md" p={0} m={0} style={{ listStyle: 'none' }}>
                  {read.organisations.map((one) => (
                    <OrganisationApproval
                      key={one.organisationId}
                      draft={draft}
                      organisation={one}
                      mayAsk={draft.rights.includes('case.edit')}
                    />
                  ))}
                </Stack>
              </>
            )
          }
        </Loaded>
      </Stack>
    </Paper>
  )
}

interface OrganisationApprovalProps {
  draft: CaseDraftView
  organisation: CaseApprovals['organisations'][number]
  mayAsk: boolean
}

function OrganisationApproval({ draft, organisation, mayAsk }: OrganisationApprovalProps): ReactNode {
  const { t } = useTranslation('consents')
  const { organisationId, name, part, state, generalState, statement, outdated, approved } = organisation
  const isAsked = generalState !== 'co_a_demander' && generalState !== 'co_demande'
  return (
    <Stack component="li" gap={4}>
      <Group gap="xs">
        <Text fw={600}>{name}</Text>
        <Badge variant="light" tt="none" color={outdated ? 'gray' : STATE_COLOURS[state]}>
          {t(`state.${state}`)}
        </Badge>
      </Group>
      {part === 'partner' && (
        <Text size="sm" c="dimmed">
          {t('approvals.partner')}
        </Text>
      )}
      {!isAsked && <Text size="sm">{t('approvals.generalMissing')}</Text>}
      {outdated && <Text size="sm">{t('approvals.outdated')}</Text>}
      {approved && statement?.spread && statement.spread !== 'public' && (
        <Text size="sm">{t(`approvals.onlyFor.${statement.spread}`)}</Text>
      )}
      {statement && statement.topics.length > 0 && (
        <Text size="sm">
          {t('answer.topics', { topics: statement.topics.map((topic) => t(`topic.${topic}`)).join(', ') })}
        </Text>
      )}
      {statement && statement.reservation !== '' && (
        <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
          <q>{statement.reservation}</q>
        </Text>
      )}
      {mayAsk && (
        <Group>
          <LinkButton
            cohortId={draft.cohortId}
            organisationId={organisationId}
            organisationName={name}
            caseId={draft.id}
            link={organisation.link}
          />
        </Group>
      )}
    </Stack>
  )
}
