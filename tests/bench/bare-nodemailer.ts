import { readFileSync } from 'node:fs'
import { createTransport, type SendMailOptions } from 'nodemailer'

/*
 * Nodemailer alone: `bare-nodemailer.ts SMTP_URL CONNECTIONS FILE`, letters from memory, nothing written down. Feeds its pool as
 * its manual says: whenever it is idle.
 */
const [url = '', connections = '3', file = ''] = process.argv.slice(2)
const waiting = (JSON.parse(readFileSync(file, 'utf8')) as SendMailOptions[]).reverse()
const transport = createTransport({ url, pool: true, maxConnections: Number(connections) })

function feed() {
  while (transport.isIdle() && waiting.length > 0) {
    transport.sendMail(waiting.pop() ?? {}).catch((error: unknown) => {
      throw error
    })
  }
}
transport.on('idle', feed)
feed()
