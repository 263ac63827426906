import { Button, Checkbox, Group, Paper, Stack, Text, Textarea } from '@mantine/core'
import { CASE_IMAGE_ALT_MAX, type CaseDraftView, type CaseImageView } from '@tablee/contract'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addCaseImage, changeCaseImage, removeCaseImage } from '../../api/cases.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import caseClasses from '../case-editor.module.css'
import { FindingPart } from '../FindingPart.tsx'
import { LostPart } from '../LostPart.tsx'
import { useCaseCommand } from '../use-case-command.ts'
import classes from './images.module.css'

/** One picture of a draft. */
export interface ImagePartProps {
  draft: CaseDraftView
  image: CaseImageView
  editable: boolean
}

/** What would be seen and what would be read out, and the tick without which neither enters the case. */
export function ImagePart({ draft, image, editable }: ImagePartProps): ReactNode {
  const { t } = useTranslation('cases')
  const { id, pixels, width, height, snapshotId } = image
  const place = { caseId: draft.id, cohortId: draft.cohortId }
  const take = useCaseCommand(place, {
    run: (taken: boolean) => changeCaseImage(draft.id, id, { taken }),
  })
  const remove = useCaseCommand(place, { run: () => removeCaseImage(draft.id, id) })
  const redraw = useCaseCommand(place, {
    run: () => addCaseImage(draft.id, { snapshotId: snapshotId ?? '', replaces: id }),
  })
  const isOpen = draft.obstacles.some(({ imageIds }) => imageIds?.includes(id))
  const taken = take.isPending ? take.variables : image.taken
  return (
    <Paper component="article" p="md" id={`image-${id}`} tabIndex={-1} aria-label={t('images.one')}>
      <div className={caseClasses.statement}>
        <Stack gap={6} className={caseClasses.source}>
          <Text size="sm" fw={600} c="dimmed">
            {t(snapshotId === null ? 'images.fromFile' : 'images.fromBoard')}
          </Text>
          <img
            className={classes.picture}
            // other pixels stand under another address
            src={`/api/cases/${draft.id}/images/${id}?pixels=${pixels}`}
            alt={image.alt === '' ? t('images.undescribed') : image.alt}
            width={width}
            height={height}
          />
        </Stack>
        <Stack gap="sm">
          <AltForm key={image.alt} draft={draft} image={image} editable={editable} />
          {image.redacted !== image.alt && (
            <Stack gap={4}>
              <Text size="sm" fw={600} c="dimmed">
                {t('inCase')}
              </Text>
              <Text>{image.redacted}</Text>
            </Stack>
          )}
          <LostPart draft={draft} statementIds={[id]} editable={editable} />
          {image.findings.map((finding) => (
            <FindingPart
              key={finding.key}
              draft={draft}
              statementId={id}
              finding={finding}
              editable={editable}
            />
          ))}
          <Checkbox
            label={t('images.take')}
            description={image.alt === '' ? t('images.takeNeedsText') : undefined}
            checked={taken}
            disabled={!editable || image.alt === ''}
            onChange={(event) => take.mutate(event.currentTarget.checked)}
          />
          {isOpen && snapshotId !== null && image.redacted !== '' && <Text>{t('images.outdated')}</Text>}
          {editable && (
            <Group gap="xs">
              {snapshotId !== null && (
                <Button
                  size="compact-sm"
                  variant="default"
                  loading={redraw.isPending}
                  onClick={() => redraw.mutate()}
                >
                  {t('images.redraw')}
                </Button>
              )}
              <Button
                size="compact-sm"
                variant="subtle"
                color="red"
                loading={remove.isPending}
                onClick={() => remove.mutate()}
              >
                {t('images.remove')}
              </Button>
            </Group>
          )}
        </Stack>
      </div>
    </Paper>
  )
}

/** What is read out in place of the picture. */
function AltForm({ draft, image, editable }: ImagePartProps): ReactNode {
  const { t } = useTranslation('cases')
  const [alt, setAlt] = useState(image.alt)
  const save = useCaseCommand(
    { caseId: draft.id, cohortId: draft.cohortId },
    {
      run: () => changeCaseImage(draft.id, image.id, { alt: alt.trim() }),
      onProblem: () => undefined, // shown below
    },
  )
  const isChanged = alt.trim() !== image.alt
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (isChanged) save.mutate()
      }}
    >
      <Stack gap="xs">
        <Textarea
          label={t('images.alt')}
          description={t('images.altHint')}
          autosize
          minRows={2}
          maxLength={CASE_IMAGE_ALT_MAX}
          readOnly={!editable}
          value={alt}
          onChange={(event) => setAlt(event.currentTarget.value)}
        />
        {save.error && <ErrorNotice error={save.error} />}
        {editable && isChanged && (
          <Group>
            <Button type="submit" size="sm" loading={save.isPending}>
              {t('save', { ns: 'common' })}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  )
}
