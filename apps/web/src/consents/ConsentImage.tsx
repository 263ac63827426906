import { Skeleton } from '@mantine/core'
import type { ReadableCase } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { type ConsentKey, consentImageQuery } from '../api/consents.ts'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import classes from './read-case.module.css'

/** One picture of a case, and by what somebody may see it. */
export interface ConsentImageProps {
  question: ConsentKey
  image: ReadableCase['images'][number]
}

/** A picture as everybody would see it, with what is read out of it. */
export function ConsentImage({ question, image }: ConsentImageProps): ReactNode {
  const { data, error } = useQuery({ ...consentImageQuery(question, image.id), retry: false })
  const url = useAddress(data)
  return (
    <figure className={classes['figure']}>
      {error && <ErrorNotice error={error} />}
      {url === null && error === null && <Skeleton height={160} />}
      {url !== null && <img src={url} alt={image.alt} width={image.width} height={image.height} />}
      <figcaption>{image.alt}</figcaption>
    </figure>
  )
}

/** An address of bytes for as long as they are shown. */
function useAddress(bytes: Blob | undefined): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (bytes === undefined) return
    const made = URL.createObjectURL(bytes)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [bytes])
  return url
}
