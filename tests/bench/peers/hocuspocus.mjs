// `node hocuspocus.mjs PORT FOLDER`: Hocuspocus as its own documentation sets it up, with its SQLite extension.
import { SQLite } from '@hocuspocus/extension-sqlite'
import { Server } from '@hocuspocus/server'
import path from 'node:path'

const [port = '0', folder = '.'] = process.argv.slice(2)
const server = new Server({
  port: Number(port),
  address: '127.0.0.1',
  quiet: true,
  extensions: [new SQLite({ database: path.join(folder, 'hocuspocus.sqlite') })],
})
await server.listen()
