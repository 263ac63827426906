import { Anchor, Table } from '@mantine/core'
import type { Indicator, Overview } from '@tablee/contract'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLang } from '../ui/use-lang.ts'
import styles from './overview.module.css'
import { type Total, totalCount, totalIndicator } from './total-indicator.ts'

/** What was counted. */
export interface OverviewTableProps {
  overview: Overview
}

/** One row a board: its indicators, then how much is in each zone. The first column stays in view. */
export function OverviewTable({ overview }: OverviewTableProps): ReactNode {
  const { t } = useTranslation('overview')
  const lang = useLang()
  const { rows, zones, indicators } = overview
  return (
    // A region that scrolls must be reached by the keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
    <section className={styles.scroll} tabIndex={0} aria-label={t('tableName')}>
      <Table className={styles.table} verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th className={styles.name} scope="col">
              {t(rows.some(({ board }) => board) ? 'organisation' : 'board')}
            </Table.Th>
            {indicators.map(({ id, label }) => (
              <Table.Th key={id} className={styles.indicator} scope="col">
                {label[lang]}
              </Table.Th>
            ))}
            {zones.map(({ id, label }) => (
              <Table.Th key={id} className={styles.zone} scope="col">
                {label[lang]}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, at) => (
            <Table.Tr key={row.board?.id ?? at}>
              <Table.Th className={styles.name} scope="row">
                {row.board ? (
                  <Anchor component={Link} to={`/tableaux/${row.board.id}`} preload={false}>
                    {row.board.organisation ?? row.board.title}
                  </Anchor>
                ) : (
                  t('unnamed', { n: at + 1 })
                )}
              </Table.Th>
              {indicators.map(({ id }) => (
                <Table.Td key={id} className={styles.indicator}>
                  <IndicatorValue indicator={row.indicators[id]} />
                </Table.Td>
              ))}
              {zones.map(({ id }) => (
                <Table.Td
                  key={id}
                  className={styles.zone}
                  data-empty={(row.counts[id] ?? 0) === 0 || undefined}
                >
                  {row.counts[id] ?? '–'}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
        {rows.length > 1 && (
          <Table.Tfoot>
            <Table.Tr className={styles.total}>
              <Table.Th className={styles.name} scope="row">
                {t('together')}
              </Table.Th>
              {indicators.map(({ id }) => (
                <Table.Td key={id} className={styles.indicator}>
                  <TotalValue total={totalIndicator(rows, id)} />
                </Table.Td>
              ))}
              {zones.map(({ id }) => (
                <Table.Td key={id} className={styles.zone}>
                  {totalCount(rows, id)}
                </Table.Td>
              ))}
            </Table.Tr>
          </Table.Tfoot>
        )}
      </Table>
    </section>
  )
}

function IndicatorValue({ indicator }: { indicator: Indicator | undefined }): ReactNode {
  const { t } = useTranslation('overview')
  switch (indicator?.kind) {
    case 'count':
      return indicator.value
    case 'present':
      return indicator.value ? t('yes') : t('notYet')
    case 'ratio':
      return indicator.value === null ? '–' : t('ratio', { of: indicator.of, per: indicator.per })
    case undefined:
      return '–'
  }
}

function TotalValue({ total }: { total: Total | null }): ReactNode {
  const { t } = useTranslation('overview')
  switch (total?.kind) {
    case 'count':
      return total.value
    case 'present':
      return t('yesOf', { yes: total.yes, of: total.of })
    case 'ratio':
      return total.per === 0 ? '–' : t('ratio', { of: total.of, per: total.per })
    case undefined:
      return '–'
  }
}
