import { List, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { searchQuery } from '../api/search.ts'
import { EmptyPlace } from '../ui/EmptyPlace.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { Page } from '../ui/Page.tsx'
import { FoundItem } from './FoundItem.tsx'
import { SearchField } from './SearchField.tsx'

/** `/recherche`: what stands on the boards that one may see. */
export function SearchPage(): ReactNode {
  const { t } = useTranslation('search')
  const { q = '', cohorte } = useSearch({ from: '/shell/recherche' })
  const found = useQuery(searchQuery(q, cohorte))
  const home = { label: t('home', { ns: 'common' }), to: '/' }
  const cohort = cohorte === undefined ? [] : [{ label: t('backToCohort'), to: `/cohortes/${cohorte}` }]
  return (
    <Page title={t('title')} trail={[home, ...cohort]}>
      <SearchField key={q} initial={q} {...(cohorte !== undefined && { cohortId: cohorte })} />
      {q !== '' && (
        <Loaded query={found}>
          {({ results, total, more, complete, boardsLeft }) => (
            <Stack gap="md">
              <Text role="status" c="dimmed">
                {!complete && results.length === 0 ? t('reading') : t('found', { count: total })}
                {complete && more && ` ${t('more', { n: results.length })}`}
                {!complete && results.length > 0 && ` ${t('reading')}`}
              </Text>
              {boardsLeft > 0 && <Text c="dimmed">{t('boardsLeft', { count: boardsLeft })}</Text>}
              {complete && results.length === 0 && (
                <EmptyPlace title={t('nothing', { q })} text={t('nothingHint')} />
              )}
              <List listStyleType="none" spacing="sm">
                {results.map((result) => (
                  <List.Item
                    key={`${result.board.id} ${result.itemId}`}
                    styles={{ itemWrapper: { width: '100%' }, itemLabel: { width: '100%' } }}
                  >
                    <FoundItem result={result} />
                  </List.Item>
                ))}
              </List>
            </Stack>
          )}
        </Loaded>
      )}
    </Page>
  )
}
