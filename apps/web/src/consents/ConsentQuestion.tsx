import { Alert, List, Paper, Stack, Text } from '@mantine/core'
import type { ConsentView } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type ConsentKey, consentQuery } from '../api/consents.ts'
import { Loaded } from '../ui/Loaded.tsx'
import { Page } from '../ui/Page.tsx'
import { AnswerForm } from './AnswerForm.tsx'
import { PresentAnswer } from './PresentAnswer.tsx'
import { ReadCase } from './ReadCase.tsx'
import { RefuseOrWithdraw } from './RefuseOrWithdraw.tsx'

/** By what somebody answers, and the way back when she came from inside. */
export interface ConsentQuestionProps {
  question: ConsentKey
  trail?: { to: string }
}

/** What an organisation is asked, in plain words: the text if there is one, what it may answer, what follows from it. */
export function ConsentQuestion({ question, trail }: ConsentQuestionProps): ReactNode {
  const { t } = useTranslation('consents')
  // Read anew each time: another person of the organisation may have answered.
  const view = useQuery({ ...consentQuery(question), staleTime: 0, retry: false })
  const isCase = view.data?.case != null
  return (
    <Page
      title={isCase ? t('page.caseTitle') : t('page.title')}
      {...(view.data && { lead: `${view.data.organisationName} · ${view.data.cohortName}` })}
      width="reading"
      {...(trail && { trail: [{ label: view.data?.cohortName ?? t('page.back'), to: trail.to }] })}
    >
      <Loaded query={view}>{(shown) => <Question view={shown} question={question} />}</Loaded>
    </Page>
  )
}

function Question({ view, question }: { view: ConsentView; question: ConsentKey }): ReactNode {
  const { t } = useTranslation('consents')
  const { statement } = view
  const standing = statement?.state
  const mayAgree = !view.expired && !view.isAsker && (view.case === null || view.case.status === 'draft')
  return (
    <Stack gap="xl">
      <Intro view={view} />
      {statement && <PresentAnswer view={view} statement={statement} />}
      {view.case && <CaseText of={view.case} expired={view.expired} question={question} />}
      {mayAgree && (view.case === null || view.case.text !== null) && (
        // a new answer begins with what stands now
        <AnswerForm key={statement?.id ?? 'first'} view={view} question={question} />
      )}
      {view.isAsker && (
        <Alert variant="light">
          <Text c="var(--mantine-color-text)">{t('page.asker')}</Text>
        </Alert>
      )}
      {view.expired && <Text>{t('page.expired')}</Text>}
      {(!view.isAsker || 'cohortId' in question) && view.case?.status !== 'withdrawn' && (
        <RefuseOrWithdraw view={view} question={question} standing={standing} />
      )}
    </Stack>
  )
}

function Intro({ view }: { view: ConsentView }): ReactNode {
  const { t } = useTranslation('consents')
  if (view.case?.status === 'withdrawn') return null
  const about = view.case === null ? 'general' : view.case.status
  return (
    <Paper p={{ base: 'md', sm: 'lg' }}>
      <Stack gap="sm">
        <Text>{t(`intro.${about}`)}</Text>
        <List spacing={6}>
          <List.Item>{t('intro.silence')}</List.Item>
          <List.Item>{t('intro.room')}</List.Item>
          <List.Item>{t('intro.takeBack')}</List.Item>
        </List>
      </Stack>
    </Paper>
  )
}

function CaseText({
  of,
  expired,
  question,
}: {
  of: NonNullable<ConsentView['case']>
  expired: boolean
  question: ConsentKey
}): ReactNode {
  const { t } = useTranslation('consents')
  if (of.text) return <ReadCase text={of.text} question={question} />
  if (of.status === 'withdrawn' || expired) return null
  return (
    <Alert variant="light">
      <Text c="var(--mantine-color-text)">{t('page.notReady')}</Text>
    </Alert>
  )
}
