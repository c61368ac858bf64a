import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

/*
 * The fastest that Node answers: `bare-node.ts PORT FILE TYPE`, the bytes of a file from memory, with the headers of ours
 * that have a cost.
 */
const [port = '0', file = '', type = 'text/plain'] = process.argv.slice(2)
const bytes = readFileSync(file)
createServer((_request, response) => {
  response.writeHead(200, { 'Content-Type': type, 'Content-Length': bytes.length, 'Cache-Control': 'no-cache' })
  response.end(bytes)
}).listen(Number(port), '127.0.0.1')
