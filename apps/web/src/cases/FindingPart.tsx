import { Badge, Button, Group, Text } from '@mantine/core'
import type { CaseDraftView, FindingView } from '@tablee/contract'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './case-editor.module.css'
import { FindingForm } from './FindingForm.tsx'

/** One identifier and the text it stands in. */
export interface FindingPartProps {
  draft: CaseDraftView
  statementId: string
  finding: FindingView
  editable: boolean
}

/** An identifier: what was found, and what becomes of it. */
export function FindingPart({ draft, statementId, finding, editable }: FindingPartProps): ReactNode {
  const { t } = useTranslation('cases')
  const [changing, setChanging] = useState(false)
  const decided = finding.decision.action !== 'undecided'
  return (
    <fieldset
      className={classes.finding}
      data-decided={decided || undefined}
      aria-label={t('findingLabel', { text: finding.text })}
    >
      <Group gap="xs">
        <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
          {t('quoted', { text: finding.text })}
        </Text>
        <Badge variant="light" color="gray" tt="none">
          {t(`kinds.${finding.kind}`)}
        </Badge>
        <Text size="sm" c="dimmed">
          {t(`layers.${finding.layer}`)}
        </Text>
      </Group>
      {decided && !changing ? (
        <Group justify="space-between" mt={4}>
          <Text size="sm">
            {finding.decision.how === null
              ? t(`decided.${finding.decision.action}`, {
                  replacement: finding.decision.replacement ?? '',
                  reason: finding.decision.reason ?? '',
                })
              : t('decidedHow', {
                  how: t(`hows.${finding.decision.how}`),
                  replacement: finding.decision.replacement ?? '',
                })}
          </Text>
          {editable && (
            <Button
              size="compact-sm"
              variant="subtle"
              aria-label={t('changeNamed', { text: finding.text })}
              onClick={() => setChanging(true)}
            >
              {t('edit', { ns: 'common' })}
            </Button>
          )}
        </Group>
      ) : (
        editable && (
          <FindingForm
            draft={draft}
            statementId={statementId}
            finding={finding}
            onClose={changing ? () => setChanging(false) : null}
          />
        )
      )}
    </fieldset>
  )
}
