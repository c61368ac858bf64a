import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Box } from '#app/ui/box.tsx'
import { Section, Stack } from '#app/ui/page.tsx'
import type { AttendanceReport } from '../rules.ts'
import { AttendanceNumbers } from './attendance-numbers.tsx'

/** The way to the door and its list on paper, and once the door is closed who came. */
export function DoorWays({ eventId, report }: { eventId: string; report: AttendanceReport | null }) {
  const { t } = useTranslation('attendance')
  return (
    <Box>
      <Stack gap={20}>
        {report && <AttendanceNumbers report={report} />}
        <Section title={t('ways.title')} hideTitle={report !== null}>
          <Stack gap={12}>
            {!report && <p>{t('ways.text')}</p>}
            <Link to={`/events/${eventId}/door`}>{t('ways.door')}</Link>
            <Link to={`/events/${eventId}/sign-in-list`}>{t('ways.sheet')}</Link>
          </Stack>
        </Section>
      </Stack>
    </Box>
  )
}
