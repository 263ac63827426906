import { useTranslation } from 'react-i18next'

interface SearchButtonProps {
  open(): void
}

/** Opens the search where there is no keyboard, and shows that there is one. */
export function SearchButton({ open }: SearchButtonProps) {
  const { t } = useTranslation('canvas')
  return (
    <button type="button" className="board-header__button" title={t('search.title')} onClick={open}>
      <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden>
        <circle cx="10.5" cy="10.5" r="6" fill="none" stroke="currentColor" strokeWidth="2" />
        <path d="m15 15 5 5" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      </svg>
      <span className="board-hidden">{t('search.title')}</span>
    </button>
  )
}
