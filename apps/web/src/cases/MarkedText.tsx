import { Text } from '@mantine/core'
import type { FindingView } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { markText } from './mark-text.ts'
import classes from './marked-text.module.css'

/** A text and what was found in it. */
export interface MarkedTextProps {
  text: string
  findings: readonly FindingView[]
}

/** A text in which the identifiers stand out: open ones in amber with a thick line, decided ones in green. */
export function MarkedText({ text, findings }: MarkedTextProps): ReactNode {
  const { t } = useTranslation('cases')
  return (
    <Text className={classes.text}>
      {markText(text, findings).map((piece) =>
        piece.finding ? (
          <mark
            key={piece.finding.key}
            className={classes.mark}
            data-decided={piece.finding.decision.action !== 'undecided' || undefined}
            title={t(`kinds.${piece.finding.kind}`)}
          >
            {piece.text}
          </mark>
        ) : (
          piece.text
        ),
      )}
    </Text>
  )
}
