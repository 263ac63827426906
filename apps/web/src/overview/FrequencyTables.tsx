import { Table } from '@mantine/core'
import type { Overview } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLang } from '../ui/use-lang.ts'

/** What was counted over the groups. */
export interface FrequencyTablesProps {
  frequencies: Overview['frequencies']
}

/** Which words the groups chose, how often, and in how many groups: what several say counts for the next ones. */
export function FrequencyTables({ frequencies }: FrequencyTablesProps): ReactNode {
  const { t } = useTranslation('overview')
  const lang = useLang()
  return frequencies.map(({ id, label, terms }) => (
    <Table key={id} verticalSpacing="xs" maw={640} captionSide="top">
      <Table.Caption ta="left">{t('chosen', { what: label[lang] })}</Table.Caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('term')}</Table.Th>
          <Table.Th scope="col">{t('times')}</Table.Th>
          <Table.Th scope="col">{t('onBoards')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {terms.map((term) => (
          <Table.Tr key={term.id}>
            <Table.Th scope="row">{term.label[lang]}</Table.Th>
            <Table.Td>{term.count}</Table.Td>
            <Table.Td>{term.boards}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  ))
}
