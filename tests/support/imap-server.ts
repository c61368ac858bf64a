import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'

export interface ImapServer {
  /** With the name and password of the one mailbox in it. */
  url: string
  /** Puts a message into the inbox; `seen`: as one that somebody has read. */
  put(raw: string, seen?: 'seen'): Promise<void>
  /** The names of the messages in the inbox, with the letters of their flags at the end. */
  names(): Promise<string[]>
  close(): Promise<void>
}

/** What has to be encoded in an address. */
const password = 'sala/sana'
/** The user and group `mail`, with the numbers that Debian gives them everywhere. */
const debianMail = { uid: 8, gid: 8 }

/** Dovecot, as a municipality may run it, with one mailbox in a folder of its own. */
export async function openImapServer(): Promise<ImapServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kutsu-imap-'))
  const port = await freePort()
  // Dovecot handles no mail as root; without root it can be nobody else.
  const me = userInfo()
  const isRoot = me.uid === 0
  const owner = isRoot ? debianMail : me
  const inbox = path.join(folder, 'mail')
  const own = (each: string) => chown(each, owner.uid, owner.gid)
  for (const each of ['cur', 'new', 'tmp']) await mkdir(path.join(inbox, each), { recursive: true })
  for (const each of ['', 'mail', 'mail/cur', 'mail/new', 'mail/tmp']) await own(path.join(folder, each))
  const config = path.join(folder, 'dovecot.conf')
  await writeFile(
    config,
    `base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
${isRoot ? '' : `default_internal_user = ${me.username}\ndefault_login_user = ${me.username}\n`}first_valid_uid = 1
mail_location = maildir:${inbox}
passdb {
  driver = static
  args = user=kutsu password=${password}
}
userdb {
  driver = static
  args = uid=${String(owner.uid)} gid=${String(owner.gid)} home=${folder}
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${String(port)}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`,
  )
  const dovecot = spawn('dovecot', ['-F', '-c', config], { stdio: 'ignore' })
  await untilAnswers(port)
  let count = 0
  return {
    url: `imap://kutsu:${encodeURIComponent(password)}@127.0.0.1:${String(port)}/INBOX`,
    async put(raw, seen) {
      count += 1
      const file = path.join(inbox, seen ? 'cur' : 'new', `${String(count)}.0.host${seen ? ':2,S' : ''}`)
      await writeFile(file, raw.replace(/\n/g, '\r\n'))
      await own(file)
    },
    async names() {
      return (await Promise.all(['new', 'cur'].map((each) => readdir(path.join(inbox, each))))).flat()
    },
    async close() {
      dovecot.kill()
      await once(dovecot, 'exit')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function untilAnswers(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const socket = connect(port, '127.0.0.1')
    const open = await Promise.race([
      once(socket, 'data').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false)
    socket.destroy()
    if (open) return
    await new Promise((turn) => setTimeout(turn, 100))
  }
  throw new Error('dovecot does not answer; it is the Debian package dovecot-imapd')
}

async function freePort(): Promise<number> {
  const probe = createServer()
  probe.listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}
