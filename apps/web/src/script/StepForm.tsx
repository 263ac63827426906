import { LANGUAGES, type Lang } from '@tablee/board/content'
import {
  powersOf,
  type ScriptStep,
  STEP_DOTS_MAX,
  STEP_INSTRUCTION_MAX,
  STEP_MINUTES_MAX,
  STEP_TITLE_MAX,
  type StepFields,
} from '@tablee/board/script'
import { type ReactNode, useId, useState } from 'react'
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
  /** The language in which its words are written at first: the reader's, or one that is missing. */
  written: Lang
  /** Sends what was changed, and only that: two people may change different things of one step. */
  change(change: Partial<StepFields>): void
}

/** The fields of one step. Each is kept when it is left, and what others change meanwhile shows. */
export function StepForm({ step, zones, written, change }: StepFormProps): ReactNode {
  const { t } = useTranslation('script')
  const modeId = useId()
  const [lang, setLang] = useState(written)
  const isZoneOpen = (id: string) => step.zones.includes(id)
  return (
    <div className={styles['form']}>
      <TextLanguage step={step} lang={lang} choose={setLang} />
      <HeldField
        key={`title-${lang}`}
        label={t('form.title')}
        lang={lang}
        value={step.title[lang]}
        placeholder={LANGUAGES.map((each) => step.title[each]).find(Boolean)}
        maxLength={STEP_TITLE_MAX}
        keep={(text) => {
          const title = { ...step.title, [lang]: text.trim() }
          if (LANGUAGES.some((each) => title[each] !== '')) change({ title })
        }}
      />
      <HeldField
        key={`instruction-${lang}`}
        label={t('form.instruction')}
        lang={lang}
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
      {step.mode === 'vote' && (
        <HeldField
          label={t('form.dots')}
          value={step.dots ? String(step.dots) : ''}
          placeholder={t('form.dotsAuto')}
          isNumber={{ min: 1, max: STEP_DOTS_MAX }}
          keep={(text) => {
            const dots = Math.round(Number(text))
            if (text.trim() === '') change({ dots: null })
            else if (dots >= 1 && dots <= STEP_DOTS_MAX) change({ dots })
          }}
        />
      )}
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

const LANGUAGE_NAMES = { fr: 'Français', nl: 'Nederlands', en: 'English' } as const

/** In which language the words of the step are written now, and in which some are missing. */
function TextLanguage({ step, lang, choose }: { step: ScriptStep; lang: Lang; choose(lang: Lang): void }) {
  const { t } = useTranslation('script')
  const name = useId()
  const misses = (each: Lang) =>
    [step.title, step.instruction].some(
      (text) => text[each] === '' && LANGUAGES.some((other) => text[other] !== ''),
    )
  return (
    <fieldset>
      <legend>{t('form.language')}</legend>
      <div className={styles['languages']}>
        {LANGUAGES.map((each) => (
          <label key={each} className={styles['check']}>
            <input type="radio" name={name} checked={each === lang} onChange={() => choose(each)} />
            <span>
              <span lang={each}>{LANGUAGE_NAMES[each]}</span>
              {misses(each) && <small>{t('form.untranslated')}</small>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
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
