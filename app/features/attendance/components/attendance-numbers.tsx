import { useTranslation } from 'react-i18next'
import { invitedKinds } from '#app/features/directory/rules.ts'
import { Facts } from '#app/ui/lines.tsx'
import { Section } from '#app/ui/page.tsx'
import type { AttendanceReport } from '../rules.ts'

/** Who came, in numbers: people, then organisations by kind, and how many of those who had said yes stayed away. */
export function AttendanceNumbers({ report }: { report: AttendanceReport }) {
  const { t } = useTranslation('attendance')
  const kinds = invitedKinds.map(
    (kind) => [kind, kind === 'association' ? report.associations : report.kinds[kind].present] as const,
  )
  const rows = [
    { term: t('report.people'), text: report.present },
    { term: t('report.peopleOf'), text: `${String(report.coming)} / ${String(report.expected)}` },
    ...kinds
      .filter(([kind, count]) => kind === 'association' || count > 0)
      .map(([kind, count]) => ({ term: t(`report.kinds.${kind}`), text: count })),
    ...(report.walkInOthers > 0 ? [{ term: t('report.others'), text: report.walkInOthers }] : []),
    { term: t('report.absent'), text: report.absent },
  ]
  return (
    <Section title={t('report.title')}>
      <Facts rows={rows} />
    </Section>
  )
}
