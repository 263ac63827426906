import { Box, Button, Group, Stack, Text } from '@mantine/core'
import type { LocalisedText } from '@tablee/board'
import { TEXT_LIMITS, type TemplatePlace } from '@tablee/templates'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../ui/Icon.tsx'
import { fieldId, newTerm } from './draft-changes.ts'
import { useFormerIds } from './former-ids.ts'
import { LocalisedField } from './LocalisedField.tsx'
import { OrderButtons } from './OrderButtons.tsx'
import type { PartList } from './part-list.ts'

type Term = { id: string; label: LocalisedText }

/** A short list of words that belongs to one zone. */
export interface TermsEditorProps {
  title: string
  add: string
  place: TemplatePlace
  /** Where the words stand in the method. */
  list: PartList
  terms: readonly Term[]
  onChange(terms: Term[]): void
}

/** Answers to vote for, things to score, or what a direction tells apart. */
export function TermsEditor({ title, add, place, list, terms, onChange }: TermsEditorProps): ReactNode {
  const { t } = useTranslation('methods')
  const former = useFormerIds().parts(list)
  return (
    <Stack gap="xs" id={place.termId === undefined ? fieldId(place) : undefined} tabIndex={-1}>
      <Text fw={600} size="sm">
        {title}
      </Text>
      {terms.map((term, at) => (
        <Group key={term.id} align="flex-end" gap="xs">
          <Box flex="1 1 260px">
            <LocalisedField
              id={fieldId({ ...place, termId: [place.termId, term.id].filter(Boolean).join('.') })}
              label={t('options.term', { number: at + 1 })}
              value={term.label}
              max={TEXT_LIMITS.termLabel}
              onChange={(label) => onChange(terms.map((old, i) => (i === at ? { ...old, label } : old)))}
            />
          </Box>
          <OrderButtons
            list={terms}
            at={at}
            name={t('options.term', { number: at + 1 })}
            onChange={onChange}
          />
        </Group>
      ))}
      <Button
        variant="subtle"
        size="sm"
        leftSection={<Icon name="plus" />}
        onClick={() => onChange([...terms, newTerm('answer', terms, former)])}
        style={{ alignSelf: 'start' }}
      >
        {add}
      </Button>
    </Stack>
  )
}
