// `node relay.mjs PORT`: the floor. Hands each message on to all others of the same address; decodes and keeps nothing.
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'

const [port = '0'] = process.argv.slice(2)
const http = createServer((_request, response) => response.end('ok'))
const rooms = new Map()
new WebSocketServer({ server: http, perMessageDeflate: false }).on('connection', (socket, { url }) => {
  const room = rooms.get(url) ?? new Set()
  rooms.set(url, room.add(socket))
  socket.on('message', (message) => {
    for (const other of room) if (other !== socket) other.send(message)
  })
  socket.on('close', () => room.delete(socket))
})
http.listen(Number(port), '127.0.0.1')
