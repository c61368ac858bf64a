import { system } from '#app/features/audit/rules.ts'
import { noteBounce } from '#app/features/directory/note-bounce.server.ts'
import { readDeliveryReport } from '#app/lib/delivery-report.server.ts'
import type { Database } from '#db/database.ts'

/** What a message in the mailbox was, and what came of it. */
export type Received =
  | { kind: 'bounce'; letterId: string; changed: boolean }
  /** A report about nothing that we sent, or about no lasting trouble. */
  | { kind: 'report' }
  | { kind: 'other' }

/**
 * Takes one message. A letter that came back is marked where its convener sees it; a report about a delay changes nothing,
 * for the mail server goes on trying. Taking a message twice does no harm.
 */
export async function receiveMessage(
  db: Database,
  raw: Buffer,
  { baseUrl, now }: { baseUrl: string; now: number },
): Promise<Received> {
  // What cannot be read is not read again and again.
  const report = await readDeliveryReport(raw).catch(() => null)
  if (report === null) return { kind: 'other' }
  const host = `@${new URL(baseUrl).hostname}`
  const ours = report.messageIds.flatMap((id) => (id.endsWith(host) ? [id.slice(0, -host.length)] : []))
  for (const { address, action, status, trouble } of report.recipients) {
    if (action !== 'failed') continue
    for (const letterId of ours) {
      const words = [status, trouble].filter(Boolean).join(' ')
      const told = { letterId, recipient: address, refused: status?.startsWith('5') ?? false, trouble: words }
      const noted = await noteBounce(db, { ...told, actor: system, now })
      if (noted.ok) return { kind: 'bounce', letterId, changed: noted.changed }
    }
  }
  return { kind: 'report' }
}
