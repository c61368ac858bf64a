import { simpleParser, type ParsedMail } from 'mailparser'

/** What a mail server says of a letter that it could not deliver, or not yet. */
export type DeliveryReport = {
  /** Whom it did not reach, lower case; without a status when the server gave none. */
  recipients: { address: string; action: string; status: string | null; trouble: string }[]
  /** Message-IDs, without brackets, that the report names or brings back: one of them is the letter's. */
  messageIds: string[]
}

/**
 * Reads a report on delivery (RFC 3464, as Postfix, Exchange and Google write it), or Exim's own kind of it with
 * `X-Failed-Recipients`. Null: the message is none. What it says is a stranger's claim.
 */
export async function readDeliveryReport(raw: Buffer): Promise<DeliveryReport | null> {
  // Links and HTML are of no use here, and cost most of the reading.
  const message = await simpleParser(raw, {
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    skipImageLinks: true,
    keepDeliveryStatus: true,
  })
  const recipients = [...statusOf(message), ...failedOf(message)]
  return recipients.length === 0 ? null : { recipients, messageIds: idsIn(message) }
}

/** One group of lines for each recipient, after one for the message (RFC 3464 2.1). */
function statusOf(message: ParsedMail): DeliveryReport['recipients'] {
  const report = message.attachments.find(({ contentType }) => contentType === 'message/delivery-status')
  const groups = unfolded(report?.content.toString() ?? '').split(/\n\s*\n/)
  return groups.flatMap((group) => {
    const address = addressIn(fieldOf(group, 'Original-Recipient')) ?? addressIn(fieldOf(group, 'Final-Recipient'))
    const action = fieldOf(group, 'Action')?.toLowerCase()
    if (address === null || !action) return []
    const status = /^[245]\.\d{1,3}\.\d{1,3}/.exec(fieldOf(group, 'Status') ?? '')?.[0] ?? null
    return [{ address, action, status, trouble: fieldOf(group, 'Diagnostic-Code')?.replace(/^\w+;\s*/, '') ?? '' }]
  })
}

function failedOf(message: ParsedMail): DeliveryReport['recipients'] {
  if (message.attachments.some(({ contentType }) => contentType === 'message/delivery-status')) return []
  const failed = message.headers.get('x-failed-recipients')
  return (typeof failed === 'string' ? failed : '').split(',').flatMap((each) => {
    const address = addressIn(each)
    return address === null ? [] : [{ address, action: 'failed', status: null, trouble: '' }]
  })
}

/** From the letter that was sent back, whole or its head, and from what the report answers to. */
function idsIn(message: ParsedMail): string[] {
  const returned = message.attachments
    .filter(({ contentType }) => /^(message\/rfc822|message\/global|text\/rfc822-headers)/.test(contentType))
    .map(({ content }) => fieldOf(unfolded(content.toString()), 'Message-ID'))
  // Exim puts the letter under its own words.
  const below = fieldOf(unfolded(message.text ?? ''), 'Message-ID')
  const named = [message.inReplyTo, ...[message.references ?? []].flat()]
  return [...returned, below, ...named].flatMap((each) => /<([^<>\s]+)>/.exec(each ?? '')?.[1] ?? [])
}

const unfolded = (text: string) => text.replace(/\r\n/g, '\n').replace(/\n[ \t]+/g, ' ')

function fieldOf(lines: string, name: string): string | undefined {
  return new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(lines)?.[1]?.trim()
}

function addressIn(field: string | undefined): string | null {
  return /[^\s<>;,"]+@[^\s<>;,"]+/.exec(field ?? '')?.[0].toLowerCase() ?? null
}
