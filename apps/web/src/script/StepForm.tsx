import { LANGUAGES, type Lang } from '@tablee/board/content'
import {
  powersOf,
  type ScriptStep,
  STEP_INSTRUCTION_MAX,
  STEP_MINUTES_MAX,
  STEP_TITLE_MAX,
  type StepFields,
} from '@tablee/board/script'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { HeldField } from './HeldField.tsx'
import styles from './script-editor.module.css'
import type { NamedZone } from './step-bar-parts.ts'

/** How a step is worked, in the order in which a workshop usually goes. */
const MODES = ['plenary', 'private', 'group', 'individual', 'vote'] as const
/** What participants may do, in the order in which it is read. */
const POWERS = ['write', 'moveOwn', 'vote', 'comment'] as const

interface StepFormProps {
  step: ScriptStep
  zones: readonly NamedZone[]
  lang: Lang
  /** Sends what was changed, and only that: two people may change different things of one step. */
  change(change: Partial<StepFields>): void
}

/** The fields of one step. Each is kept when it is left, and what others change meanwhile shows. */
export function StepForm({ step, zones, lang, change }: StepFormProps): ReactNode {
  const { t } = useTranslation('script')
  const modeId = useId()
  const isZoneOpen = (id: string) => step.zones.includes(id)
  return (
    <div className={styles['form']}>
      <HeldField
        label={t('form.title')}
        value={step.title[lang]}
        placeholder={LANGUAGES.map((each) => step.title[each]).find(Boolean)}
        maxLength={STEP_TITLE_MAX}
        keep={(text) => {
          const title = { ...step.title, [lang]: text.trim() }
          if (LANGUAGES.some((each) => title[each] !== '')) change({ title })
        }}
      />
      <HeldField
        label={t('form.instruction')}
        value={step.instruction[lang]}
        placeholder={LANGUAGES.map((each) => step.instruction[each]).find(Boolean)}
        maxLength={STEP_INSTRUCTION_MAX}
        isLong
        keep={(text) => change({ instruction: { ...step.instruction, [lang]: text.trim() } })}
      />
      <div className={styles['pair']}>
        <HeldField
          label={t('form.minutes')}
          value={String(step.minutes)}
          isNumber={{ min: 1, max: STEP_MINUTES_MAX }}
          keep={(text) => {
            const minutes = Math.round(Number(text))
            if (minutes >= 1 && minutes <= STEP_MINUTES_MAX) change({ minutes })
          }}
        />
        <div className={styles['field']}>
          <label htmlFor={modeId}>{t('form.mode')}</label>
          <select
            id={modeId}
            value={step.mode}
            onChange={({ currentTarget: { value } }) => {
              const mode = MODES.find((each) => each === value)
              if (!mode) return
              // What a mode is usually about comes with it, and can be changed below.
              const hidesCursors = mode === 'private' || mode === 'vote'
              change({ mode, may: powersOf(mode), hidesCursors })
            }}
          >
            {MODES.map((mode) => (
              <option key={mode} value={mode}>
                {t(`mode.${mode}`)}
              </option>
            ))}
          </select>
        </div>
      </div>
      <fieldset>
        <legend>{t('form.may')}</legend>
        {POWERS.map((power) => (
          <Check
            key={power}
            label={t(`form.power.${power}`)}
            isChecked={step.may[power]}
            set={(isOn) => change({ may: { ...step.may, [power]: isOn } })}
          />
        ))}
        <Check
          label={t('form.hidesCursors')}
          isChecked={step.hidesCursors}
          set={(hidesCursors) => change({ hidesCursors })}
        />
        {step.mode === 'private' && (
          <Check
            label={t('form.anonymous')}
            isChecked={step.anonymous}
            set={(anonymous) => change({ anonymous })}
          />
        )}
      </fieldset>
      {zones.length > 0 && (
        <fieldset>
          <legend>{t('form.zones')}</legend>
          <p className={styles['hint']}>{t(step.zones.length === 0 ? 'form.allZones' : 'form.someZones')}</p>
          {zones.map(({ id, label }) => (
            <Check
              key={id}
              label={label}
              isChecked={isZoneOpen(id)}
              set={(isOn) =>
                change({ zones: isOn ? [...step.zones, id] : step.zones.filter((each) => each !== id) })
              }
            />
          ))}
        </fieldset>
      )}
    </div>
  )
}

function Check({ label, isChecked, set }: { label: string; isChecked: boolean; set(isOn: boolean): void }) {
  return (
    <label className={styles['check']}>
      <input
        type="checkbox"
        checked={isChecked}
        onChange={({ currentTarget }) => set(currentTarget.checked)}
      />
      {label}
    </label>
  )
}
