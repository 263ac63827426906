import { Anchor, Badge, Button, Paper, Stack, Text, TextInput, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { INVITATION_PASSWORD_MAX, type Joined, personNameSchema } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import * as z from 'zod'
import { sessionQuery } from '../api/accounts.ts'
import { type InvitationKey, join, previewInvitation } from '../api/invitations.ts'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { fieldProblems, refusedFields } from '../ui/form-problems.ts'
import { formatMoment } from '../ui/format-date.ts'
import { LoadingLines } from '../ui/Loaded.tsx'
import { useCommand } from '../ui/use-command.ts'
import { useLang } from '../ui/use-lang.ts'
import { dropSecret } from './fragment-secret.ts'

/** What the joiner holds, and the way back to another code. */
export interface JoinStepProps {
  invitation: InvitationKey
  onOther(): void
}

/** Shows what one is about to join, asks for a first name at most, and joins with one big button. */
export function JoinStep({ invitation, onOther }: JoinStepProps): ReactNode {
  const { t } = useTranslation('accounts')
  const lang = useLang()
  const navigate = useNavigate()
  const session = useQuery(sessionQuery)
  const preview = useQuery({
    queryKey: ['invitation-preview', invitation],
    queryFn: () => previewInvitation(invitation),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  const person = session.data?.person ?? null
  const form = useForm({
    initialValues: { name: '', organisation: '', password: '' },
    validate: (values) => (person ? {} : fieldProblems(z.object({ name: personNameSchema }), values, t)),
  })
  const enter = useCommand({
    run: ({ name, organisation, password }: Record<'name' | 'organisation' | 'password', string>) =>
      join({
        ...invitation,
        ...(person ? {} : { name: name.trim(), lang }),
        ...(organisation.trim() === '' ? {} : { organisation: organisation.trim() }),
        ...(password.trim() === '' ? {} : { password: password.trim() }),
      }),
    refresh: [sessionQuery.queryKey, ['programmes'], ['cohorts']],
    onDone: (joined) => {
      // To the board first: dropping the secret would show the code field again for a moment.
      void navigate({ to: landing(joined) }).then(dropSecret) // the router reports its own errors on the page
    },
    onProblem: (error) => form.setErrors(refusedFields(error, t)),
  })
  if (preview.error || session.error) {
    return (
      <Stack>
        <ErrorNotice error={preview.error ?? session.error} />
        <Button variant="default" onClick={onOther}>
          {t('join.otherCode')}
        </Button>
      </Stack>
    )
  }
  if (!preview.data || !session.data) return <LoadingLines />
  const { workshop } = preview.data
  // A funder does not learn what her role is held in.
  const isNamed = preview.data.scopeName !== ''
  return (
    <Paper p={{ base: 'md', sm: 'xl' }}>
      <form onSubmit={form.onSubmit((values) => enter.mutate(values))} noValidate>
        <Stack>
          <div>
            <Text c="dimmed">
              {t(
                workshop
                  ? 'join.youJoin.workshop'
                  : `join.youJoin.${isNamed ? preview.data.scopeKind : 'instance'}`,
              )}
            </Text>
            <Title order={2} fz={24} style={{ overflowWrap: 'anywhere' }}>
              {workshop ? workshop.title : isNamed ? preview.data.scopeName : 'Tablée'}
            </Title>
            {workshop && <Text>{formatMoment(workshop.startsAt, lang)}</Text>}
            <Badge variant="light" size="lg" mt={8} tt="none">
              {t(`roles.${preview.data.role}`, { ns: 'common' })}
            </Badge>
          </div>
          {enter.error && <ErrorNotice error={enter.error} />}
          {person ? (
            <Text>{t('join.signedInAs', { name: person.name })}</Text>
          ) : (
            <TextInput
              size="lg"
              label={t('join.firstName')}
              description={t('join.firstNameHint')}
              autoComplete="given-name"
              {...form.getInputProps('name')}
            />
          )}
          {workshop?.asksOrganisation && (
            <TextInput
              size="lg"
              label={t('join.organisation')}
              description={t('join.organisationHint')}
              autoComplete="organization"
              {...form.getInputProps('organisation')}
            />
          )}
          {preview.data.asksPassword && (
            // said aloud in the room: nobody has to type it blindly
            <TextInput
              size="lg"
              label={t('join.password')}
              description={t('join.passwordHint')}
              autoComplete="off"
              maxLength={INVITATION_PASSWORD_MAX}
              {...form.getInputProps('password')}
            />
          )}
          <Button type="submit" size="lg" loading={enter.isPending || enter.isSuccess}>
            {t('join.submit')}
          </Button>
          {!person && (
            <Text size="sm" c="dimmed">
              {t('join.haveAccount')}{' '}
              <Anchor component={Link} to="/connexion?retour=/rejoindre" inherit>
                {t('signIn.submit')}
              </Anchor>
            </Text>
          )}
        </Stack>
      </form>
    </Paper>
  )
}

/** The most useful place for who has just joined; into a session with the small screen of a phone, the plan. */
function landing({ boardId, cohortId, workshopId }: Joined): string {
  if (boardId !== null && workshopId !== null && matchMedia('(max-width: 48em)').matches)
    return `/tableaux/${boardId}/plan`
  if (boardId !== null) return `/tableaux/${boardId}`
  return cohortId === null ? '/' : `/cohortes/${cohortId}`
}
