import { Button, Group, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** What is sought already, and in which cohort. */
export interface SearchFieldProps {
  initial?: string
  /** All boards that one may see when left out. */
  cohortId?: string
}

/** Where one writes what to look for on the boards; leads to the page of results. */
export function SearchField({ initial = '', cohortId }: SearchFieldProps): ReactNode {
  const { t } = useTranslation('search')
  const navigate = useNavigate()
  const [q, setQ] = useState(initial)
  return (
    <search>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const sought = q.trim()
          if (sought === '') return
          // The router reports its own errors on the page.
          void navigate({
            to: '/recherche',
            search: { q: sought, ...(cohortId !== undefined && { cohorte: cohortId }) },
          })
        }}
      >
        <Group gap="xs" align="flex-end" wrap="nowrap" maw={560}>
          <TextInput
            type="search"
            size="md"
            style={{ flex: 1 }}
            label={cohortId === undefined ? t('label') : t('labelCohort')}
            placeholder={t('placeholder')}
            maxLength={200}
            value={q}
            onChange={(event) => setQ(event.currentTarget.value)}
          />
          <Button type="submit" size="md" variant="default">
            {t('submit')}
          </Button>
        </Group>
      </form>
    </search>
  )
}
