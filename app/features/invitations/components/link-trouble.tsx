import { useTranslation } from 'react-i18next'
import { Narrow, Stack } from '#app/ui/page.tsx'

/** An address that opens nothing, or nothing any more. */
export function LinkTrouble({ kind }: { kind: 'unknown' | 'expired' }) {
  const { t } = useTranslation('invitations')
  return (
    <Narrow padded>
      <Stack gap={14}>
        <h1>{t(`linkTrouble.${kind}.title`)}</h1>
        <p className="lead">{t(`linkTrouble.${kind}.text`)}</p>
      </Stack>
    </Narrow>
  )
}
