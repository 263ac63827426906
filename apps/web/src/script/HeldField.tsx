import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import styles from './script-editor.module.css'

interface HeldFieldProps {
  label: string
  value: string
  placeholder?: string | undefined
  maxLength?: number
  isLong?: boolean
  /** The language of what is written in it, where that is not the reader's. */
  lang?: string
  isNumber?: { min: number; max: number }
  /** Told what was written when the field is left, if it says something else than before. */
  keep(text: string): void
}

/** A field that keeps what is typed until it is left, whatever arrives meanwhile; then it shows what was kept. */
export function HeldField(props: HeldFieldProps): ReactNode {
  const { label, value, placeholder, maxLength, isLong = false, lang, isNumber, keep } = props
  const id = useId()
  const [text, setText] = useState(value)
  const isHeld = useRef(false)
  useEffect(() => {
    if (!isHeld.current) setText(value)
  }, [value])
  const leave = () => {
    isHeld.current = false
    if (text !== value) keep(text)
    // What cannot be kept, such as no title at all, goes back to what it was.
    if (text.trim() === '' && !isLong) setText(value)
  }
  const shared = {
    id,
    value: text,
    placeholder,
    maxLength,
    lang,
    onFocus: () => {
      isHeld.current = true
    },
    onBlur: leave,
  }
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      {isLong ? (
        <textarea {...shared} rows={3} onChange={({ currentTarget }) => setText(currentTarget.value)} />
      ) : (
        <input
          {...shared}
          {...(isNumber ? { type: 'number', ...isNumber } : { type: 'text' })}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={({ key, currentTarget }) => key === 'Enter' && currentTarget.blur()}
        />
      )}
    </div>
  )
}
