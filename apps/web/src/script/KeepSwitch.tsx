import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keepSteps, wantsSteps } from './kept-steps.ts'
import styles from './script-editor.module.css'

/** Whether the board is kept at the end of each step that is run from this device. Off until somebody wants it. */
export function KeepSwitch({ boardId }: { boardId: string }): ReactNode {
  const { t } = useTranslation('script')
  const [isOn, setOn] = useState(() => wantsSteps(boardId))
  const hint = useId()
  return (
    <div className={styles['keep']}>
      <label className={styles['check']}>
        <input
          type="checkbox"
          checked={isOn}
          aria-describedby={hint}
          onChange={({ currentTarget: { checked } }) => {
            keepSteps(boardId, checked)
            setOn(checked)
          }}
        />
        {t('keep.label')}
      </label>
      <p id={hint}>{t('keep.hint')}</p>
    </div>
  )
}
