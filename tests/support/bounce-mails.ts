/** Reports on delivery in the shapes of the servers that associations have (RFC 3464, and Exim's own). */
export type Bounce = { letterId: string; recipient: string; host?: string; action?: string; status?: string }

type Shape = (bounce: Required<Bounce>) => string

const head = (from: string, more = '') => `From: ${from}
To: kutsu@laukaa.fi
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
${more}Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: base64

Vmllc3Rpw6RzaSBlaSB2b2l0dSB0b2ltaXR0YWEu

`

const letter = ({ letterId, host, recipient }: Required<Bounce>) => `From: kutsu@laukaa.fi
To: ${recipient}
Subject: =?UTF-8?Q?J=C3=A4rjest=C3=B6foorumi?=
Message-ID: <${letterId}@${host}>
`

const postfix: Shape = (bounce) => `${head('MAILER-DAEMON@mx.laukaa.fi')}--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.laukaa.fi
Arrival-Date: Sat, 28 Nov 2026 12:00:00 +0200 (EET)

Final-Recipient: rfc822; ${bounce.recipient}
Original-Recipient: rfc822;${bounce.recipient}
Action: ${bounce.action}
Status: ${bounce.status}
Diagnostic-Code: smtp; 550 ${bounce.status} <${bounce.recipient}>: Recipient address
    rejected: User unknown

--b
Content-Type: message/rfc822

${letter(bounce)}
Tervetuloa.
--b--
`

const exchange: Shape = (
  bounce,
) => `${head('postmaster@kunta.onmicrosoft.com', `In-Reply-To: <${bounce.letterId}@${bounce.host}>\nReferences: <${bounce.letterId}@${bounce.host}>\n`)}--b
Content-Type: message/delivery-status

Reporting-MTA: dns;AM0PR01MB.eurprd01.prod.exchangelabs.com

Final-Recipient: rfc822;${bounce.recipient.toUpperCase()}
Action: ${bounce.action}
Status: ${bounce.status}
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found

--b--
`

const google: Shape = (bounce) => `${head('mailer-daemon@googlemail.com')}--b
Content-Type: message/delivery-status

Reporting-MTA: dns; googlemail.com

Final-Recipient: rfc822; ${bounce.recipient}
Action: ${bounce.action}
Status: ${bounce.status}
Diagnostic-Code: smtp; The email account that you tried to reach does not exist.

--b
Content-Type: text/rfc822-headers

${letter(bounce)}
--b--
`

const exim: Shape = (bounce) => `From: Mail Delivery System <Mailer-Daemon@mail.example>
To: kutsu@laukaa.fi
X-Failed-Recipients: ${bounce.recipient}
Subject: Mail delivery failed: returning message to sender
Content-Type: text/plain; charset=us-ascii

A message that you sent could not be delivered:

  ${bounce.recipient}
    all relevant MX records point to non-existent hosts

------ This is a copy of the message's headers. ------

${letter(bounce)}`

const shapes = { postfix, exchange, google, exim }
export type BounceShape = keyof typeof shapes
export const bounceShapes = Object.keys(shapes) as BounceShape[]

/** A report that a letter could not be delivered, as such a server writes it. */
export function bounceMail(shape: BounceShape, bounce: Bounce): string {
  return shapes[shape]({ host: 'kutsu.laukaa.fi', action: 'failed', status: '5.1.1', ...bounce })
}
