import { openServer } from './open-server.ts'
import { readEnv, SettingError } from './env.ts'

/** The process: reads its settings, opens everything once, closes it in reverse order on SIGTERM. */
async function main() {
  const server = await openServer(readEnv())
  const stop = () => {
    server.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

main().catch((error: unknown) => {
  process.stderr.write(
    error instanceof SettingError
      ? `Kutsu does not start.\n${error.message}\n`
      : `${String(error instanceof Error ? error.stack : error)}\n`,
  )
  process.exit(1)
})
