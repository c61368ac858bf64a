import { openSmtpSink } from '#tests/support/smtp-sink.ts'

/*
 * The mail server of the measurement, a process of its own: `mail-sink.ts LETTERS`. Tells its parent its address, when a tenth of
 * the letters has come, and when all have: how many, to how many recipients, and the seconds since the first connection.
 */
export type SinkNews = { url: string } | { came: number; recipients: number; seconds: number }

const letters = Number(process.argv[2])
const recipients = new Set<string>()
let came = 0
let since = 0
const tell = (news: SinkNews) => process.send?.(news)

const { url } = await openSmtpSink({
  pipelining() {
    since ||= performance.now()
    return true
  },
  arrived(recipient) {
    came += 1
    recipients.add(recipient)
    if (came === Math.ceil(letters / 10) || came === letters) {
      tell({ came, recipients: recipients.size, seconds: (performance.now() - since) / 1000 })
    }
  },
})
tell({ url })
process.once('disconnect', () => process.exit(0))
