import { PasswordInput, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { PASSWORD_MIN } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** The form that holds the two fields, and whether the password is chosen here or known already. */
export interface CredentialFieldsProps {
  inputProps: UseFormReturnType<{ email: string; password: string }>['getInputProps']
  password: 'new' | 'current'
}

/** An address and a password, named so that password managers understand them. */
export function CredentialFields({ inputProps, password }: CredentialFieldsProps): ReactNode {
  const { t } = useTranslation('accounts')
  return (
    <>
      <TextInput size="md" type="email" autoComplete="username" label={t('email')} {...inputProps('email')} />
      <PasswordInput
        size="md"
        autoComplete={`${password}-password`}
        label={t('password')}
        description={password === 'new' && t('passwordHint', { count: PASSWORD_MIN })}
        visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
        {...inputProps('password')}
      />
    </>
  )
}
