import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Narrow, Stack } from './page.tsx'

/** The statuses that have words of their own; any other is ours to answer for. */
const kinds = {
  400: 'refused',
  403: 'forbidden',
  404: 'missing',
  405: 'missing',
  410: 'gone',
  413: 'large',
  415: 'refused',
  429: 'often',
} as const

type TroubleKind = (typeof kinds)[keyof typeof kinds] | 'failed' | 'offline'

export function troubleOf(status: number): TroubleKind {
  return status in kinds ? kinds[status as keyof typeof kinds] : 'failed'
}

/** What a page says when it cannot show what was asked: what happened, what is safe, and a way on. */
export function Trouble({ kind }: { kind: TroubleKind }) {
  const { t } = useTranslation()
  return (
    <Narrow padded>
      <Stack gap={14}>
        <h1>{t(`trouble.${kind}.title`)}</h1>
        <p className="lead">{t(`trouble.${kind}.text`)}</p>
        <p>
          <Link reloadDocument to="/">
            {t('trouble.home')}
          </Link>
        </p>
        <p>
          <Link reloadDocument to="/contact">
            {t('trouble.contact')}
          </Link>
        </p>
      </Stack>
    </Narrow>
  )
}
