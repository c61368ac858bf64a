// `node y-websocket.mjs PORT FOLDER`: y-websocket's own server with y-leveldb.
import path from 'node:path'

const [port = '0', folder = '.'] = process.argv.slice(2)
process.env.PORT = port
process.env.HOST = '127.0.0.1'
process.env.YPERSISTENCE = path.join(folder, 'leveldb')
await import('./node_modules/y-websocket/bin/server.cjs')
