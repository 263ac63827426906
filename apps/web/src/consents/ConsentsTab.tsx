import { Anchor, Badge, Button, Group, Paper, Stack, Text } from '@mantine/core'
import type { Cohort, ConsentList } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { consentsQuery } from '../api/consents.ts'
import { EmptyPlace } from '../ui/EmptyPlace.tsx'
import { formatDay } from '../ui/format-date.ts'
import { Loaded } from '../ui/Loaded.tsx'
import { useLang } from '../ui/use-lang.ts'
import { STATE_COLOURS } from './consent-colours.ts'
import { LinkButton } from './LinkButton.tsx'

/** Which cohort. */
export interface ConsentsTabProps {
  cohort: Cohort
}

/** What each organisation agrees to, asked before the first board; who answers for one finds her own. */
export function ConsentsTab({ cohort }: ConsentsTabProps): ReactNode {
  const { t } = useTranslation('consents')
  const consents = useQuery(consentsQuery(cohort.id))
  return (
    <Loaded query={consents}>
      {({ organisations, mayAsk }) =>
        organisations.length === 0 ? (
          <EmptyPlace title={t('tab.emptyTitle')} text={t('tab.emptyText')} />
        ) : (
          <Stack>
            <Text maw={680}>{t(mayAsk ? 'tab.leadTeam' : 'tab.lead')}</Text>
            <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
              {organisations.map((organisation) => (
                <OrganisationRow
                  key={organisation.organisationId}
                  cohortId={cohort.id}
                  organisation={organisation}
                  mayAsk={mayAsk}
                />
              ))}
            </Stack>
          </Stack>
        )
      }
    </Loaded>
  )
}

interface OrganisationRowProps {
  cohortId: string
  organisation: ConsentList['organisations'][number]
  mayAsk: boolean
}

function OrganisationRow({ cohortId, organisation, mayAsk }: OrganisationRowProps): ReactNode {
  const { t } = useTranslation('consents')
  const { organisationId, name, state, link, mayGive, cases } = organisation
  const to = `/cohortes/${cohortId}/accord/${organisationId}`
  return (
    <Paper component="li" px="md" py="sm">
      <Group justify="space-between" gap="sm">
        <Stack gap={2} flex="1 1 260px">
          <Group gap="sm">
            <Text fw={600}>{name}</Text>
            <Badge variant="light" tt="none" color={STATE_COLOURS[state]}>
              {t(`state.${state}`)}
            </Badge>
          </Group>
          <AnswerLine organisation={organisation} />
        </Stack>
        <Group gap="xs">
          {mayGive && (
            <Button component={Link} to={to} size="sm">
              {t('tab.answer')}
            </Button>
          )}
          {mayAsk && (
            <LinkButton
              cohortId={cohortId}
              organisationId={organisationId}
              organisationName={name}
              caseId={null}
              link={link}
            />
          )}
        </Group>
      </Group>
      {cases.length > 0 && (
        <Stack gap={4} mt="sm" component="ul" p={0} style={{ listStyle: 'none' }}>
          {cases.map((one) => (
            <Group component="li" key={one.caseId} gap="sm">
              <Anchor component={Link} to={`${to}?cas=${one.caseId}`}>
                {one.publicName === '' ? t('tab.withdrawnCase') : t('tab.case', { name: one.publicName })}
              </Anchor>
              <Badge variant="light" tt="none" color={STATE_COLOURS[one.state]}>
                {t(`state.${one.state}`)}
              </Badge>
            </Group>
          ))}
        </Stack>
      )}
    </Paper>
  )
}

/** "Sous un nom d’emprunt · tout le monde · ne pas parler de : conflits · le 3 mars 2026, Anne Lenoir (direction)". */
function AnswerLine({ organisation: { statement } }: Pick<OrganisationRowProps, 'organisation'>): ReactNode {
  const { t } = useTranslation('consents')
  const lang = useLang()
  if (!statement) return null
  const { level, spread, topics, reservation, signer, statedAt, unreadable, linkBy } = statement
  const date = formatDay(statedAt, lang)
  const parts = [
    level && t(`level.${level}`),
    spread && t(`spread.${spread}`),
    topics.length > 0 &&
      t('answer.topics', { topics: topics.map((topic) => t(`topic.${topic}`)).join(', ') }),
    signer ? t('answer.by', { ...signer, date }) : t('answer.on', { date }),
    linkBy !== null && t('answer.linkBy', { name: linkBy }),
  ]
  return (
    <>
      <Text size="sm" c="dimmed">
        {parts.filter((part) => typeof part === 'string').join(' · ')}
      </Text>
      {reservation !== '' && (
        <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
          <q>{reservation}</q>
        </Text>
      )}
      {unreadable && (
        <Text size="sm" c="red">
          {t('answer.unreadable')}
        </Text>
      )}
    </>
  )
}
