import {
  Button,
  Checkbox,
  Fieldset,
  Paper,
  Radio,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core'
import { useForm } from '@mantine/form'
import {
  CONSENT_SPREADS,
  CONSENT_TOPICS,
  type ConsentAnswer,
  type ConsentView,
  personNameSchema,
  RESERVATION_MAX,
  titleSchema,
} from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import * as z from 'zod'
import type { ConsentKey } from '../api/consents.ts'
import { fieldProblems } from '../ui/form-problems.ts'
import { firstValues, levelsFor, yesOf } from './answer-values.ts'
import { useAnswer } from './use-answer.ts'

/** What is asked, and by what it is answered. */
export interface AnswerFormProps {
  view: ConsentView
  question: ConsentKey
}

/** Saying yes: how far, to whom, what not to speak of, and who decides. */
export function AnswerForm({ view, question }: AnswerFormProps): ReactNode {
  const { t } = useTranslation('consents')
  const isCase = view.case !== null
  const form = useForm({
    initialValues: firstValues(view),
    validate: (values) => ({
      ...(values.level === '' && { level: t('form.choose') }),
      ...(values.spread === '' && { spread: t('form.choose') }),
      ...(values.hasReservations &&
        values.topics.length === 0 &&
        values.reservation.trim() === '' && { reservation: t('form.whichReservation') }),
      ...fieldProblems(z.object({ name: personNameSchema, role: titleSchema }), values, t),
    }),
  })
  const send = useAnswer(question, view)
  const submit = form.onSubmit((values) => {
    const answer: ConsentAnswer | null = yesOf(values, view.case?.textHash ?? null)
    if (answer !== null) send.mutate(answer)
  })
  return (
    <Paper p={{ base: 'md', sm: 'lg' }} component="section" aria-labelledby="consent-answer">
      <form onSubmit={submit} noValidate>
        <Stack gap="lg">
          <Title order={2} fz={22} id="consent-answer">
            {t(isCase ? 'form.caseTitle' : 'form.title')}
          </Title>
          <Radio.Group label={t('form.level')} size="md" {...form.getInputProps('level')}>
            <Stack gap="sm" mt="xs">
              {levelsFor(view).map((level) => (
                <Radio
                  key={level}
                  value={level}
                  size="md"
                  label={t(`level.${level}`)}
                  description={t(`levelHint.${level}`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          {view.case ? (
            <Text>{t(`form.readers.${view.case.spread}`)}</Text>
          ) : (
            <Radio.Group label={t('form.spread')} size="md" {...form.getInputProps('spread')}>
              <Stack gap="sm" mt="xs">
                {CONSENT_SPREADS.map((spread) => (
                  <Radio key={spread} value={spread} size="md" label={t(`spread.${spread}`)} />
                ))}
              </Stack>
            </Radio.Group>
          )}
          <Checkbox
            size="md"
            label={t('form.hasReservations')}
            {...form.getInputProps('hasReservations', { type: 'checkbox' })}
          />
          {form.values.hasReservations && (
            <Fieldset legend={t('form.reservations')}>
              <Stack gap="md">
                <Checkbox.Group label={t('form.topics')} {...form.getInputProps('topics')}>
                  <Stack gap="sm" mt="xs">
                    {CONSENT_TOPICS.map((topic) => (
                      <Checkbox key={topic} value={topic} size="md" label={t(`topic.${topic}`)} />
                    ))}
                  </Stack>
                </Checkbox.Group>
                <Textarea
                  size="md"
                  label={t('form.otherReservation')}
                  description={t('form.otherReservationHint')}
                  autosize
                  minRows={2}
                  maxLength={RESERVATION_MAX}
                  {...form.getInputProps('reservation')}
                />
              </Stack>
            </Fieldset>
          )}
          <Fieldset legend={t('form.signer')}>
            <Stack gap="md">
              <TextInput
                size="md"
                label={t('form.name')}
                autoComplete="name"
                {...form.getInputProps('name')}
              />
              <TextInput
                size="md"
                label={t('form.role')}
                placeholder={t('form.roleExample')}
                autoComplete="organization-title"
                {...form.getInputProps('role')}
              />
              <Text size="sm" c="dimmed">
                {t('form.signerHint')}
              </Text>
            </Stack>
          </Fieldset>
          <Button type="submit" size="lg" loading={send.isPending}>
            {form.values.hasReservations
              ? t('form.acceptReserved')
              : t(isCase ? 'form.acceptText' : 'form.accept')}
          </Button>
        </Stack>
      </form>
    </Paper>
  )
}
