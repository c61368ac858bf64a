import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Notice } from '#app/ui/notice.tsx'
import type { Gap } from '../rules.ts'

/** What is missing in the letter and for how many: to be read before one sends it all the same. */
export function GapNotice({ gaps, fix, insisted }: { gaps: Gap[]; fix: string; insisted: boolean }) {
  const { t } = useTranslation('letterTexts')
  if (gaps.length === 0) return null
  return (
    <Notice
      tone="warn"
      title={t('send.gaps')}
      {...(insisted && { role: 'alert' })}
      actions={<Link to={fix}>{t('send.fix')}</Link>}
    >
      <ul>
        {gaps.map((gap) => (
          <li key={`${gap.missing}-${gap.language}`}>
            {gap.missing === 'version'
              ? t(`send.gap.version.${gap.language}`, {
                  count: gap.count,
                  instead: t(`send.instead.${gap.instead}`),
                })
              : t(`send.gap.summary.${gap.language}`, { count: gap.count })}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
