// `node y-socket.io.mjs PORT FOLDER`: y-socket.io with its LevelDB persistence.
import { createServer } from 'node:http'
import path from 'node:path'
import { Server } from 'socket.io'
import { YSocketIO } from 'y-socket.io/dist/server'

const [port = '0', folder = '.'] = process.argv.slice(2)
const http = createServer((_request, response) => response.end('ok'))
const io = new Server(http)
new YSocketIO(io, { levelPersistenceDir: path.join(folder, 'leveldb'), gcEnabled: true }).initialize()
http.listen(Number(port), '127.0.0.1')
