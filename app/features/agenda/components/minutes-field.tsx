import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Stepper } from '#app/ui/stepper.tsx'
import { longestMinutes } from '../rules.ts'

/** The number as it is typed; what is no length of an item is not passed on. */
export function MinutesField({
  id,
  minutes,
  onChange,
}: {
  id: string
  minutes: number
  onChange(minutes: number): void
}) {
  const { t } = useTranslation('agenda')
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <Stepper
      id={id}
      less={t('fields.less')}
      more={t('fields.moreMinutes')}
      min={0}
      max={longestMinutes}
      step={5}
      value={typed ?? String(minutes)}
      onChange={({ currentTarget: { value } }) => {
        const given = Number(value)
        const good = value !== '' && Number.isInteger(given) && given >= 0 && given <= longestMinutes
        setTyped(good ? null : value)
        if (good) onChange(given)
      }}
      onBlur={() => setTyped(null)}
    />
  )
}
