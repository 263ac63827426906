import { Checkbox, Modal, ScrollArea, Stack, Text } from '@mantine/core'
import { type BoardSummary, EXPORT_BOARDS_MAX } from '@tablee/contract'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { exportBoards } from '../api/exports.ts'
import { groupBoards } from '../boards/group-boards.ts'
import { ExportForm } from './ExportForm.tsx'

/** The boards to choose from. */
export interface ExportBoardsDialogProps {
  cohortId: string
  boards: readonly BoardSummary[]
  onClose(): void
}

/** Tall enough for some seven boards, in px. */
const LIST_MAX_PX = 220

/** Asks which boards and in which format, and brings them in one zip. */
export function ExportBoardsDialog({ cohortId, boards, onClose }: ExportBoardsDialogProps): ReactNode {
  const { t } = useTranslation('exports')
  const [chosen, setChosen] = useState<readonly string[]>(() =>
    boards.slice(0, EXPORT_BOARDS_MAX).map(({ id }) => id),
  )
  const tooMany = chosen.length > EXPORT_BOARDS_MAX
  const all = boards.map(({ id }) => id)
  const isAll = chosen.length === all.length
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('several')}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}
    >
      <Stack>
        <fieldset style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
          <Text component="legend" size="sm" fw={600} mb={8}>
            {t('which')}
          </Text>
          <Checkbox
            label={t('all')}
            checked={isAll}
            indeterminate={!isAll && chosen.length > 0}
            onChange={() => setChosen(isAll ? [] : all)}
            mb={8}
          />
          <ScrollArea.Autosize mah={LIST_MAX_PX} type="auto" viewportProps={{ tabIndex: 0 }}>
            <Stack gap={8} pl={4} py={4}>
              {groupBoards(boards).flatMap(({ organisation, boards: group }) =>
                group.map(({ id, title }) => (
                  <Checkbox
                    key={id}
                    label={title}
                    description={organisation?.name ?? t('everybody')}
                    styles={{ description: { fontSize: 14 } }}
                    checked={chosen.includes(id)}
                    onChange={(event) =>
                      setChosen(
                        event.currentTarget.checked
                          ? [...chosen, id]
                          : chosen.filter((other) => other !== id),
                      )
                    }
                  />
                )),
              )}
            </Stack>
          </ScrollArea.Autosize>
          <Text size="sm" c={tooMany ? 'red' : 'dimmed'} mt={8} role="status">
            {tooMany ? t('tooMany', { max: EXPORT_BOARDS_MAX }) : t('chosen', { count: chosen.length })}
          </Text>
        </fieldset>
        <ExportForm
          fetchFile={(format) => exportBoards(cohortId, chosen, format)}
          onClose={onClose}
          disabled={chosen.length === 0 || tooMany}
        />
      </Stack>
    </Modal>
  )
}
